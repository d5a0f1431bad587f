"""Files of office programs that come in: read and looked over in a limited child, one at a time."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from club.core import limited
from club.core.file_types import display_name
from club.core.refusals import Refusal
from club.core.sheets import FORMULA_SIGNS
from club.core.text import N_

LARGEST_UPLOAD = 10 * 1024 * 1024
_CHILD = Path(__file__).with_name("office_child.py")
_PATIENCE_S = 30
_MOST_BYTES = 40 * 1024 * 1024
_LONG_PATIENCE_S = 300
"""For a file whose rows are dealt with while it is read: the child waits for us then."""
_LONGEST_ROW = 4 * 1024 * 1024
_FIRST_LINE = 4_096
MOST_ROWS, _MOST_COLUMNS = 20_001, 200
"""The headings and 20,000 rows below them, as many questions as a bank holds."""
_PACKAGE, _ROW = b"PK", "row "
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Grid:
    """A sheet as it came in: rows of cells from the first on; `formulas`, `broken` and `merged` name cells."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    formulas: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    merged: tuple[str, ...] = ()


def read_workbook(content: bytes, name: str) -> list[Grid] | Refusal:
    """Read an XLSX that somebody sent, in a child with limits; or say why it cannot be read and what to do."""
    found = opened("sheets", content, name)
    if isinstance(found, Refusal):
        return found
    return [
        Grid(
            one["name"],
            one["rows"],
            frozenset(one["formulas"]),
            frozenset(one["broken"]),
            tuple(one["merged"]),
        )
        for one in found["sheets"]
    ]


def each_row(
    content: bytes, name: str, heard: Callable[[int, list[Any]], object], expected: Callable[[int], object] = int
) -> Refusal | int:
    """Tell each row of an XLSX’s first sheet, or of a CSV, as it is read, with its number; how many there are.

    `expected` hears before about how many come. Or say why the file cannot be read; what was told by then was told.
    Memory does not grow with the rows.
    """
    if refusal := _unfit(content, name, LARGEST_UPLOAD):
        return refusal
    if not content.startswith(_PACKAGE):
        expected(content.count(b"\n"))
        return _csv_rows(content, name, heard)
    last = [0]

    def told(line: str) -> None:
        if not line.startswith(_ROW):
            return
        found = json.loads(line.removeprefix(_ROW))
        if isinstance(found, int):
            expected(found)
        else:
            last[0] = found[0]
            heard(*found)

    done = limited.carry_out(
        _CHILD, content, "rows", patience=_LONG_PATIENCE_S, most=_LONGEST_ROW, heard=told, longest=_LONGEST_ROW
    )
    return _why(done, name) if done.code or done.is_cut else last[0]


def _csv_rows(content: bytes, name: str, heard: Callable[[int, list[Any]], object]) -> Refusal | int:
    """The same of a CSV, in UTF-8 or as Chinese spreadsheets write it; its first line has its separator most often."""
    try:
        content.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError:
        encoding = "gb18030"
    number = 0
    try:
        first = content[:_FIRST_LINE].split(b"\n")[0]
        separator = max(",;\t", key=lambda sign: first.count(sign.encode()))
        with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as lines:
            for number, row in enumerate(csv.reader(lines, delimiter=separator), 1):
                if number > MOST_ROWS or len(row) > _MOST_COLUMNS:
                    return Refusal("unreadable_file", *_WHY[_TOO_MUCH], {"name": display_name(name)})
                heard(number, [_disarmed(cell) for cell in row])
    except (UnicodeDecodeError, csv.Error):
        return Refusal("unreadable_file", *_UNREADABLE, {"name": display_name(name)})
    return number


def _disarmed(cell: str) -> str | None:
    """A cell as it was before `csv_file` said that it is a text; nothing where nothing stands."""
    plain = cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell
    return plain or None


OFFICE = (b"PK", b"\xd0\xcf\x11\xe0")
"""How files of office programs begin, new ones and old ones."""


def office_sort(content: bytes, name: str, *, largest: int) -> str | Refusal:
    """Whether an office file is a `docx`, `pptx` or `xlsx`, looked over in a child for what does harm; or why not."""
    found = opened("sort", content, name, largest=largest)
    return found if isinstance(found, Refusal) else str(found["sort"])


def opened(what: str, content: bytes, name: str, *, largest: int = LARGEST_UPLOAD) -> Any:
    """What a child read of a file, or a refusal: `sheets`, `words`; as Markdown a `letter`, `slides`, a web `page`."""
    if refusal := _unfit(content, name, largest):
        return refusal
    with _ONE_AT_A_TIME:
        done = limited.carry_out(_CHILD, content, what, patience=_PATIENCE_S, most=_MOST_BYTES)
    if done.code or done.is_cut:
        return _why(done, name)
    return json.loads(done.out)


def _unfit(content: bytes, name: str, largest: int) -> Refusal | None:
    """Why a file is not even opened."""
    shown = {"name": display_name(name)}
    if not content:
        return Refusal("empty_file", N_("“%(name)s” is empty."), N_("Save it again and send it."), shown)
    if len(content) > largest:
        values = {**shown, "megabytes": largest // 1024**2}
        return Refusal("too_large", N_("“%(name)s” is larger than %(megabytes)s MB."), _SMALLER, values)
    return None


def _why(done: limited.Done, name: str) -> Refusal:
    """Why a child could not read a file."""
    message, how = _WHY.get(_UNFOLDS if done.is_cut else done.code, _UNREADABLE)
    code = "other_file" if done.code == OTHER_SORT else "unreadable_file"
    return Refusal(code, message, how, {"name": display_name(name)})


_SMALLER = N_("Take pictures and what is not needed out of it, and send it again.")
_UNREADABLE = (
    N_("“%(name)s” cannot be opened."),
    N_("Open it in Excel, WPS or Word, save it under another name, and send that."),
)
OTHER_SORT, _UNFOLDS, _TOO_MUCH = 3, 4, 8
_WHY = {
    OTHER_SORT: (
        N_("“%(name)s” is no file of this sort."),
        N_("Send the file that you took out here, saved as .xlsx, .docx or .json."),
    ),
    _UNFOLDS: (
        N_("“%(name)s” unfolds to far more than it seems."),
        N_("Save it anew from Excel, WPS or Word and send that."),
    ),
    5: (N_("“%(name)s” holds macros."), N_("Save it without macros, as .xlsx or .docx, and send that.")),
    6: (
        N_("“%(name)s” refers to things outside of itself in a way that no office program writes."),
        N_("Copy its text into a new file and send that."),
    ),
    7: (
        N_("“%(name)s” is locked with a password, or in the old format of before 2007."),
        N_("Save it without a password as .xlsx or .docx, and send that."),
    ),
    _TOO_MUCH: (
        N_("“%(name)s” has more rows or columns than we read."),
        N_("Take out what is not needed, and send it again."),
    ),
}
