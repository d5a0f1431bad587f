"""The headings of a text as its table of contents, each with a place of its own that stays while its words stay."""

import re
from collections.abc import Collection
from html import unescape
from itertools import pairwise
from typing import NamedTuple

LEAST_HEADINGS, MOST_HEADINGS = 3, 60
LONGEST_ANCHOR = 40
MARK = "h-"
"""Before every anchor, so that no heading takes the name of a part of the page."""
_HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
_MARKED = re.compile(r'<(h[23]) id="([^"]+)">')
_TAG = re.compile(r"<[^>]*>")


class Heading(NamedTuple):
    """A heading: how deep it stands, from nought, its place and its words."""

    depth: int
    anchor: str
    words: str


def outlined(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Clean HTML with anchors at its headings, and the headings; none where there are too few to choose from."""
    with_anchors, named = marked(html)
    return with_anchors, named if len(named) >= LEAST_HEADINGS else ()


def marked(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Clean HTML with anchors at its headings, and the headings that have words."""
    found: list[Heading] = []
    times: dict[str, int] = {}

    def anchored(match: re.Match[str]) -> str:
        words = " ".join(unescape(_TAG.sub("", match[2])).split())
        anchor = _anchor(words, times)
        found.append(Heading(int(match[1][1]) - 2, anchor, words))
        return f'<{match[1]} id="{anchor}">{match[2]}</{match[1]}>'

    with_anchors = _HEADING.sub(anchored, html)
    return with_anchors, tuple(heading for heading in found if heading.words)[:MOST_HEADINGS]


def cut(html: str, anchors: Collection[str]) -> list[tuple[str, list[str]]]:
    """Marked HTML in pieces, each with the anchors whose passages end with it; the last piece is the rest.

    A passage lasts until the next heading that stands no deeper. An anchor that the text has not is in no piece.
    """
    headings = [(found.start(), found[1], found[2]) for found in _MARKED.finditer(html)] if anchors else []
    ends: dict[int, list[str]] = {}
    for place, (_start, depth, anchor) in enumerate(headings):
        if anchor in anchors:
            end = next((start for start, other, _ in headings[place + 1 :] if other <= depth), len(html))
            ends.setdefault(end, []).append(anchor)
    bounds = [0, *sorted(ends)]
    pieces = [(html[start:end], ends[end]) for start, end in pairwise(bounds)]
    return [*pieces, (html[bounds[-1] :], [])]


def _anchor(words: str, times: dict[str, int]) -> str:
    """A heading's letters and digits; the second of the same words is numbered."""
    anchor = MARK + (re.sub(r"[\W_]+", "-", words.casefold())[:LONGEST_ANCHOR].strip("-") or "part")
    times[anchor] = times.get(anchor, 0) + 1
    return anchor if times[anchor] == 1 else f"{anchor}_{times[anchor]}"
