"""The fields of one item or small value, as the cells of its row say them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from club.copies.cells import Unreadable, flag_in, is_empty, normal, text_in, texts_in, value_in
from club.copies.findings import Understood
from club.copies.pages_in import Row
from club.copies.plan import Col, Path
from club.core.text import N_
from club.documents.body import LANGUAGES, Kind, is_key
from club.documents.codec import to_json
from club.documents.shape import Field, shape

Later = Callable[[Path, Col], object]
_NOTHING: Any = object()
_EMPTY: Mapping[str, Any] = {}


class RowFields:
    """Reads a row over what its item said before; a column that is not in the file leaves its field as it was."""

    def __init__(
        self,
        kind: Kind[Any],
        said: Understood,
        row: Row,
        later: Later,
        pointed: Mapping[str, str] = MappingProxyType({}),
        *,
        is_new: bool,
    ) -> None:
        self.kind, self.said, self.row, self.later, self.is_new = kind, said, row, later, is_new
        self.pointed = pointed
        self.cols: dict[Path, dict[str, Col]] = {}
        for col in row.cells:
            self.cols.setdefault(col.path, {})["switch" if col.is_switch else col.side] = col

    def read(self, owner: Any, before: Mapping[str, Any], path: Path = ()) -> dict[str, Any]:
        """Return the fields as they are stored; those at their default are left out."""
        found: dict[str, Any] = {}
        for each in shape(owner):
            if each.is_child or each.name == "key":
                continue
            here, was = (*path, each.name), before.get(each.name, _NOTHING)
            if each.is_structure:
                value = was if each.many else self._structure(each, here, was)
            else:
                value = self._plain(each, here, was)
            if value is not _NOTHING:
                found[each.name] = value
        return found

    def _structure(self, each: Field, path: Path, was: Any) -> Any:
        """A value made of fields: there where it is switched on, or where any of its cells is filled."""
        cols = [col for col in self.row.cells if col.path[: len(path)] == path]
        if not cols:
            return was
        switch = self.cols.get(path, {}).get("switch")
        is_filled = any(not is_empty(self.row.cells[col]) for col in cols if col is not switch)
        is_on = self._switched(switch)
        if is_on is False and is_filled:
            self._fault(N_("This says no, but its columns are filled in. Say yes, or clear them."), switch)
        if not is_filled and not is_on:
            return None if each.is_required else _NOTHING
        return self.read(each.type, was if isinstance(was, Mapping) else _EMPTY, path)

    def _switched(self, switch: Col | None) -> bool | None:
        if switch is None or is_empty(self.row.cells[switch]):
            return None
        try:
            return flag_in(self.row.cells[switch])
        except Unreadable as no:
            self.said.fault(no.why.msgid, self.row.sheet, self.row.place(switch), **dict(no.why.values))
            return None

    def _plain(self, each: Field, path: Path, was: Any) -> Any:
        cols = self.cols.get(path)
        if not cols:
            return was if was is not _NOTHING else self._absent(each)
        is_in_two = each.is_text and "" not in cols
        value = self._both(each, cols, was) if is_in_two else self._one(each, path, cols[""])
        return _NOTHING if not each.is_required and value == to_json(each.default) else value

    def _one(self, each: Field, path: Path, col: Col) -> Any:
        cell = self.row.cells[col]
        if is_empty(cell) and not (each.is_text and isinstance(cell, str) and not each.many):
            return self._empty(each, col)
        if f"{col.owner.__name__}.{each.name}" in self.kind.refers:
            self.later(path, col)
            return [] if each.many else ""
        if each.is_text:
            return texts_in(cell) if each.many else text_in(cell)
        if each.many:
            is_elsewhere = f"{col.owner.__name__}.{each.name}" in self.kind.points_at
            return [self._elsewhere(text, col) for text in texts_in(cell)] if is_elsewhere else texts_in(cell)
        try:
            return value_in(self.kind, col.owner, each, cell)
        except Unreadable as no:
            self.said.fault(no.why.msgid, self.row.sheet, self.row.place(col), **dict(no.why.values))
            return _NOTHING

    def _elsewhere(self, text: str, col: Col) -> str:
        """The key of an item of the text that this one points at; without that text, what stands there."""
        found = self.pointed.get(normal(text)) or self.pointed.get(normal(text.partition(" ")[0]))
        if found is None and self.pointed and not is_key(text):
            message = N_("The text that this one points at has no part called “%(name)s”.")
            self.said.fault(message, self.row.sheet, self.row.place(col), name=text[:80])
        return found or text

    def _both(self, each: Field, cols: Mapping[str, Col], was: Any) -> Any:
        """A text in two languages; a side whose column is not in the file stays as it was."""
        if each.many:
            return self._both_lists(cols)
        sides = {side: text_in(self.row.cells[cols[side]]) if side in cols else _side(was, side) for side in LANGUAGES}
        if not any(sides.values()):
            return self._empty(each, next(iter(cols.values())))
        return was if isinstance(was, str) and set(sides.values()) == {was} else sides

    def _both_lists(self, cols: Mapping[str, Col]) -> list[dict[str, str]]:
        lists = {side: texts_in(self.row.cells[cols[side]]) if side in cols else [] for side in LANGUAGES}
        most = max(len(one) for one in lists.values())
        if any(one and len(one) < most for one in lists.values()):
            self._fault(N_("Write as many lines in one language as in the other."), next(iter(cols.values())))
        full = {side: one + [""] * (most - len(one)) for side, one in lists.items()}
        return [{side: full[side][place] for side in LANGUAGES} for place in range(most)]

    def _empty(self, each: Field, col: Col) -> Any:
        """What an empty cell says: the default, an empty text or list; a number or choice that is asked is missed."""
        if not each.is_required:
            return to_json(each.default)
        if each.many:
            return []
        if each.is_text or (each.type is str and not self._refers(col)):
            if self.is_new:
                self.said.note(
                    N_("Nothing stands here yet; it is asked for before the text is published."),
                    self.row.sheet,
                    self.row.place(col),
                )
            return ""
        if each.type is bool:
            return False
        self._fault(N_("Fill this in."), col)
        return _NOTHING

    def _absent(self, each: Field) -> Any:
        """A new row without the column of a field that is asked."""
        if not each.is_required:
            return _NOTHING
        if each.many:
            return []
        if each.is_text:
            return ""
        self._fault(
            N_("A new row needs a column that this sheet lacks: take the file out anew, and fill in that one."), None
        )
        return _NOTHING

    def _refers(self, col: Col) -> bool:
        return f"{col.owner.__name__}.{col.field.name}" in self.kind.refers

    def _fault(self, message: str, col: Col | None) -> None:
        self.said.fault(message, self.row.sheet, self.row.place(col))


def _side(was: Any, side: str) -> str:
    if isinstance(was, Mapping):
        return str(was.get(side, ""))
    return was if isinstance(was, str) else ""
