"""Spreadsheets for people: XLSX and CSV, written so that no cell is ever a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from tempfile import TemporaryFile
from typing import IO, Any, TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | None
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHARACTERS = 32_000
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_EXACT_DIGITS = 15
_NAME_LENGTH = 31
_A4, _LINE_PT, _MOST_LINES = 9, 15, 27
_LISTED, _IS_WIDE = 255, frozenset("WF").__contains__


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
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


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
        style = "quoted" if cell.startswith((*FORMULA_SIGNS, "'")) else "plain"
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
