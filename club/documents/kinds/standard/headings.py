"""A standard in a word processor: each chapter a heading, each clause a paragraph, each table a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from club.core.text import N_, Phrase
from club.documents.blocks import Block, Headings
from club.documents.body import Clause, Item, new_key
from club.documents.kinds.standard.body import Column, Row, Section, Standard, Table
from club.documents.kinds.standard.rules import numbers

I = TypeVar("I", bound=Item)  # noqa: E741
Tell = Callable[[Phrase, str], object]


def write(standard: Standard) -> list[Block]:
    """Return the chapters of a standard; `standard` is in one language."""
    numbered = numbers(standard)
    blocks: list[Block] = []
    for section in standard.sections:
        blocks.append(Block("heading", str(section.title), number=numbered[section.key], key=section.key))
        blocks += [_clause(clause, numbered[clause.key]) for clause in section.clauses]
        for table in section.tables:
            blocks.append(Block("caption", str(table.title), key=table.key))
            head = [str(column.name) for column in table.columns]
            blocks.append(Block("table", rows=[head, *([str(cell) for cell in row.cells] for row in table.rows)]))
    return blocks


def _clause(clause: Clause, number: str) -> Block:
    sort: Any = "must" if clause.must else "clause"
    return Block(sort, str(clause.text), title=str(clause.title), number=number, key=clause.key)


def read(blocks: Sequence[Block], before: Standard, tell: Tell) -> Standard:
    """Return the standard with the chapters that the blocks hold; its other parts stay as they were."""
    return _Reading(before, tell).read(blocks)


class _Reading:
    """Goes through the blocks; a part is known again by its mark, else by saying the same as before."""

    def __init__(self, before: Standard, tell: Tell) -> None:
        self.before, self.tell = before, tell
        self.taken: set[str] = set()
        self.sections: list[Section] = []
        self.caption: Block | None = None
        self.old_sections = _by_key(before.sections)
        self.old_clauses = _by_key(clause for section in before.sections for clause in section.clauses)
        self.old_tables = _by_key(table for section in before.sections for table in section.tables)

    def read(self, blocks: Sequence[Block]) -> Standard:
        """The standard that these blocks make."""
        title, lead = self.before.title, self.before.summary
        is_other = False
        for block in blocks:
            if block.sort in {"heading", "other"}:
                self._uncaptioned()
                is_other = block.sort == "other"
            if is_other:
                continue
            match block.sort:
                case "title":
                    title = block.text
                case "lead":
                    lead = block.text
                case "heading":
                    self._open(block)
                case "caption":
                    self._uncaptioned()
                    self.caption = block
                case "table":
                    self._table(block)
                case _:
                    self._uncaptioned()
                    self._clause(block)
        self._uncaptioned()
        return replace(self.before, title=title, summary=lead, sections=tuple(self.sections))

    def _open(self, block: Block) -> None:
        old = self._known(block.key, self.old_sections, lambda one: one.title == block.text)
        made = old or Section(key=new_key(), title="")
        self.sections.append(replace(made, title=block.text, clauses=(), tables=()))
        if block.level > 1:
            self.tell(Phrase(N_("A heading below a heading became a chapter of its own.")), block.text)

    def _here(self, text: str) -> Section | None:
        if self.sections:
            return self.sections[-1]
        self.tell(Phrase(N_("This stands before the first heading; it was left out.")), text)
        return None

    def _clause(self, block: Block) -> None:
        section = self._here(block.text)
        if section is None:
            return
        old = self._known(block.key, self.old_clauses, lambda one: (one.title, one.text) == (block.title, block.text))
        made = old or Clause(key=new_key(), text="")
        clause = replace(made, text=block.text, title=block.title, must=block.sort == "must")
        self.sections[-1] = replace(section, clauses=(*section.clauses, clause))

    def _table(self, block: Block) -> None:
        caption, self.caption = self.caption, None
        section = self._here(caption.text if caption else "")
        if section is None or not block.rows:
            return
        title = caption.text if caption else str(section.title)
        old = self._known(caption.key if caption else "", self.old_tables, lambda one: one.title == title)
        head, *rows = block.rows
        if any(len(row) != len(head) for row in rows):
            self.tell(Phrase(N_("A table whose rows have not all the same number of cells; it was filled up.")), title)
        table = replace(
            old or Table(key=new_key(), title="", columns=(), rows=()),
            title=title,
            columns=_columns(head, old.columns if old else ()),
            rows=_rows([[*row, *[""] * len(head)][: len(head)] for row in rows], old.rows if old else ()),
        )
        self.sections[-1] = replace(section, tables=(*section.tables, table))

    def _uncaptioned(self) -> None:
        """A table's title without a table is a clause like any other."""
        caption, self.caption = self.caption, None
        if caption is not None:
            self._clause(replace(caption, sort="clause", key=""))

    def _known(self, key: str, old: dict[str, I], is_same: Callable[[Any], bool]) -> I | None:
        found = old.get(key) or next((one for one in old.values() if one.key not in self.taken and is_same(one)), None)
        if found is None or found.key in self.taken:
            return None
        self.taken.add(found.key)
        return found


def _by_key(listed: Iterable[I]) -> dict[str, I]:
    return {one.key: one for one in listed}


def _columns(head: Sequence[str], old: Sequence[Column]) -> tuple[Column, ...]:
    """Columns by their names; where as many are there as before, a renamed one keeps its key."""
    named = {str(one.name): one.key for one in reversed(old)}
    found: list[Column] = []
    for place, name in enumerate(head):
        key = named.pop(name, "") or (old[place].key if len(old) == len(head) else "")
        found.append(Column(key=key if key and key not in {one.key for one in found} else new_key(), name=name))
    return tuple(found)


def _rows(rows: Sequence[Sequence[str]], old: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that say the same keep their keys; of those that changed, one that begins as before does."""
    left = {one.key: one for one in old}
    keys: list[str] = []
    for row in rows:
        same = next((key for key, one in left.items() if tuple(map(str, one.cells)) == tuple(row)), None)
        keys.append(same or "")
        left.pop(same or "", None)
    for place, row in enumerate(rows):
        if not keys[place]:
            begun = next((key for key, one in left.items() if one.cells and row and str(one.cells[0]) == row[0]), None)
            keys[place] = begun or new_key()
            left.pop(begun or "", None)
    return tuple(Row(key=key, cells=tuple(row)) for key, row in zip(keys, rows, strict=True))


HEADINGS = Headings(slots=frozenset({"sections"}), write=write, read=read)
