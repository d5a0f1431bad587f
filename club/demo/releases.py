"""Talks on their way out: asked for, changes wanted, waiting for a moment, corrected; what was released, by whom."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from club.clubs.models import Club
from club.clubs.starters import starter_release
from club.core import clock
from club.core.db import session
from club.demo.scopes import at_desk, at_root
from club.people.models import Person
from club.talks import actions, release_actions
from club.talks.author_actions import name_co_author
from club.talks.models import Correction, Outcome, Publication, SpeakerAnswer, Talk
from club.talks.publication import the_club
from club.talks.release_rules import digest_of

SWITCHED_ON = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
ASKED = datetime(2026, 11, 20, 3, 10, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 20, 11, 40, tzinfo=UTC)
CORRECTED = date(2026, 11, 16)
DAYS_AHEAD = 3
GUEST, CHANGED, WAITING, PUT_RIGHT = (
    "three-carriers-one-complaint-desk",
    "nine-checks-instead-of-forty",
    "what-the-basket-said",
    "money-pressed-in-the-goods",
)
SHARED = "one-picture-thirty-one-times"
"""The draft that the secretary writes with the instructor."""


def seed_releases(club_id: int, *, editor: int, secretary: int, instructor: int) -> None:
    """Let the club ask its speakers for a release, once, with talks in each state of it."""
    with at_root():
        club = session().get_one(Club, club_id)
        if club.talks_released:
            return
        club.talks_released = True
        for lang in ("en", "zh"):
            setattr(club, f"release_{lang}", starter_release(lang, club))
    with at_desk(club_id, editor), clock.telling_of(SWITCHED_ON):
        for talk in session().scalars(select(Talk).where(Talk.status == Publication.PUBLISHED)):
            _released(talk, at=talk.published_at or SWITCHED_ON)
        session().add(
            Correction(
                text_ref=_talk(PUT_RIGHT).ref,
                note="滞销的货是一百三十万，不是一百五十万。",
                by_id=editor,
                corrected_on=CORRECTED,
            )
        )
    with at_desk(club_id, instructor), clock.telling_of(ASKED):
        waiting = _talk(WAITING)
        waiting.speaker_id = instructor
        _released(waiting, at=ASKED, person_id=instructor)
    with at_desk(club_id, editor):
        actions.schedule(_talk(WAITING), _morning(), is_editor=True, at=clock.now())
    with at_desk(club_id, secretary):
        for slug in (GUEST, CHANGED):
            release_actions.ask(_talk(slug))
    with at_desk(club_id, instructor):
        helping = session().get_one(Person, secretary)
        name_co_author(_talk(SHARED), helping, kind="talks", by=instructor, at=clock.now())
    with at_desk(club_id), clock.telling_of(ANSWERED):
        talk = _talk(CHANGED)
        release_actions.answer(
            talk,
            Outcome.CHANGES,
            name=talk.speaker,
            person_id=None,
            words="平均分是从九十七掉到七十六，不是九十八。另外请把店名去掉，只写“一家茶叶店”。",
            agreement="",
            digest=digest_of(talk),
            at=ANSWERED,
        )


def _morning() -> datetime:
    """Nine in the morning in China, some days ahead of whoever looks at the demo."""
    return (clock.now() + timedelta(days=DAYS_AHEAD)).replace(hour=1, minute=0, second=0, microsecond=0)


def _talk(slug: str) -> Talk:
    return session().scalars(select(Talk).where(Talk.slug == slug)).one()


def _released(talk: Talk, *, at: datetime, person_id: int | None = None) -> None:
    session().add(
        SpeakerAnswer(
            talk_id=talk.id,
            outcome=Outcome.RELEASED,
            digest=digest_of(talk),
            name=talk.speaker,
            person_id=person_id,
            agreement=the_club().release_en,
            answered_at=at,
        )
    )
