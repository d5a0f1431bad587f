"""Run as a program of its own: an XLSX, DOCX or PPTX or a web page on standard input, what stands in it as JSON."""

import io
import json
import re
import resource
import runpy
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

MEMORY = 900 * 1024 * 1024
SECONDS = 25
MOST_UNFOLDED = 150 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS, MOST_COLUMNS = 20_001, 200
MOST_MERGED = 20
MOST_CELLS, MOST_SIGNS = 500_000, 20_000_000
MOST_WRITTEN = 30 * 1024 * 1024
_MARK = b"row "
"""Begins what is told of a row: libraries write warnings there as well."""
EXIT_UNREADABLE, EXIT_OTHER, EXIT_BOMB, EXIT_MACROS, EXIT_OUTSIDE, EXIT_OLD, EXIT_TOO_MUCH = 2, 3, 4, 5, 6, 7, 8
_OLD = b"\xd0\xcf\x11\xe0"
_OUTSIDE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z0-9:]{1,30})"')


class _No(Exception):  # noqa: N818
    """Why a file is not read, as an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Room:
    """What one file may still take up in the answer: a text that many cells share is written out for each of them."""

    def __init__(self) -> None:
        self.rows, self.cells, self.signs = MOST_ROWS, MOST_CELLS, MOST_SIGNS

    def take(self, *texts: Any, rows: int = 0, cells: int = 0) -> None:
        """Take up room for rows, cells and what stands in them; refuse the file when there is none left."""
        self.rows -= rows
        self.cells -= cells
        self.signs -= sum(len(text) for text in texts if isinstance(text, str))
        if min(self.rows, self.cells, self.signs) < 0:
            raise _No(EXIT_TOO_MUCH)


def main(reader: Callable[[bytes], dict[str, Any]], main_part: str) -> int:
    """Look a package over, then read it; every failure of a reader is the file's, not ours. A bare file has no part."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        if main_part:
            look_over(content, main_part)
        written = _written(reader(content))
    except _No as no:
        return no.code
    except Exception:  # noqa: BLE001 (readers raise whatever they like)
        return EXIT_UNREADABLE
    sys.stdout.buffer.write(written)
    return 0


def _written(found: dict[str, Any]) -> bytes:
    """What was found as JSON; whoever asked holds all of it, without a limit of its own."""
    written = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    if len(written) > MOST_WRITTEN:
        raise _No(EXIT_TOO_MUCH)
    return written


def look_over(content: bytes, main_part: str) -> None:
    """Refuse what is no such package, unfolds to too much, holds programs, or reaches outside."""
    if content.startswith(_OLD):
        raise _No(EXIT_OLD)
    try:
        package = ZipFile(io.BytesIO(content))
    except BadZipFile:
        raise _No(EXIT_OTHER) from None
    listed = package.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNFOLDED:
        raise _No(EXIT_BOMB)
    names = {part.filename for part in listed}
    if main_part not in names:
        raise _No(EXIT_OTHER)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _No(EXIT_MACROS)
    for part in listed:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            text = package.read(part)
            if _OUTSIDE.search(text) or text.startswith(_WIDE):
                raise _No(EXIT_OUTSIDE)


def sheets(content: bytes) -> dict[str, Any]:
    """Every visible or hidden sheet: cells as they are kept, and where formulas, faults and joined cells stand."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    room = _Room()
    return {"sheets": [_sheet(page, content, room) for page in book.worksheets]}


def _sheet(page: Any, content: bytes, room: _Room) -> dict[str, Any]:
    rows: list[list[Any]] = []
    formulas, broken = [], []
    page.reset_dimensions()
    for row in page.iter_rows():
        cells: list[Any] = []
        for cell in row:
            value = getattr(cell, "value", None)
            if value is not None:
                sort = cell.data_type
                formulas += [cell.coordinate] * (sort == "f")
                broken += [cell.coordinate] * (sort == "e")
                value = None if sort in {"f", "e"} else value
            cells.append(_plain(value))
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
        room.take(*cells, cells=1 + len(cells))
        if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise _No(EXIT_TOO_MUCH)
    while rows and not rows[-1]:
        rows.pop()
    merged = _merged(content, page)
    return {"name": page.title, "rows": rows, "formulas": formulas, "broken": broken, "merged": merged}


def rows(content: bytes) -> dict[str, Any]:
    """The rows of the first sheet, each told as soon as it is read, a line of JSON: nobody holds all of them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    page, room = book.worksheets[0], _Room()
    _tell(min(page.max_row or 0, MOST_ROWS))
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(values_only=True), 1):
        cells = [_plain(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        room.take(*cells, cells=1 + len(cells))
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise _No(EXIT_TOO_MUCH)
        _tell([number, cells])
    return {}


def _tell(what: Any) -> None:
    sys.stderr.buffer.write(_MARK + json.dumps(what).encode() + b"\n")


def _merged(content: bytes, page: Any) -> list[str]:
    path = getattr(page, "_worksheet_path", "")
    with ZipFile(io.BytesIO(content)) as package:
        return [found.decode() for found in _MERGED.findall(package.read(path))][:MOST_MERGED] if path else []


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(content: bytes) -> dict[str, Any]:
    """Paragraphs and tables in order: style's name, text as runs that are bold or not, bookmarks."""
    from docx import Document

    document = Document(io.BytesIO(content))
    styles = {style.style_id: style.name for style in document.styles if style.name}
    blocks: list[dict[str, Any]] = []
    room = _Room()
    for element in document.element.body:
        if element.tag == f"{_W}p":
            blocks.append(_paragraph(element, styles))
            room.take(blocks[-1]["style"], *blocks[-1]["marks"], *(text for text, _ in blocks[-1]["runs"]))
        elif element.tag == f"{_W}tbl":
            blocks.append({"rows": _table(element, styles, room)})
        if len(blocks) > MOST_ROWS:
            raise _No(EXIT_TOO_MUCH)
    changes = sum(1 for _ in document.element.body.iter(f"{_W}ins", f"{_W}del"))
    pictures = sum(1 for _ in document.element.body.iter(f"{_W}drawing", f"{_W}pict"))
    return {"blocks": blocks, "changes": changes, "pictures": pictures}


def _table(element: Any, styles: dict[str, str], room: _Room) -> list[list[str]]:
    """The rows of a table; room is taken for every row as wide as the widest, as whoever reads it fills it up."""
    rows: list[list[str]] = []
    width = 0
    for row in element.iter(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.iter(f"{_W}tc"):
            cells.append(_cell(cell, styles))
            room.take(cells[-1])
            if len(cells) > MOST_COLUMNS:
                raise _No(EXIT_TOO_MUCH)
        rows.append(cells)
        room.take(rows=1)
        width = max(width, len(cells))
    room.take(cells=width * len(rows))
    return rows


def _paragraph(element: Any, styles: dict[str, str]) -> dict[str, Any]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    named = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    marks = [mark.get(f"{_W}name") for mark in element.iter(f"{_W}bookmarkStart")]
    return {"style": named, "runs": _runs(element), "marks": [mark for mark in marks if mark]}


def _runs(element: Any) -> list[list[Any]]:
    """Texts with whether they are bold; what was struck out while changes are followed is not text."""
    runs: list[list[Any]] = []
    for run in element.iter(f"{_W}r"):
        if any(holder.tag == f"{_W}del" for holder in run.iterancestors()):
            continue
        text = "".join(_SIGNS.get(part.tag, "") or (part.text or "" if part.tag == f"{_W}t" else "") for part in run)
        bold = run.find(f"{_W}rPr/{_W}b")
        is_bold = bold is not None and bold.get(f"{_W}val") not in {"0", "false"}
        if text and runs and runs[-1][1] == is_bold:
            runs[-1][0] += text
        elif text:
            runs.append([text, is_bold])
    return runs


_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def _cell(element: Any, styles: dict[str, str]) -> str:
    return "\n".join("".join(text for text, _ in _paragraph(one, styles)["runs"]) for one in element.iter(f"{_W}p"))


def _prose(name: str) -> Callable[[bytes], dict[str, Any]]:
    """A reader of the file beside this one; an isolated program imports nothing from there."""

    def read(content: bytes) -> dict[str, Any]:
        found: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("office_prose.py")))[name](content)
        return found

    return read


_MAIN_PARTS = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}


def sort(content: bytes) -> dict[str, Any]:
    """Which kind of package it is, looked over and not read."""
    for name, main_part in _MAIN_PARTS.items():
        try:
            look_over(content, main_part)
        except _No as no:
            if no.code != EXIT_OTHER:
                raise
        else:
            return {"sort": name}
    raise _No(EXIT_OTHER)


READERS = {
    "sheets": (sheets, "xl/workbook.xml"),
    "rows": (rows, "xl/workbook.xml"),
    "words": (words, "word/document.xml"),
    "letter": (_prose("letter"), "word/document.xml"),
    "slides": (_prose("slides"), "ppt/presentation.xml"),
    "page": (_prose("page"), ""),
    "sort": (sort, ""),
}

if __name__ == "__main__":
    sys.exit(main(*READERS[sys.argv[1]]))
