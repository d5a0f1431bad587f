"""The one door to spreadsheets: XLSX written so that no cell is ever a formula, and read in a limited child."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Any, TypeAlias

from club.core import limited
from club.core.file_types import display_name
from club.core.refusals import Refusal
from club.core.text import N_

Cell: TypeAlias = str | int | Decimal | bool | None
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_UPLOAD = 10 * 1024 * 1024
MOST_CHARACTERS = 32_000
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_EXACT_DIGITS = 15
_NAME_LENGTH = 31
_A4, _LINE_PT, _MOST_LINES = 9, 15, 27
_LISTED, _IS_WIDE = 255, frozenset("WF").__contains__
_CHILD = Path(__file__).with_name("office_child.py")
_PATIENCE_S = 30
_MOST_BYTES = 40 * 1024 * 1024
_LONG_PATIENCE_S = 300
"""For a file whose rows are dealt with while it is read: the child waits for us then."""
_LONGEST_ROW = 4 * 1024 * 1024
_FIRST_LINE = 4_096
MOST_ROWS, _MOST_COLUMNS = 20_000, 200
_PACKAGE, _ROW = b"PK", "row "
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Column:
    """A column: its heading, how wide it is in characters, and the words that its cells choose from."""

    label: str
    width: int = 20
    choices: tuple[str, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is given out: its heading stays in view, `frozen` columns too."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    frozen: int = 0
    spare: int = 200
    is_hidden: bool = False


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as an XLSX file. A text is always a text, whatever it begins with, and comes back unchanged."""
    out = io.BytesIO()
    _fill(out, sheets, in_memory=True)
    return out.getvalue()


def long_workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """The same as an open file, for sheets of any length: each row is written as it comes, and none of them is held."""
    out = TemporaryFile()  # noqa: SIM115  its reader closes it
    _fill(out, sheets, constant_memory=True)
    out.seek(0)
    return out


def _fill(out: IO[bytes], sheets: Iterable[Sheet], **how: bool) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(out, how) as book:
        plain = {"valign": "top", "text_wrap": True}
        styles = {
            "head": book.add_format({**plain, "bold": True, "bottom": 1, "bg_color": "#F3F1EB"}),
            "plain": book.add_format(plain),
            # Excel keeps such a cell a text even when somebody edits it.
            "quoted": book.add_format({**plain, "quote_prefix": True}),
        }
        names: set[str] = set()
        for each in sheets:
            named = _free(sheet_name(each.name), names)
            _write(book.add_worksheet(named, worksheet_class=_page_class()), each, styles)


@cache
def _page_class() -> Any:
    """A sheet whose rows are as high as we say until somebody writes into them, and then as high as they need."""
    from xlsxwriter.worksheet import Worksheet

    class Page(Worksheet):
        def _xml_start_tag_unencoded(self, tag: str, attributes: Any = None) -> None:
            fitting = [one for one in attributes or () if (tag, one[0]) != ("row", "customHeight")]
            super()._xml_start_tag_unencoded(tag, fitting)

    return Page


def sheet_name(words: str) -> str:
    """What a program lets a sheet be called: 31 characters, without its own signs."""
    clean = "".join(" " if each in "[]:*?/\\" else each for each in words).strip().strip("'")
    return clean[:_NAME_LENGTH].strip() or "-"


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV that spreadsheets open as it is meant: in UTF-8, a text that would be a formula quoted."""
    with long_csv(header, rows) as out:
        return out.read()


def long_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """The same as an open file: each row is written as it comes, and none of them is held."""
    out = TemporaryFile()  # noqa: SIM115  its reader closes it
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_unarmed(each) for each in header])
    writer.writerows([_unarmed(each) for each in row] for row in rows)
    text.detach()
    out.seek(0)
    return out


def _unarmed(cell: Cell) -> Cell:
    """CSV has no types: an apostrophe before the sign is the only way to say that a text is a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell


def _write(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    if sheet.is_hidden:
        page.hide()
    for place, column in enumerate(sheet.columns):
        options = {"hidden": True} if column.is_hidden else {}
        page.set_column(place, place, column.width, styles["plain"], options)
        page.write_string(0, place, column.label, styles["head"])
    page.freeze_panes(1, sheet.frozen)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        if (height := _lines(row, sheet.columns)) > 1:
            page.set_row(number, height * _LINE_PT)
        for place, cell in enumerate(row):
            _put(page, number, place, cell, styles)
    for place, column in enumerate(sheet.columns):
        if column.choices and len(",".join(column.choices)) <= _LISTED:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            page.data_validation(1, place, number + sheet.spare, place, rule)


def _lines(row: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many lines the fullest cell of a row takes, about: a Chinese character is as wide as two letters."""
    taken = [1]
    for cell, column in zip(row, columns, strict=False):
        if isinstance(cell, str) and not column.is_hidden:
            taken.append(sum(-(-_letters(line) // max(column.width - 1, 1)) or 1 for line in cell.split("\n")))
    return min(max(taken), _MOST_LINES)


def _letters(line: str) -> int:
    return len(line) if line.isascii() else len(line) + sum(map(_IS_WIDE, map(unicodedata.east_asian_width, line)))


def _put(page: Any, row: int, place: int, cell: Cell, styles: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool) or (isinstance(cell, int | Decimal) and not _is_exact(cell)):
        cell = str(cell)
    if isinstance(cell, str):
        style = "quoted" if cell.startswith((*_FORMULA_SIGNS, "'")) else "plain"
        page.write_string(row, place, cell[:MOST_CHARACTERS], styles[style])
    else:
        page.write_number(row, place, cell, styles["plain"])


def _is_exact(value: int | Decimal) -> bool:
    """Whether a spreadsheet keeps all digits of a number."""
    return len(Decimal(value).normalize().as_tuple().digits) <= _EXACT_DIGITS


def _free(name: str, taken: set[str]) -> str:
    """A name that no other sheet has; programs hold capital and small letters alike."""
    found, number = name, 2
    while found.casefold() in taken:
        tail = f" {number}"
        found, number = name[: _NAME_LENGTH - len(tail)] + tail, number + 1
    taken.add(found.casefold())
    return found


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
    plain = cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_SIGNS) else cell
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
