"""A text of any kind as headings, paragraphs and tables, from the shape of its body."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from club.core.i18n import phrase as gettext
from club.documents.blocks import Block
from club.documents.body import Body, Clause, Kind
from club.documents.codec import to_json
from club.documents.shape import Field, shape
from club.documents.words import field_label, item_name, value_words

_HEAD = ("title", "summary", "key", "blanks")
MOST_COLUMNS = 5
DEEPEST = 4
SHORT = 40
"""Values that take no more letters stand in one line with those before and after them."""


def blocks_of(kind: Kind[Any], body: Body, pointed: Mapping[str, str] = MappingProxyType({})) -> list[Block]:
    """Return a body, in one language, as blocks: what its kind lays out itself, then everything else by its fields.

    `pointed` says what the items of another text, which this one points at, are called there, by key.
    """
    blocks = [Block("title", str(body.title))]
    if body.summary:
        blocks.append(Block("lead", str(body.summary)))
    blocks += kind.headings.write(body) if kind.headings else []
    slots = kind.headings.slots if kind.headings else frozenset()
    sort: Any = "other" if kind.headings else "heading"
    for block in _Walk(kind, body, pointed).of(body, 1, slots):
        blocks.append(Block(sort, block.text) if block.sort == "heading" and block.level == 1 else block)
    return blocks


class _Walk:
    """Goes through a body: its own fields, then its lists."""

    def __init__(self, kind: Kind[Any], body: Body, pointed: Mapping[str, str]) -> None:
        self.kind, self.body, self.pointed = kind, body, pointed

    def of(self, owner: Any, level: int, skipped: frozenset[str] = frozenset(), said: str = "") -> Iterator[Block]:
        """The fields of one item below its heading, which said one of them already."""
        sort: Any = type(owner)
        line: list[str] = []
        for each in shape(sort):
            held = getattr(owner, each.name)
            if each.name in _HEAD or each.name in skipped or _says_nothing(held, each):
                continue
            label = field_label(self.kind, sort.__name__, each.name)
            words = "" if each.is_child else self._words(owner, each)
            if words == said and said:
                continue
            if level > 1 and not each.is_structure and 0 < len(words) <= SHORT:
                line.append(gettext("%(label)s: %(words)s", label=label, words=words))
                continue
            yield from _as_line(line)
            if not each.is_child:
                yield from self._field(owner, each, label, level)
                continue
            yield Block("heading", label, level=level)
            yield from self._list(held if each.many else (held,), level)
        yield from _as_line(line)

    def _field(self, owner: Any, each: Field, label: str, level: int) -> Iterator[Block]:
        words = self._words(owner, each)
        if level == 1 and each.is_text and not each.many:
            yield Block("heading", label, level=1)
            yield Block("text", words)
        elif each.is_structure and each.many:
            yield Block("caption", label)
            yield Block("table", rows=self._rows(getattr(owner, each.name)))
        elif words:
            yield Block("text", words, title=label)

    def _list(self, listed: Any, level: int) -> Iterator[Block]:
        sort: Any = type(listed[0])
        if sort is Clause:
            yield from (Block("must" if one.must else "clause", str(one.text), title=str(one.title)) for one in listed)
            return
        plain = [each for each in shape(sort) if each.name != "key"]
        if len(plain) <= MOST_COLUMNS and not any(each.is_structure for each in plain):
            yield Block("table", rows=self._rows(listed))
            return
        for one in listed:
            yield Block("heading", item_name(one), level=min(level + 1, DEEPEST))
            yield from self.of(one, min(level + 2, DEEPEST), said=item_name(one))

    def _rows(self, listed: Any) -> list[list[str]]:
        sort: Any = type(listed[0])
        plain = [each for each in shape(sort) if each.name != "key"]
        head = [field_label(self.kind, sort.__name__, each.name) for each in plain]
        return [head, *([self._words(one, each) for each in plain] for one in listed)]

    def _words(self, owner: Any, each: Field) -> str:
        return value_words(
            self.kind, self.body, type(owner), each.name, to_json(getattr(owner, each.name)), pointed=self.pointed
        )


def _says_nothing(held: Any, each: Field) -> bool:
    """Whether a field is empty, or holds a nought or a no that nobody typed."""
    return held in (None, "", ()) or (not held and held == each.default)


def _as_line(words: list[str]) -> Iterator[Block]:
    """Short values side by side; the list begins anew."""
    if words:
        yield Block("text", " · ".join(words))
        words.clear()
