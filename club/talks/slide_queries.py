"""Reads of slides."""

from typing import Any

from sqlalchemy import and_, bindparam, select

from club.core.db import read
from club.core.slides import MOST_PAGES
from club.core.types import rows_together
from club.core.walls import reads
from club.talks.models import Talk
from club.talks.slide_models import Slide, SlideDeck
from club.talks.slide_rules import Deck

_TALK = and_(Talk.club_id == SlideDeck.club_id, Talk.id == SlideDeck.talk_id)
_DECK = and_(SlideDeck.club_id == Slide.club_id, SlideDeck.id == Slide.deck_id)
_WHOSE = (
    Talk.ref.label("text_ref"),
    (SlideDeck.ref == Talk.slides_ref).label("is_shown"),
    Talk.status,
    Talk.visibility,
    Talk.author_id,
    Talk.speaker_id,
)

TO_DRAW = reads(
    select(SlideDeck.stored_as, SlideDeck.drawn, SlideDeck.failed, SlideDeck.done_at).where(
        SlideDeck.ref == bindparam("ref")
    )
)
DECKS = (
    select(
        rows_together(
            SlideDeck.id,
            SlideDeck.ref,
            SlideDeck.name,
            SlideDeck.size,
            SlideDeck.is_offered,
            SlideDeck.pages,
            SlideDeck.drawn,
            SlideDeck.failed,
            SlideDeck.done_at,
        )
    )
    .where(SlideDeck.club_id == Talk.club_id, SlideDeck.talk_id == Talk.id)
    .correlate(Talk)
    .scalar_subquery()
    .label("decks")
)
SLIDES = reads(
    select(
        Slide.number,
        Slide.width,
        Slide.height,
        Slide.words,
        SlideDeck.ref,
        SlideDeck.name,
        SlideDeck.size,
        SlideDeck.is_offered,
    )
    .join(SlideDeck, _DECK)
    .where(SlideDeck.ref == bindparam("ref"))
    .order_by(Slide.number)
    .limit(MOST_PAGES)
)
SLIDE = reads(
    select(Slide.stored_as, *_WHOSE)
    .select_from(Slide)
    .join(SlideDeck, _DECK)
    .join(Talk, _TALK)
    .where(SlideDeck.ref == bindparam("ref"), Slide.number == bindparam("number"))
)
FILE = reads(
    select(SlideDeck.stored_as, SlideDeck.name, SlideDeck.is_offered, *_WHOSE)
    .select_from(SlideDeck)
    .join(Talk, _TALK)
    .where(SlideDeck.ref == bindparam("ref"))
)


def slides_of(talk: Any, address: str) -> dict[str, Any]:
    """The slides of a talk for a page that shows it, and where their pictures are below its address."""
    if not talk.slides_ref:
        return {"slides": ()}
    return {"slides": read(SLIDES, ref=talk.slides_ref).all(), "slides_at": f"{address}/slides/{talk.slides_ref}/"}


def decks_in(rows: Any) -> list[Deck]:
    """The slides of a talk as its desk sees them, what came last first."""
    return [Deck(*row[1:]) for row in sorted(rows or (), reverse=True)]
