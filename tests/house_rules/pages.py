"""Reads a page without running it: its elements, the words in it, and the expressions between them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, meta, nodes

ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"])
MARK = re.compile("\ue000(\\d+)\ue001")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "base", "embed", "track", "param"}
BODIES = ("body", "elif_", "else_")
CLASS_BLOCKS = {"face"}  # what a page fills in here becomes a class of the layout


@dataclass
class Element:
    """A start tag, with the expressions that stand in it and, for a form, in its content."""

    tag: str
    attributes: dict[str, str]
    line: int
    expressions: list[nodes.Expr] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """Literal text where a reader sees it: between tags, or in the attribute `place`."""

    text: str
    line: int
    place: str = ""


@dataclass(frozen=True)
class Page:
    """One file under templates/."""

    name: str
    source: str

    @classmethod
    def read(cls, root: Path, path: Path) -> "Page":
        return cls(path.relative_to(root).as_posix(), path.read_text("utf-8"))

    @cached_property
    def tree(self) -> nodes.Template:
        return ENVIRONMENT.parse(self.source, self.name)

    @cached_property
    def markup(self) -> "Markup":
        return Markup(self.tree)

    @property
    def layout(self) -> str | None:
        """The page that this one extends, where it is named literally."""
        extends = self.tree.find(nodes.Extends)
        return extends.template.value if extends and isinstance(extends.template, nodes.Const) else None

    @cached_property
    def asked(self) -> set[str]:
        """The names that the page uses and does not make itself."""
        return meta.find_undeclared_variables(self.tree)

    @cached_property
    def imported(self) -> dict[str, int]:
        """The names that the page imports, each with its line."""
        return {
            name if isinstance(name, str) else name[1]: statement.lineno
            for statement in self.tree.find_all(nodes.FromImport)
            for name in statement.names
        }

    def macros(self) -> Iterator[nodes.Macro]:
        yield from self.tree.find_all(nodes.Macro)


class Markup(HTMLParser):
    """The HTML of a page with a mark in place of each expression; every branch of it, one after the other."""

    def __init__(self, tree: nodes.Template) -> None:
        super().__init__(convert_charrefs=True)
        self.expressions: list[nodes.Expr] = []
        self.elements: list[Element] = []
        self.words: list[Words] = []
        self.shown: list[tuple[nodes.Expr, int]] = []
        self._open: list[Element] = []
        self._text = ""
        self._flatten(tree.body)
        self.feed(self._text)
        self.close()

    def _flatten(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    self._add(piece)
                continue
            if isinstance(node, nodes.CallBlock):
                self._add(node.call)
            if isinstance(node, nodes.Block) and node.name in CLASS_BLOCKS:
                continue
            for name in BODIES:
                self._flatten(getattr(node, name, ()))

    def _add(self, piece: nodes.Node) -> None:
        # Jinja drops newlines around tags; put them back, so that findings name the right line.
        self._text += "\n" * max(0, piece.lineno - 1 - self._text.count("\n"))
        if isinstance(piece, nodes.TemplateData):
            self._text += piece.data
        else:
            self._text += f"\ue000{len(self.expressions)}\ue001"
            self.expressions.append(piece)

    def _marked(self, text: str) -> list[nodes.Expr]:
        return [self.expressions[int(number)] for number in MARK.findall(text)]

    def _is_foreign(self) -> bool:
        """Code carries translate="no"; a link into another language is written in that one."""
        return any(
            open_.tag == "script" or open_.attributes.get("translate") == "no" or "hreflang" in open_.attributes
            for open_ in self._open
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self.getpos()[0], self._marked(self.get_starttag_text() or ""))
        for open_ in self._open:
            open_.expressions.extend(element.expressions)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
        if not self._is_foreign():
            for name, value in attributes.items():
                self.words.append(Words(MARK.sub("", value), element.line, f"{tag}[{name}]"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        found = self._marked(data)
        for open_ in self._open:
            open_.expressions.extend(found)
        if not self._is_foreign():
            self.words.append(Words(MARK.sub(" ", data).strip(), self.getpos()[0]))
            self.shown.extend((expression, self.getpos()[0]) for expression in found)


def mentions(expression: nodes.Node, names: set[str]) -> bool:
    """Does the expression use one of these names, as a variable, an attribute or a macro?"""
    parts = [expression, *expression.find_all((nodes.Name, nodes.Getattr))]
    used = {getattr(part, "name", None) or getattr(part, "attr", None) for part in parts}
    return bool(used & names)


def outcomes(expression: nodes.Expr) -> Iterator[nodes.Expr]:
    """What a shown expression can become: both sides of a condition, the parts of a sum, the input of a filter."""
    if isinstance(expression, nodes.CondExpr):
        yield from outcomes(expression.expr1)
        if expression.expr2:
            yield from outcomes(expression.expr2)
    elif isinstance(expression, nodes.Concat):
        for part in expression.nodes:
            yield from outcomes(part)
    elif isinstance(expression, nodes.Add | nodes.Or):
        yield from outcomes(expression.left)
        yield from outcomes(expression.right)
    elif isinstance(expression, nodes.Filter | nodes.MarkSafe) and (inner := getattr(expression, "node", None)):
        yield from outcomes(inner)
    else:
        yield expression
