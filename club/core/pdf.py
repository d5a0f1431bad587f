"""The one door to PDF: a page made for paper, set in a limited child that tells how far it is."""

import re
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from club.core import limited
from club.core.db import is_held
from club.core.pages import STATIC
from club.core.refusals import Refusal
from club.core.text import N_

_CHILD = Path(__file__).with_name("pdf_child.py")
_PATIENCE_S = 300
_MOST_BYTES = 100 * 1024 * 1024
_TELLS_EVERY_S = 20
_ONE_AT_A_TIME = Lock()
"""A long text takes some hundred MB while it is set; a process holds one of them at a time."""
_PAGE = re.compile(r"page (\d+)")
_SHEET = re.compile(r'<link rel="stylesheet" href="/static/[^/"]+/([a-z]+\.css)">')
_PICTURE_PATIENCE_S = 40
_MOST_OF_PICTURE = 4 * 1024 * 1024
_WAITS_FOR_PICTURE_S = 1
"""A thread that waits answers nobody, and a process has few: whoever comes while one is drawn comes again."""
_ONE_PICTURE = Lock()
"""Somebody waits for a picture while it is drawn, so a long text is not waited for as well."""


def drawn(page: str, heard: Callable[[int], object] = int) -> bytes | Refusal:
    """Set a whole page (HTML with its styles in it) as PDF; `heard` is told the number of each page that is set.

    While another is set first, it is told 0 now and then. It takes seconds: whoever asks holds no rows meanwhile.
    """
    if is_held():
        raise RuntimeError("a page is set as PDF while rows are held")

    def listen(line: str) -> None:
        if found := _PAGE.fullmatch(line):
            heard(int(found[1]))

    while not _ONE_AT_A_TIME.acquire(timeout=_TELLS_EVERY_S):
        heard(0)
    try:
        done = limited.carry_out(_CHILD, page.encode(), patience=_PATIENCE_S, most=_MOST_BYTES, heard=listen)
    finally:
        _ONE_AT_A_TIME.release()
    if done.is_cut:
        return _TOO_LARGE
    if done.code == 0 and done.out.startswith(b"%PDF-"):
        return done.out
    return _NOT_HERE if done.code in {4, 5} else _BROKEN


def pictured(page: str, *, width: int) -> bytes | Refusal:
    """Set the first sheet of a page, as `drawn` does, and draw it as PNG so many pixels wide.

    While another picture is being drawn, this one is refused for now.
    """
    if is_held():
        raise RuntimeError("a picture is drawn while rows are held")
    if not _ONE_PICTURE.acquire(timeout=_WAITS_FOR_PICTURE_S):
        return _BUSY
    try:
        done = limited.carry_out(_CHILD, page.encode(), str(width), patience=_PICTURE_PATIENCE_S, most=_MOST_OF_PICTURE)
    finally:
        _ONE_PICTURE.release()
    if done.code == 0 and done.out.startswith(b"\x89PNG"):
        return done.out
    return _NOT_HERE if done.code in {4, 5} else _BROKEN


def with_styles(page: str) -> str:
    """A page with our sheets of styles inside it, as it is set: nothing is fetched meanwhile."""
    return _SHEET.sub(lambda found: f"<style>{(STATIC / found[1]).read_text('utf-8')}</style>", page)


_BUSY = Refusal("busy", N_("Other pictures are being drawn at the moment."), N_("Try again in a minute."))
_NOT_HERE = Refusal(
    "no_typesetter",
    N_("This server lacks what it sets PDF with."),
    N_(
        "Open the page for printing and print it, or save it as PDF from there. Whoever runs the server finds in its"
        " manual what to install."
    ),
)
_BROKEN = Refusal(
    "not_set",
    N_("The PDF could not be made: the text was too much for it."),
    N_("Try once more; if it fails again, open the page for printing and save it as PDF from there."),
)
_TOO_LARGE = Refusal(
    "too_large",
    N_("The PDF came out larger than anybody could send on."),
    N_("Open the page for printing and print a part of it, or take the text out as Word."),
)

REFUSALS = {refusal.code: refusal for refusal in (_NOT_HERE, _BROKEN, _TOO_LARGE)}
"""Why a PDF was not made, by what a row keeps of it."""
