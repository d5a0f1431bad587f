"""Where a talk’s page asks the slice above what the talk carries to be adopted, and how the reader’s firm stands."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from club.talks.outline_rules import cut, outlined
from club.talks.rules import with_pictures


class Own(NamedTuple):
    """The copy of a text that the reader’s own firm has."""

    title: str
    shelf: str
    ref: str


class Piece(NamedTuple):
    """One text that a talk carries; `passage` is the mark of a heading, or empty for the whole talk.

    `firms` adopted it and `using` use it, as far as that is told.
    """

    slug: str
    title: str
    kind: str
    why: str
    passage: str
    own: Own | None
    firms: int | None
    using: int | None


Finder = Callable[[int], Sequence[Piece]]
_FINDERS: list[Finder] = []


def brings_kits(finder: Finder) -> Finder:
    """Register how the kit of a talk is found by the talk’s id."""
    _FINDERS.append(finder)
    return finder


def passages_of(transcript: str, kit: Sequence[Piece]) -> list[tuple[Markup, list[Piece]]]:
    """A marked transcript in passages, each with what is carried for it; what is for the whole talk comes last."""
    placed = [
        (Markup(html), [piece for piece in kit if piece.passage in ends])  # noqa: S704  cleaned when it was saved
        for html, ends in cut(transcript, {piece.passage for piece in kit})
    ]
    there = {piece.slug for _html, pieces in placed for piece in pieces}
    placed[-1][1].extend(piece for piece in kit if piece.slug not in there)
    return placed


NOTHING_READ: dict[str, Any] = {"transcript": "", "passages": (), "kit": (), "headings": ()}
"""Of a talk that this reader may not read."""


def as_read(talk: Any, pictures: str) -> dict[str, Any]:
    """The transcript of a talk in passages with its kit, its headings, and its pictures where this reader gets them."""
    transcript, headings = outlined(with_pictures(talk.transcript_html, pictures))
    kit = kit_of(talk)
    return {"transcript": transcript, "passages": passages_of(transcript, kit), "kit": kit, "headings": headings}


def kit_of(talk: Any) -> list[Piece]:
    """What a talk carries, in its order; nobody is asked about a talk without any."""
    return [piece for finder in _FINDERS for piece in finder(talk.id)] if talk.has_kit else []
