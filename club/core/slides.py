"""The one door to slides: a PDF looked at and drawn page by page, in a limited child."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from club.core import limited
from club.core.refusals import Refusal
from club.core.text import N_

MOST_PAGES = 200
"""So many pages a talk shows at most; a book is no set of slides."""
AT_ONCE = 8
"""So many pages are drawn by one child: what it may take, and what is lost where it fails, stays small."""
_CHILD = Path(__file__).with_name("slides_child.py")
_PATIENCE_S = 60
_MOST_BYTES = 24 * 1024 * 1024
_ONE_AT_A_TIME = Lock()
"""A page with large photos takes some hundred MB while it is drawn; a process holds one of them at a time."""


@dataclass(frozen=True)
class Drawn:
    """A page as a picture (WebP), with its size and the words on it."""

    number: int
    picture: bytes
    width: int
    height: int
    words: str


def pages_of(content: bytes) -> int | Refusal:
    """How many pages a PDF has, or why it cannot be shown."""
    done = _carried_out(content)
    if done.code or done.is_cut:
        return _refusal(done.code)
    pages: int = json.loads(done.out)["pages"]
    if pages > MOST_PAGES:
        return REFUSALS["many_pages"]
    return pages or REFUSALS["broken"]


def drawn(content: bytes, first: int, last: int) -> list[Drawn] | Refusal:
    """Some pages of a PDF as pictures, or why they cannot be drawn."""
    done = _carried_out(content, str(first), str(last))
    if done.code or done.is_cut:
        return _refusal(done.code)
    pages = list(_parts(done.out, first))
    return pages if len(pages) == last - first + 1 else REFUSALS["broken"]


def _carried_out(content: bytes, *arguments: str) -> limited.Done:
    with _ONE_AT_A_TIME:
        return limited.carry_out(_CHILD, content, *arguments, patience=_PATIENCE_S, most=_MOST_BYTES)


def _parts(answer: bytes, first: int) -> Iterator[Drawn]:
    """Each line tells of the picture that follows it."""
    at, number = 0, first
    while at < len(answer):
        end = answer.index(b"\n", at)
        told = json.loads(answer[at:end])
        at = end + 1 + told["bytes"]
        yield Drawn(number, answer[end + 1 : at], told["width"], told["height"], told["words"])
        number += 1


def _refusal(code: int) -> Refusal:
    return REFUSALS[{3: "locked", 4: "active"}.get(code, "broken")]


REFUSALS = {
    refusal.code: refusal
    for refusal in (
        Refusal(
            "locked",
            N_("This PDF is encrypted or asks for a password."),
            N_("Save it without protection, then send it again."),
        ),
        Refusal(
            "active",
            N_("This PDF carries a program (JavaScript, or something that it would start)."),
            N_("Print it as PDF, which leaves that out, and send the new file."),
        ),
        Refusal(
            "many_pages",
            N_("This PDF has more pages than a talk can show: %(most)s at most."),
            N_("Leave out what was not shown, and send it again."),
            {"most": MOST_PAGES},
        ),
        Refusal(
            "broken",
            N_("This PDF cannot be read: it is damaged, or its pages are too heavy to be drawn."),
            N_("Export the slides as PDF once more, with smaller pictures, and send the new file."),
        ),
    )
}
"""Why slides are not shown, by what a row keeps of it."""
