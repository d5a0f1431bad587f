"""Sheets of the club at hand, and where their pictures are."""

from typing import Any

from flask import has_request_context

from club.cards.rules import LONGEST_TEXT, Shape, Sheet, digest_of
from club.clubs.queries import CLUB_BY_ID
from club.core.addresses import absolute
from club.core.db import read
from club.core.scope import current
from club.core.site import ClubSeen, club_here


def of_club(lang: str, *, title: str, text: str, address: str, by: tuple[str, ...] = (), note: str = "") -> Sheet:
    """What a card of the club says, on a page of it or in a job; in the language of its text, without empty lines."""
    club = club_at_hand()
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


def club_at_hand() -> ClubSeen:
    """The club of this page, or of this job."""
    return club_here() if has_request_context() else ClubSeen(read(CLUB_BY_ID, id=current().club).one())


def picture_of(kind: str, slug: str, sheet: Sheet, shape: Shape = Shape.WIDE) -> str:
    """The whole address of a picture; another one as soon as it says something else, for whoever keeps copies."""
    named: Any = {"kind": kind, "slug": slug, "shape": shape.value, "v": digest_of(sheet)[:8]}
    return absolute("cards.show", **named)
