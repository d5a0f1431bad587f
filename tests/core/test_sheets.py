"""Spreadsheets: no cell that goes out is a formula, whatever it says; what comes in is looked over first."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from club.core.office import Grid, each_row, opened, read_workbook
from club.core.refusals import Refusal
from club.core.sheets import Cell, Column, Sheet, csv_file, long_csv, long_workbook, sheet_name, workbook

TEXTS = (
    "=1+1",
    "+86 571",
    "-5",
    "@SUM(A1)",
    "\tTab",
    '=HYPERLINK("http://x")',
    "'quoted",
    " spaces ",
    "two\nlines",
    "_x0041_ stays",
    "<b>&amp;",
    "=cmd|' /C calc'!A0",
    "客服：首响≤30秒",
    "http://example.org",
    "1",
    "TRUE",
)


def a_book(*rows: tuple[object, ...], name: str = "List") -> bytes:
    return workbook([Sheet(name, [Column("Key", is_hidden=True), Column("Text")], rows)])  # type: ignore[arg-type]


def read(content: bytes) -> list[Grid]:
    found = read_workbook(content, "list.xlsx")
    assert not isinstance(found, Refusal), found
    return found


def code(content: bytes, name: str = "list.xlsx") -> str:
    found = read_workbook(content, name)
    assert isinstance(found, Refusal)
    return f"{found.code}: {found}"


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same package with parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        named = {name.replace("__", "/"): part for name, part in parts.items()}
        for each in old.namelist():
            new.writestr(each, named.pop(each, old.read(each)))
        for name, part in named.items():
            new.writestr(name, part)
    return out.getvalue()


def test_every_text_comes_back_as_it_was_and_is_never_a_formula() -> None:
    content = a_book(*((f"k{place}", text) for place, text in enumerate(TEXTS)))
    (grid,) = read(content)
    assert [row[1] for row in grid.rows[1:]] == list(TEXTS)
    assert grid.formulas == frozenset()
    page = openpyxl.load_workbook(io.BytesIO(content))["List"]
    armed = [page.cell(place + 2, 2) for place, text in enumerate(TEXTS) if text[0] in "=+-@\t'"]
    assert len(armed) == 8
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in armed)


def test_numbers_come_back_with_all_their_digits() -> None:
    numbers = (0, -7, 10**15, Decimal("0.1"), Decimal("98.5"), Decimal("123456789012345.123456"))
    (grid,) = read(a_book(*((None, one) for one in numbers)))
    assert [Decimal(str(row[1])) for row in grid.rows[1:]] == [Decimal(one) for one in numbers]


def test_the_head_stays_in_view_and_keys_are_hidden() -> None:
    page = openpyxl.load_workbook(io.BytesIO(a_book(("k", "Text"))))["List"]
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["A"].hidden


def test_names_of_sheets_are_what_programs_take() -> None:
    assert sheet_name("Who: asks [what] / why?") == "Who  asks  what    why"
    assert sheet_name("一" * 40) == "一" * 31
    book = workbook(Sheet("List", [], []) for _ in range(3))
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames == ["List", "List 2", "List 3"]


def test_csv_disarms_what_a_spreadsheet_would_compute() -> None:
    content = csv_file(["Text", "Number"], [["=1+1", -5], ["plain, with comma", 1]])
    assert content.decode("utf-8-sig") == 'Text,Number\r\n\'=1+1,-5\r\n"plain, with comma",1\r\n'


def test_formulas_faults_and_joined_cells_are_named() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["B2"], page["B3"] = "Text", "=SUM(A1:A2)", "#REF!"
    page.merge_cells("C1:D2")
    out = io.BytesIO()
    book.save(out)
    (grid,) = read(out.getvalue())
    assert (grid.formulas, grid.broken, grid.merged) == (frozenset({"B2"}), frozenset({"B3"}), ("C1:D2",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty_file: “list.xlsx” is empty."),
        (b"plain words", "other_file: “list.xlsx” is no file of this sort."),
        (b"\xd0\xcf\x11\xe0old", "locked with a password, or in the old format of before 2007."),
        (a_book()[:900], "other_file: “list.xlsx” is no file of this sort."),
        (repacked(a_book(), xl__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "holds macros."),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large: “list.xlsx” is larger than 10 MB."),
    ],
    ids=["empty", "text", "old", "cut", "macros", "large"],
)
def test_what_cannot_be_read_says_why(content: bytes, said: str) -> None:
    assert said in code(content)


@pytest.mark.slow
def test_a_bomb_is_refused() -> None:
    assert "unfolds to far more than it seems." in code(repacked(a_book(), xl__more=b"0" * 160_000_000))


@pytest.mark.slow
def test_a_part_that_reaches_outside_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(a_book(("k", "Text")))) as package:
        page = package.read("xl/worksheets/sheet1.xml")
    reaching = page.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet', 1)
    content = repacked(a_book(("k", "Text")), **{"xl/worksheets/sheet1.xml": reaching})
    assert "refers to things outside of itself" in code(content)


@pytest.mark.slow
def test_more_rows_than_are_read_are_refused() -> None:
    content = workbook([Sheet("List", [Column("Number")], [[one] for one in range(20_001)])])
    assert "more rows or columns than we read" in code(content)


@pytest.mark.slow
def test_names_of_ranges_do_no_harm() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_book(("k", "Text"))))
    book.defined_names["far"] = DefinedName("far", attr_text="'[other.xlsx]List'!$A$1")
    out = io.BytesIO()
    book.save(out)
    (grid,) = read(out.getvalue())
    assert grid.rows == [["Key", "Text"], ["k", "Text"]]


@pytest.mark.slow
def test_a_long_text_that_many_cells_share_is_refused() -> None:
    content = a_book(*[("k", "x" * 30_000)] * 1500)
    assert len(content) < 1_000_000
    assert "more rows or columns than we read" in code(content)


@pytest.mark.slow
def test_cells_are_counted_over_all_sheets() -> None:
    one = Sheet("List", [Column("Number")] * 150, [[1] * 150] * 1200)
    assert not isinstance(read_workbook(workbook([one] * 2), "list.xlsx"), Refusal)
    assert "more rows or columns than we read" in code(workbook([one] * 3))


def a_table(*widths: int) -> bytes:
    """A word file with a table whose rows have so many cells."""
    from docx import Document

    document, out = Document(), io.BytesIO()
    document.add_table(rows=0, cols=1)
    document.save(out)
    rows = "".join(f"<w:tr>{'<w:tc><w:p/></w:tc>' * width}</w:tr>" for width in widths)
    with zipfile.ZipFile(out) as package:
        page = package.read("word/document.xml").replace(b"</w:tbl>", rows.encode() + b"</w:tbl>")
    return repacked(out.getvalue(), **{"word/document.xml": page})


@pytest.mark.slow
@pytest.mark.parametrize(
    "widths", [(201,), (1,) * 20_002, (200, *(1,) * 2500)], ids=["columns", "rows", "cells when filled up"]
)
def test_a_table_of_more_cells_than_are_read_is_refused(widths: tuple[int, ...]) -> None:
    found = opened("words", a_table(*widths), "text.docx")
    assert isinstance(found, Refusal)
    assert "more rows or columns than we read" in str(found)


def test_a_wide_table_is_read() -> None:
    (table,) = (block for block in opened("words", a_table(200, 1), "text.docx")["blocks"] if "rows" in block)
    assert [len(row) for row in table["rows"]] == [200, 1]


@pytest.mark.slow
@pytest.mark.parametrize("written", ["xlsx", "csv"])
def test_a_long_table_is_written_without_being_held(written: str) -> None:
    def rows() -> Iterator[list[Cell]]:
        for number in range(1_000):
            yield [number, f"{number:04d} " * 1_000]

    def made() -> IO[bytes]:
        columns = [Column("Number"), Column("Text")]
        if written == "csv":
            return long_csv([one.label for one in columns], rows())
        return long_workbook([Sheet("Long", columns, rows())])

    made().close()  # what is imported only now is not counted
    tracemalloc.start()
    with made() as file:
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        heard: list[Any] = []
        assert each_row(file.read(), f"long.{written}", lambda _number, cells: heard.append(cells)) == 1_001
    assert held < 1_000_000, "the texts are five megabytes"
    assert heard[-1][1].strip() == " ".join(["0999"] * 1_000)


def test_a_row_is_as_high_as_its_text_and_grows_when_it_is_edited() -> None:
    columns = [Column("Text", 11), Column("key", 11, is_hidden=True)]
    made = workbook([Sheet("A", columns, [["short", "x" * 90], ["客服三十秒内回复", ""], ["one\ntwo\nthree", ""]])])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)"', page) == [("3", "30"), ("4", "45")]
    assert "customHeight" not in page
    assert 'orientation="landscape"' in page
