"""Sheets that came in, held against what a kind has: which list each is, and which field each of its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from club.copies.cells import is_empty, normal, text_in
from club.copies.findings import Understood, cell_name
from club.copies.plan import HELP, POINTED, Col, Path, Plan, columns, help_title, holder_label, plans, titles
from club.core.i18n import LANGUAGES, NAMES, speaking
from club.core.office import Grid
from club.core.text import N_
from club.documents.body import Kind, is_key


@dataclass(frozen=True)
class Row:
    """One row: its place in its sheet, its hidden names, what it says it belongs to, and its cells by column."""

    sheet: str
    number: int
    key: str
    of: str
    holder: Any
    cells: Mapping[Col, Any]
    places: Mapping[Col, str]

    def place(self, col: Col | None = None) -> str:
        """The cell of a column; without one, the row's first."""
        return self.places.get(col, cell_name(self.number, 0)) if col else cell_name(self.number, 0)

    @property
    def is_empty(self) -> bool:
        """Whether somebody cleared it: nothing stands in any of its cells. An item without any has its key alone."""
        return all(is_empty(cell) for cell in self.cells.values()) and bool(self.cells or not self.key)


@dataclass(frozen=True)
class Page:
    """A sheet that is one of the kind's: the columns that it has, and its rows."""

    name: str
    columns: frozenset[Col]
    rows: Sequence[Row]


class Pages:
    """The sheets of a file by the list that each holds; what is none of them is noted and left out.

    `pointed` is what the file says that the parts of another text are called, by key.
    """

    def __init__(self, kind: Kind[Any], grids: Sequence[Grid], understood: Understood, *, both: bool) -> None:
        self.kind, self.said, self.both = kind, understood, both
        self.plans = {plan.path: plan for plan in plans(kind)}
        self.found: dict[Path, Page] = {}
        self.pointed: dict[str, str] = {}
        self._titles: dict[str, Path] = {}
        # the language of the file first: names of parts are looked up in it before the other
        self.languages = sorted(LANGUAGES, key=lambda language: -self._spoken(language, grids))
        for grid in grids:
            self._take(grid)

    def _spoken(self, language: str, grids: Sequence[Grid]) -> int:
        """How many sheets bear the names of a language."""
        with speaking(language):
            own = {normal(title): path for path, title in titles(self.kind).items()}
        self._titles |= own
        return sum(normal(grid.name) in own for grid in grids)

    def _take(self, grid: Grid) -> None:
        self._cells_refused(grid)
        path = self._path(grid)
        if path is None:
            return
        if path in self.found:
            self.said.fault(
                N_("Two sheets hold the same list; the other is “%(name)s”."), grid.name, name=self.found[path].name
            )
            return
        self.found[path] = self._general(grid) if path == () else self._page(grid, self.plans[path])

    def _cells_refused(self, grid: Grid) -> None:
        for cell in sorted(grid.formulas):
            self.said.fault(N_("A formula stands here. Put the value in its place."), grid.name, cell)
        for cell in sorted(grid.broken):
            self.said.fault(N_("A fault stands here (like #REF!). Put the value in its place."), grid.name, cell)
        for cell in grid.merged:
            self.said.fault(N_("These cells are joined. Undo that, and fill in each row."), grid.name, cell)

    def _path(self, grid: Grid) -> Path | None:
        """Which list a sheet holds: by the mark in its first cell, else by its name in either language."""
        mark = text_in(grid.rows[0][0]) if grid.rows and grid.rows[0] else ""
        if mark == POINTED:
            listed = ([text_in(cell) for cell in row[:2]] for row in grid.rows[1:] if len(row) > 1)
            self.pointed |= {key: name for key, name in listed if is_key(key) and name}
            return None
        if mark == HELP or normal(grid.name) in _help_titles():
            return None
        name, slash, schema = mark.partition("/")
        if mark in {plan.code: plan for plan in self.plans.values()}:
            return tuple(mark.split("/"))
        if slash and schema.isdigit():
            if name != self.kind.name:
                self.said.fault(
                    N_("This file was made of another kind of text. Bring it back where it came from."), grid.name
                )
                return None
            return ()
        found = self._titles.get(normal(grid.name))
        if found is None and any(grid.rows):
            self.said.note(N_("This sheet is none of this text’s; it was left out."), grid.name)
        return found

    def _general(self, grid: Grid) -> Page:
        """The sheet of general fields: a field in each row, its label or its hidden name in front."""
        fields: dict[str, dict[str, Col]] = {}
        for col in columns(self.kind.body, is_bilingual=self.both):
            for name in (".".join(col.path), *self._labels(Col(col.steps, col.owner, col.field))):
                fields.setdefault(normal(name), {})[col.side] = col
        sides = self._sides(grid)
        cells: dict[Col, Any] = {}
        places: dict[Col, str] = {}
        for number, row in enumerate(grid.rows[1:], 1):
            wanted = next((fields[normal(cell)] for cell in row[:2] if normal(cell) in fields), None)
            if wanted is None:
                if any(not is_empty(cell) for cell in row):
                    self.said.note(
                        N_("This field is not known here; it was left out."), grid.name, cell_name(number, 1)
                    )
                continue
            for side, col in wanted.items():
                place = sides.get(side, 2)
                cells[col] = row[place] if place < len(row) else None
                places[col] = cell_name(number, place)
        return Page(grid.name, frozenset(cells), [Row(grid.name, 0, "", "", None, cells, places)])

    def _sides(self, grid: Grid) -> dict[str, int]:
        head = [normal(cell) for cell in grid.rows[0]] if grid.rows else []
        if not self.both:
            chosen = next((head.index(normal(NAMES[side])) for side in LANGUAGES if normal(NAMES[side]) in head), 2)
            return {"": chosen}
        return {side: head.index(normal(NAMES[side])) if normal(NAMES[side]) in head else 99 for side in LANGUAGES}

    def _page(self, grid: Grid, plan: Plan) -> Page:
        """A sheet of rows under one row of headings."""
        head = grid.rows[0] if grid.rows else []
        is_marked = bool(head) and text_in(head[0]) == plan.code
        cols = columns(plan.owner, is_bilingual=self.both)
        wanted = {normal(label): col for col in cols for label in self._labels(col)}
        holders = set() if not plan.holder else {normal(label) for label in self._holder_labels(plan)}
        where: dict[Col, int] = {}
        holder: int | None = None
        for place, cell in enumerate(head):
            if is_empty(cell) or (is_marked and place < 2):  # noqa: PLR2004  the two hidden columns
                continue
            col = wanted.get(normal(cell))
            if normal(cell) in holders and holder is None:
                holder = place
            elif col is not None and col not in where:
                where[col] = place
            else:
                message = (
                    N_("The heading “%(text)s” stands twice.")
                    if col
                    else N_("The column “%(text)s” is not known here; it was left out.")
                )
                told = self.said.fault if col else self.said.note
                told(message, grid.name, cell_name(0, place), text=text_in(cell)[:80])
        rows = [
            self._row(grid, number, row, where, holder, is_marked=is_marked)
            for number, row in enumerate(grid.rows[1:], 1)
        ]
        return Page(grid.name, frozenset(where), rows)

    @staticmethod
    def _row(
        grid: Grid, number: int, row: Sequence[Any], where: Mapping[Col, int], holder: int | None, *, is_marked: bool
    ) -> Row:
        def at(place: int | None) -> Any:
            return row[place] if place is not None and place < len(row) else None

        return Row(
            grid.name,
            number,
            text_in(at(0)) if is_marked else "",
            text_in(at(1)) if is_marked else "",
            at(holder),
            {col: at(place) for col, place in where.items()},
            {col: cell_name(number, place) for col, place in where.items()},
        )

    def _labels(self, col: Col) -> set[str]:
        found = {col.code}
        for language in LANGUAGES:
            with speaking(language):
                found.add(col.label(self.kind))
        return found

    def _holder_labels(self, plan: Plan) -> set[str]:
        found = set()
        for language in LANGUAGES:
            with speaking(language):
                found.add(holder_label(self.kind, plan))
        return found


def _help_titles() -> set[str]:
    found = set()
    for language in LANGUAGES:
        with speaking(language):
            found.add(normal(help_title()))
    return found
