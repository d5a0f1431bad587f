"""Slides come to a talk as a PDF, are drawn page by page by a job, and go again."""

from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from club.core import audit, clock, outbox, slides
from club.core.audit import Did
from club.core.db import read, session, transaction
from club.core.file_types import FileType, display_name, file_type
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.talks.models import Talk
from club.talks.pair_actions import goes_along
from club.talks.picture_actions import store
from club.talks.publication import the_club
from club.talks.slide_models import Slide, SlideDeck
from club.talks.slide_queries import TO_DRAW
from club.talks.slide_rules import NO_SLIDES

DRAW, FORGET = "talks.draw_slides", "talks.forget_slides"


def put_slides(talk: Talk, content: bytes, name: str, *, is_offered: bool, by: int, at: datetime) -> SlideDeck:
    """Take a PDF in, to be drawn; until that is done readers see what they saw before. Refused where it is no PDF."""
    kind = file_type(content, name)
    if isinstance(kind, Refusal):
        raise Refused(NO_SLIDES if kind.code == "other_type" else kind)
    if kind is not FileType.PDF:
        raise Refused(NO_SLIDES)
    for before in _decks_of(talk):
        if before.ref != talk.slides_ref:
            _remove(before)
    club = the_club()
    deck = SlideDeck(
        ref=new_ref(),
        talk_id=talk.id,
        stored_as=store().keep(content, club=club.slug, today=clock.today(club.zone)),
        name=display_name(name),
        size=len(content),
        is_offered=is_offered,
        added_by_id=by,
        added_at=at,
    )
    session().add(deck)
    outbox.order(DRAW, ref=deck.ref)
    audit.record(Did.SLIDES_ADDED, talk.ref, slides=deck.ref)
    return deck


@goes_along
def _copy_slides(text: Any, version: Any, *, by: int, at: datetime) -> None:
    """Give a talk’s version in the other language the slides that readers see of it."""
    if not isinstance(text, Talk) or text.slides_ref is None:
        return
    deck = session().scalars(select(SlideDeck).where(SlideDeck.ref == text.slides_ref)).one()
    try:
        content = store().read(deck.stored_as)
    except FileNotFoundError:
        return
    put_slides(version, content, deck.name, is_offered=deck.is_offered, by=by, at=at)


def offer(talk: Talk, *, is_offered: bool) -> None:
    """Let whoever reads a talk take its slides as PDF, or not."""
    for deck in _decks_of(talk):
        deck.is_offered = is_offered
    audit.record(Did.SLIDES_OFFERED, talk.ref, offered=is_offered)


def take_slides(talk: Talk) -> None:
    """Take the slides of a talk away, those that are being drawn too."""
    for deck in _decks_of(talk):
        _remove(deck)
    talk.slides_ref = None
    audit.record(Did.SLIDES_REMOVED, talk.ref)


@outbox.handles(DRAW)
def draw(*, ref: str) -> None:
    """Draw a PDF, some pages at a time; what is drawn is kept, so that a run that was ended is gone on with."""
    deck: Any = read(TO_DRAW, ref=ref).first()
    if deck is None or deck.done_at is not None or deck.failed:
        return None
    try:
        content = store().read(deck.stored_as)
    except FileNotFoundError:
        return _fail(ref, "broken")
    pages = slides.pages_of(content)
    if isinstance(pages, Refusal):
        return _fail(ref, pages.code)
    for first in range(deck.drawn + 1, pages + 1, slides.AT_ONCE):
        part = slides.drawn(content, first, min(first + slides.AT_ONCE - 1, pages))
        if isinstance(part, Refusal):
            return _fail(ref, part.code)
        if not _keep(ref, part, pages, beside=deck.stored_as):
            return None
    return _show(ref)


def _keep(ref: str, part: list[slides.Drawn], pages: int, *, beside: str) -> bool:
    """Keep pages that are drawn, in a commit of their own: their author sees how far it is. False where it is over."""
    club, today = beside.partition("/")[0], clock.today("UTC")
    kept = [(page, store().keep(page.picture, club=club, today=today)) for page in part]
    with current_app.app_context(), transaction():
        deck = _held(ref)
        is_next = deck is not None and deck.drawn == part[0].number - 1
        if deck is not None and is_next:
            deck.pages, deck.drawn = pages, part[-1].number
            session().add_all(
                Slide(
                    deck_id=deck.id,
                    number=page.number,
                    stored_as=key,
                    width=page.width,
                    height=page.height,
                    words=page.words,
                )
                for page, key in kept
            )
            outbox.hold_on()
    if not is_next:
        for _page, key in kept:
            store().forget(key)
    return is_next


def _show(ref: str) -> None:
    """Let readers see what is drawn; the slides before go."""
    talk = _talk_of(ref)
    if talk is None:
        return
    for deck in _decks_of(talk):
        if deck.ref == ref:
            deck.done_at = clock.now()
        elif deck.ref == talk.slides_ref:
            _remove(deck)
    talk.slides_ref = ref
    audit.record(Did.SLIDES_SHOWN, talk.ref, slides=ref)


def _fail(ref: str, code: str) -> None:
    """Write down why slides are not shown; nothing of the file is kept."""
    deck = _held(ref)
    if deck is None:
        return
    deck.failed = code
    pages = session().scalars(select(Slide).where(Slide.deck_id == deck.id)).all()
    outbox.order(FORGET, keys=[deck.stored_as, *(page.stored_as for page in pages)])
    for page in pages:
        session().delete(page)


def _remove(deck: SlideDeck) -> None:
    pages = session().scalars(select(Slide).where(Slide.deck_id == deck.id)).all()
    outbox.order(FORGET, keys=[deck.stored_as, *(page.stored_as for page in pages)])
    for page in pages:
        session().delete(page)
    session().flush()
    session().delete(deck)


@outbox.handles(FORGET)
def forget(*, keys: list[str]) -> None:
    """Let the bytes of slides go."""
    for key in keys:
        store().forget(key)


def _decks_of(talk: Talk) -> list[SlideDeck]:
    wanted = select(SlideDeck).where(SlideDeck.talk_id == talk.id).order_by(SlideDeck.id).with_for_update()
    return list(session().scalars(wanted.execution_options(populate_existing=True)))


def _held(ref: str) -> SlideDeck | None:
    return session().scalars(select(SlideDeck).where(SlideDeck.ref == ref).with_for_update()).one_or_none()


def _talk_of(ref: str) -> Talk | None:
    """The talk of slides, held before they are, as whoever changes it holds them."""
    talk_id = session().scalar(select(SlideDeck.talk_id).where(SlideDeck.ref == ref))
    return session().scalars(select(Talk).where(Talk.id == talk_id).with_for_update()).one_or_none()
