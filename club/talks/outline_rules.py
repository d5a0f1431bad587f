"""The headings of a text as its table of contents, each with a place of its own that stays while its words stay."""

import re
from html import unescape
from typing import NamedTuple

LEAST_HEADINGS, MOST_HEADINGS = 3, 60
LONGEST_ANCHOR = 40
MARK = "h-"
"""Before every anchor, so that no heading takes the name of a part of the page."""
_HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Heading(NamedTuple):
    """A heading: how deep it stands, from nought, its place and its words."""

    depth: int
    anchor: str
    words: str


def outlined(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Clean HTML with anchors at its headings, and the headings; none where there are too few to choose from."""
    found: list[Heading] = []
    times: dict[str, int] = {}

    def anchored(match: re.Match[str]) -> str:
        words = " ".join(unescape(_TAG.sub("", match[2])).split())
        anchor = _anchor(words, times)
        found.append(Heading(int(match[1][1]) - 2, anchor, words))
        return f'<{match[1]} id="{anchor}">{match[2]}</{match[1]}>'

    with_anchors = _HEADING.sub(anchored, html)
    named = tuple(heading for heading in found if heading.words)[:MOST_HEADINGS]
    return with_anchors, named if len(named) >= LEAST_HEADINGS else ()


def _anchor(words: str, times: dict[str, int]) -> str:
    """A heading's letters and digits; the second of the same words is numbered."""
    anchor = MARK + (re.sub(r"[\W_]+", "-", words.casefold())[:LONGEST_ANCHOR].strip("-") or "part")
    times[anchor] = times.get(anchor, 0) + 1
    return anchor if times[anchor] == 1 else f"{anchor}_{times[anchor]}"
