"""A filled-in file becomes a text: each row an item with its key, everything that is not in the file as it was."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from club.copies.cells import is_empty, known_as, name_of, normal, text_in, texts_in
from club.copies.findings import Understood
from club.copies.grids import paths
from club.copies.pages_in import Pages, Row
from club.copies.plan import Col, Path, Plan, columns, plans
from club.copies.rowfields import RowFields
from club.core.i18n import LANGUAGES, NAMES
from club.core.office import Grid
from club.core.text import N_
from club.documents.body import Body, Kind, MalformedBodyError, is_key, new_key
from club.documents.entries import ROOT, Entry, assemble, entries
from club.documents.languages import is_bilingual
from club.documents.shape import shape

_NEW: Mapping[str, Any] = {}
_SEVERAL = N_("Several parts are called “%(name)s”. Give them different names first.")


def understood(
    kind: Kind[Any],
    base: Body,
    grids: Sequence[Grid],
    *,
    is_new: bool,
    pointed: Sequence[Mapping[str, str]] = (),
) -> Understood:
    """Read sheets over a text: `base` is what it says now, or for a new one the empty text it begins as.

    `pointed` says what the items of another text, which this one points at, are called there, by key,
    in each language.
    """
    said = Understood()
    both = is_bilingual(base) or (is_new and _has_two_languages(grids))
    filling = _Filling(kind, base, Pages(kind, grids, said, both=both), said, pointed, is_new=is_new)
    filling.gather()
    if not said.faults:
        try:
            said.body = assemble(kind.body, filling.made.values())
        except MalformedBodyError as error:
            for problem in error.problems:
                said.fault(problem.message, cell=problem.path, **dict(problem.values))
    return said


def _has_two_languages(grids: Sequence[Grid]) -> bool:
    heads = [{normal(cell) for cell in grid.rows[0]} for grid in grids if grid.rows]
    return any({normal(NAMES[side]) for side in LANGUAGES} <= head for head in heads)


class _Filling:
    """Gathers items from rows, holders before what they hold."""

    def __init__(
        self,
        kind: Kind[Any],
        base: Body,
        pages: Pages,
        said: Understood,
        pointed: Sequence[Mapping[str, str]],
        *,
        is_new: bool,
    ) -> None:
        self.pointed = dict(_words_for((_still_there(pages.pointed, pointed), *pointed)))
        self.kind, self.pages, self.said, self.is_new = kind, pages, said, is_new
        listed = entries(base)
        self.was = {each.key: each for each in listed}
        self.was_at = paths(listed)
        self.types = {plan.path: plan.owner for plan in plans(kind) if plan.is_item}
        self.made: dict[str, Entry] = {}
        self.at: dict[str, Path] = {ROOT: ()}
        self.known: dict[tuple[str, Path], dict[str, str]] = {}
        self.later: list[tuple[str, Path, Row, Col]] = []
        self.dangling = {key for key in _named_in(kind, base) if key not in self.was}
        self.claimed = {row.key for page in pages.found.values() for row in page.rows}

    def gather(self) -> None:
        """Fill in everything, list by list; what names other parts comes when all parts are known."""
        self._general()
        for plan in plans(self.kind):
            if plan.is_item:
                self._items(plan)
        for plan in plans(self.kind):
            if not plan.is_item:
                self._values(plan)
        for key, path, row, col in self.later:
            self._refer(key, path, row, col)

    def _general(self) -> None:
        page, fields = self.pages.found.get(()), self.was[ROOT].fields
        if page is not None:
            fields = self._fields(self.kind.body, page.rows[0], fields, is_new=self.is_new)
        elif self.is_new:
            self.said.fault(
                N_("The sheet with the general fields is missing. Fill in the file that is given out here.")
            )
        self.made[ROOT] = Entry(ROOT, ROOT, "", 0, "", fields)

    def _items(self, plan: Plan) -> None:
        """The rows of one list; a list whose sheet is not in the file stays as it was."""
        page = self.pages.found.get(plan.path)
        if page is None:
            self._keep(plan)
            return
        orders: dict[str, int] = {}
        for row in page.rows:
            if row.is_empty:
                if row.key in self.was:
                    self.said.note(N_("This row was cleared: its part is taken out."), row.sheet, row.place())
                continue
            parent = self._holder(plan, row)
            if parent is None:
                continue
            place = orders[parent] = orders.get(parent, -1) + 1
            if place and not plan.is_many:
                self.said.fault(N_("There can be only one of these here."), row.sheet, row.place())
                continue
            key, before = self._key(plan, parent, row)
            fields = self._fields(plan.owner, row, before, is_new=not before, key=key)
            self._add(plan.path, Entry(key, parent, plan.path[-1], place, "", fields))

    def _keep(self, plan: Plan) -> None:
        for key, entry in self.was.items():
            if key != ROOT and self.was_at[key] == plan.path and entry.parent in self.made:
                self._add(plan.path, entry)

    def _add(self, path: Path, entry: Entry) -> None:
        self.made[entry.key], self.at[entry.key] = entry, path
        for language in LANGUAGES:
            listed = self.known.setdefault((language, path), {})
            for word in known_as(entry.key, name_of(self.types[path], entry.fields, language)):
                listed[word] = entry.key if listed.get(word, entry.key) == entry.key else ""

    def _called(self, text: Any, paths: Collection[Path]) -> str | None:
        """The one part of these lists that a cell names, in the file's language or else the other; "" for several."""
        several = None
        for language in self.pages.languages:
            lists = [self.known.get((language, path), {}) for path in paths]
            found = {listed[normal(text)] for listed in lists if normal(text) in listed}
            if len(found) == 1 and "" not in found:
                return found.pop()
            several = "" if found else several
        return several

    def _key(self, plan: Plan, parent: str, row: Row) -> tuple[str, Mapping[str, Any]]:
        """The key of a row's item and what that said; a row without one, or with a copied one, is a new item."""
        if row.key and row.key in self.made:
            self.said.note(
                N_("This row was copied from another: it becomes a part of its own."), row.sheet, row.place()
            )
        elif row.key in self.was and self.was_at[row.key] == plan.path:
            return row.key, self.was[row.key].fields
        elif row.key and is_key(row.key) and row.key not in self.was:
            return row.key, _NEW
        elif row.key:
            message = N_("The hidden name “%(key)s” belongs to another part. Clear the hidden first cell of this row.")
            self.said.fault(message, row.sheet, row.place(), key=row.key[:60])
        elif (same := self._same(plan, parent, row)) is not None:
            return same, self.was[same].fields
        return new_key(), _NEW

    def _same(self, plan: Plan, parent: str, row: Row) -> str | None:
        """The one part at this place that is called as the row is and that no row claims."""
        texts = {col.field.name: text_in(cell) for col, cell in row.cells.items() if col.field.is_text and cell}
        name = normal(name_of(plan.owner, texts, LANGUAGES[0]))
        alike = [
            key
            for key, entry in self.was.items()
            if key not in self.made
            and key not in self.claimed
            and self.was_at[key] == plan.path
            and entry.parent == parent
            and name in {normal(name_of(plan.owner, entry.fields, language)) for language in LANGUAGES}
        ]
        return alike[0] if name and len(alike) == 1 else None

    def _holder(self, plan: Plan, row: Row) -> str | None:
        """The item that a row belongs to: by the name in the row, else by its hidden name."""
        if not plan.holder:
            return ROOT
        found = None if is_empty(row.holder) else self._called(row.holder, [plan.holder])
        if not found and row.of in self.made and self.at[row.of] == plan.holder:
            found = row.of
        found = found or self._only(plan.holder)
        if found:
            return found
        name = text_in(row.holder)[:80]
        if not name:
            self.said.fault(N_("Say what this row belongs to."), row.sheet, row.place())
        elif found == "":
            self.said.fault(_SEVERAL, row.sheet, row.place(), name=name)
        else:
            message = N_("There is no part called “%(name)s” that this row could belong to.")
            self.said.fault(message, row.sheet, row.place(), name=name)
        return None

    def _only(self, path: Path) -> str | None:
        """The one item that there can be at a place, of which nothing is asked; made when something belongs to it."""
        plan = self.pages.plans[path]
        if plan.is_many or plan.holder or columns(plan.owner, is_bilingual=False):
            return None
        known = [key for key, at in self.at.items() if at == path]
        if not known:
            self._add(path, Entry(new_key(), ROOT, path[-1], 0, "", {}))
        return known[0] if known else next(reversed(self.made))

    def _values(self, plan: Plan) -> None:
        """Small rows that belong to an item's value: all of them, in the order of the sheet."""
        page = self.pages.found.get(plan.path)
        if page is None:
            return
        listed: dict[str, list[Any]] = {key: [] for key, path in self.at.items() if path == plan.holder}
        for row in page.rows:
            if row.is_empty or (holder := self._holder(plan, row)) is None:
                continue
            here = (*plan.within, str(len(listed[holder])))
            listed[holder].append(self._fields(plan.owner, row, _NEW, is_new=True, key=holder, within=here))
        for key, rows in listed.items():
            self._put(plan, page.name, key, rows)

    def _put(self, plan: Plan, sheet: str, key: str, rows: list[Any]) -> None:
        fields: Any = self.made[key].fields
        for name in plan.within[:-1]:
            fields = fields.get(name) if isinstance(fields, dict) else None
        if isinstance(fields, dict):
            fields.pop(plan.within[-1], None)
            if rows or plan.is_required:
                fields[plan.within[-1]] = rows
        elif rows:
            name = name_of(self.types[plan.holder], self.made[key].fields, LANGUAGES[0]) or key
            self.said.fault(
                N_("“%(name)s” has rows here, but says no to the part that would hold them."), sheet, name=name
            )

    def _fields(
        self, owner: Any, row: Row, before: Mapping[str, Any], *, is_new: bool, key: str = ROOT, within: Path = ()
    ) -> dict[str, Any]:
        def later(path: Path, col: Col) -> None:
            self.later.append((key, (*within, *path), row, col))

        return RowFields(self.kind, self.said, row, later, self.pointed, is_new=is_new).read(owner, before)

    def _refer(self, key: str, path: Path, row: Row, col: Col) -> None:
        """A field that names other parts."""
        wanted = self.kind.refers[f"{col.owner.__name__}.{col.field.name}"]
        cell = row.cells[col]
        keys = [self._named(text, wanted, row, col) for text in (texts_in(cell) if col.field.many else [text_in(cell)])]
        target: Any = self.made[key].fields
        for name in path[:-1]:
            target = target[int(name)] if isinstance(target, list) else target[name]
        target[path[-1]] = keys if col.field.many else keys[0]

    def _named(self, text: str, wanted: str, row: Row, col: Col) -> str:
        found = self._called(text, [path for path, owner in self.types.items() if owner.__name__ == wanted])
        if found:
            return found
        if text in self.dangling:
            self.said.note(N_("This names a part that is not here any more."), row.sheet, row.place(col))
            return text
        message = N_("There is no part called “%(name)s”.") if found is None else _SEVERAL
        self.said.fault(message, row.sheet, row.place(col), name=text[:80])
        return ""


def _still_there(said: Mapping[str, str], pointed: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What a file calls parts of another text; those of the text that is pointed at, or all where none is yet."""
    return {key: name for key, name in said.items() if not pointed or any(key in one for one in pointed)}


def _words_for(pointed: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """By what a file may call the items of another text: key, name, or the number in front of the name."""
    for one in pointed:
        for key, name in one.items():
            number = name.partition(" ")[0]
            words = (key, name, number) if number[:1].isdigit() else (key, name)
            yield from ((normal(word), key) for word in words)


def _named_in(kind: Kind[Any], value: Any) -> Iterator[str]:
    """The keys that fields of a body, item or value name."""
    owner: Any = type(value)
    for each in shape(owner):
        held = getattr(value, each.name)
        listed = held if each.many else [held] * (held is not None)
        if f"{owner.__name__}.{each.name}" in kind.refers:
            yield from listed
        elif each.is_structure:
            for one in listed:
                yield from _named_in(kind, one)
