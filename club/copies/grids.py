"""A text as sheets that people fill in: one for its general fields, one for each list, one that explains."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from club.copies.cells import called, cell_of, name_of
from club.copies.plan import (
    HELP,
    POINTED,
    Col,
    Path,
    Plan,
    columns,
    help_title,
    holder_label,
    plans,
    pointed_title,
    titles,
)
from club.core.i18n import NAMES, lang
from club.core.i18n import phrase as gettext
from club.core.sheets import Cell, Column, Sheet
from club.documents.body import LANGUAGES, Body, Kind
from club.documents.entries import ROOT, Entry, entries
from club.documents.languages import is_bilingual
from club.documents.words import choice_word

_WIDE, _NARROW, _NUMBER = 44, 24, 12
_SHORT = frozenset({"title", "name", "topic", "unit", "label", "role", "department", "currency", "source"})


class Laid:
    """A body laid out: its items by path, and what each is called."""

    def __init__(self, kind: Kind[Any], body: Body, pointed: Mapping[str, str]) -> None:
        self.kind, self.listed, self.pointed = kind, entries(body), pointed
        self.paths = paths(self.listed)
        self.types = {plan.path: plan.owner for plan in plans(kind) if plan.is_item}
        self.names: dict[str, str] = {}
        for owner in set(self.types.values()):
            alike = [one for one in self.listed if one.key and self.types.get(self.paths[one.key]) is owner]
            self.names |= called((one.key, name_of(owner, one.fields, lang())) for one in alike)

    def at(self, path: Path) -> list[Entry]:
        """The items of a list, whatever holds them, in order."""
        return [each for each in self.listed if self.paths[each.key] == path]


def paths(listed: tuple[Entry, ...]) -> dict[str, Path]:
    """Where each item stands, as the names of the lists that lead to it."""
    found: dict[str, Path] = {ROOT: ()}
    for each in listed:
        if each.key != ROOT:
            found[each.key] = (*found[each.parent], each.slot)
    return found


def sheets_of(kind: Kind[Any], body: Body, pointed: Mapping[str, str] = MappingProxyType({})) -> list[Sheet]:
    """Return a body as sheets in the language that is spoken now; a text in both languages has a column for each.

    `pointed` says what the items of another text, which this one points at, are called there, by key.
    """
    laid, named, both = Laid(kind, body, pointed), titles(kind), is_bilingual(body)
    general = _general(laid, named[()], both=both)
    lists = [_sheet(laid, plan, named[plan.path], both=both) for plan in plans(kind)]
    return [general, *lists, *([_pointed(pointed)] if pointed else []), _help(kind)]


def _general(laid: Laid, title: str, *, both: bool) -> Sheet:
    """The fields of the text as a whole, one below the other."""
    kind, fields = laid.kind, laid.listed[0].fields
    rows: dict[Path, list[Cell]] = {}
    for col in columns(kind.body, is_bilingual=both):
        row = rows.setdefault(col.path, [".".join(col.path), _plain(col).label(kind)])
        row.append(_cell(laid, col, fields))
    heads = [NAMES[side] for side in LANGUAGES] if both else [gettext("Value")]
    code = Column(f"{kind.name}/{kind.schema}", is_hidden=True)
    wide = [Column(head, 60) for head in heads]
    return Sheet(title, [code, Column(gettext("Field"), 32), *wide], list(rows.values()), frozen=2, spare=0)


def _plain(col: Col) -> Col:
    return Col(col.steps, col.owner, col.field)


def _sheet(laid: Laid, plan: Plan, title: str, *, both: bool) -> Sheet:
    """The rows of a list; the hidden columns hold each row's key and that of the item it belongs to."""
    cols = columns(plan.owner, is_bilingual=both)
    heads = [Column(plan.code, is_hidden=True), Column("of", is_hidden=True)]
    heads += [Column(holder_label(laid.kind, plan), _NARROW)] if plan.holder else []
    heads += [Column(col.label(laid.kind), _width(col), _choices(col)) for col in cols]
    rows = [
        [key, of or None, *([laid.names[of]] if plan.holder else []), *(_cell(laid, col, fields) for col in cols)]
        for key, of, fields in _rows(laid, plan)
    ]
    return Sheet(title, heads, rows, frozen=4 if plan.holder else 3, is_hidden=not (cols or plan.holder))


def _rows(laid: Laid, plan: Plan) -> Iterator[tuple[str | None, str, Mapping[str, Any]]]:
    if plan.is_item:
        yield from ((each.key, each.parent, each.fields) for each in laid.at(plan.path))
        return
    for holder in laid.at(plan.holder):
        value: Any = holder.fields
        for name in plan.within:
            value = (value or {}).get(name)
        yield from ((None, holder.key, one) for one in value or ())


def _cell(laid: Laid, col: Col, fields: Mapping[str, Any]) -> Cell:
    value: Any = fields
    for name in col.path[:-1]:
        value = (value or {}).get(name)
        if value is None:
            return None
    held = value.get(col.path[-1])
    if col.is_switch:
        return gettext("Yes") if held is not None else None
    names = laid.pointed if f"{col.owner.__name__}.{col.field.name}" in laid.kind.points_at else laid.names
    return cell_of(laid.kind, col.owner, col.field, held, side=col.side, names=names)


def _width(col: Col) -> int:
    if col.is_switch or (not col.field.many and (col.field.type in (int, bool) or col.field.choices)):
        return _NUMBER
    return _NARROW if col.field.name in _SHORT or not col.field.is_text else _WIDE


def _choices(col: Col) -> tuple[str, ...]:
    if col.is_switch or col.field.type is bool:
        return gettext("Yes"), gettext("No")
    return tuple(choice_word(value) for value in col.field.choices)


def _pointed(pointed: Mapping[str, str]) -> Sheet:
    """What may be named of the other text: to be copied from, and by which what was named is known again elsewhere."""
    heads = [Column(POINTED, is_hidden=True), Column(pointed_title(), 100)]
    return Sheet(pointed_title(), heads, [[key, name] for key, name in pointed.items()], spare=0)


def _help(kind: Kind[Any]) -> Sheet:
    lines = (
        gettext(
            "Each sheet is one list of the text; each row is one part of it. Fill in below the last row to add one."
        ),
        gettext("Clear a row, or delete it, to take the part out. Put rows in another order to move parts."),
        gettext(
            "The hidden columns hold the names by which the program knows each part again. Leave them as they are;"
            " a new row needs none."
        ),
        gettext("Where a row belongs to another part, write that part’s name as it stands in its own sheet."),
        gettext("A cell that holds several texts has one on each line (Alt+Enter in Excel and WPS)."),
        gettext("Write values, not formulas, and do not join cells."),
        gettext("A sheet or column that you delete changes nothing: those parts stay as they are."),
        gettext(
            "Send the file on the page of the text, under “Bring it back”. You see what was understood before"
            " anything changes, and nothing is published by it."
        ),
    )
    heads = [Column(HELP, is_hidden=True), Column(gettext(kind.label), 100)]
    return Sheet(help_title(), heads, [[None, line] for line in lines], spare=0)
