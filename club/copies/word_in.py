"""A DOCX that came in, as blocks: known by the names of its styles, in Word, WPS and either language."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from club.copies.word import MARK
from club.copies.word_styles import CLAUSE, COVER, MUST, OTHER
from club.documents.blocks import Block, Sort

_HEADING = re.compile(r"(?:heading|标题) ?(\d)")
_STYLES: Mapping[str, Sort] = {
    "title": "title",
    "标题": "title",
    "subtitle": "lead",
    "副标题": "lead",
    "caption": "caption",
    "题注": "caption",
    CLAUSE.lower(): "clause",
    MUST.lower(): "must",
    OTHER.lower(): "other",
}
_NUMBER = re.compile(r"\d+(?:\.\d+)*\t")


def blocks_in(read: Mapping[str, Any]) -> list[Block]:
    """Return the blocks of a document as the child read it; empty paragraphs and those of the cover are none."""
    found = [_block(one) for one in read["blocks"] if str(one.get("style", "")).casefold() != COVER.lower()]
    return [block for block in found if block.text.strip() or block.title or block.rows]


def _block(one: Mapping[str, Any]) -> Block:
    if "rows" in one:
        rows: Sequence[Sequence[str]] = [row for row in one["rows"] if any(cell.strip() for cell in row)]
        return Block("table", rows=rows)
    style = str(one["style"]).casefold()
    key = next((_key(mark) for mark in one["marks"] if mark.startswith(MARK)), "")
    title, text = _parted(one["runs"])
    heading = _HEADING.fullmatch(style)
    if heading:
        return Block("heading", f"{title} {text}".strip() if title else text, level=int(heading[1]), key=key)
    sort = _STYLES.get(style, "clause")
    if sort in {"title", "lead", "other", "caption"}:
        return Block(sort, f"{title} {text}".strip() if title else text, key=key)
    return Block(sort, text, title=title, key=key)


def _key(mark: str) -> str:
    return mark.removeprefix(MARK).replace("_", "-")


def _parted(runs: Sequence[tuple[str, bool]]) -> tuple[str, str]:
    """What stands in bold at the beginning, and the rest; a number that the program printed is neither."""
    title, text = "", ""
    for place, (words, is_bold) in enumerate(runs):
        plain = _NUMBER.sub("", words, count=1) if place == 0 and _NUMBER.match(words) else words
        if is_bold and not text:
            title += plain
        else:
            text += plain
    if not text.strip() and title:  # everything is bold: a text, not a title
        return "", title
    return title.strip(), text.removeprefix(" ") if title else text
