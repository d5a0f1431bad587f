"""Sheets of the club whose page is read, and where their pictures are."""

from typing import Any

from club.cards.rules import LONGEST_TEXT, Shape, Sheet, digest_of
from club.core.addresses import absolute
from club.core.site import club_here


def of_club(lang: str, *, title: str, text: str, address: str, by: tuple[str, ...] = (), note: str = "") -> Sheet:
    """What a card of this club says, in the language of its text; empty lines fall away."""
    club = club_here()
    return Sheet(
        club=(club.name_zh or club.name_en) if lang == "zh" else (club.name_en or club.name_zh),
        accent=club.accent,
        lang=lang,
        title=title,
        text=text[:LONGEST_TEXT],
        by=tuple(filter(None, by)),
        address=address,
        note=note,
    )


def picture_of(kind: str, slug: str, sheet: Sheet, shape: Shape = Shape.WIDE) -> str:
    """The whole address of a picture; another one as soon as it says something else, for whoever keeps copies."""
    named: Any = {"kind": kind, "slug": slug, "shape": shape.value, "v": digest_of(sheet)[:8]}
    return absolute("cards.show", **named)
