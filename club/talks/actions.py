"""Talks are drafted, changed, handed in, published and withdrawn."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from club.cards import actions as cards
from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.markdown import render
from club.core.refs import new_ref
from club.core.refusals import Refusal
from club.talks.handing_actions import tell_given_back, tell_of_step
from club.talks.models import Publication, Talk, Visibility
from club.talks.pair_actions import keep_language
from club.talks.publication import (
    come_out,
    correct,
    move,
    named_writers,
    put_back,
    refuse_gone,
    set_moment,
    the_club,
    with_free_slug,
)
from club.talks.release_actions import end_link, release_of
from club.talks.release_rules import missing_release
from club.talks.rules import missing_for_readers, slug_from, together
from club.talks.slide_models import SlideDeck
from club.talks.slide_rules import STILL_DRAWN
from club.talks.version_actions import keep_version

COME_OUT = "talks.come_out"
SAID = ("title", "summary", "speaker", "firm_name", "transcript")
"""What readers are told when it is corrected."""
EVENTS = {
    "submit": Did.TALK_SUBMITTED,
    "return": Did.TALK_CHANGED,
    "publish": Did.TALK_PUBLISHED,
    "withdraw": Did.TALK_WITHDRAWN,
}


@dataclass(frozen=True, kw_only=True)
class TalkFacts:
    """What a writer says of a talk."""

    title: str
    lang: str
    transcript: str
    summary: str = ""
    speaker: str = ""
    speaker_id: int | None = None
    speaker_contact: str = ""
    firm_name: str = ""
    firm_id: int | None = None
    held_on: date | None = None
    place: str = ""
    section_id: int | None = None
    topics: list[str] = field(default_factory=list)
    source: str = ""
    original: str = ""
    recording: str = ""
    visibility: Visibility = Visibility.PUBLIC


def draft(facts: TalkFacts, *, by: int | None, at: datetime, slug: str = "") -> Talk:
    """Add a talk that nobody but its author and the editors sees. Refused where its section is gone."""
    refuse_gone(facts.section_id)
    ref = new_ref()
    talk = Talk(
        **asdict(facts),
        ref=ref,
        transcript_html=render(facts.transcript),
        author_id=by,
        written_at=at,
    )
    with_free_slug(talk, slug or slug_from(facts.title, f"talk-{ref[:6]}"))
    audit.record(Did.TALK_DRAFTED, ref)
    return talk


def change(
    talk: Talk, facts: TalkFacts, *, at: datetime, slug: str = "", note: str = "", by: int | None = None
) -> None:
    """Change a talk; its address stays as it is once the talk was out.

    The link for the release ends where it went to somebody else. Refused where its section is gone,
    or where a talk that is out says other words and no note tells which.
    """
    refuse_gone(facts.section_id, standing=talk.section_id)
    keep_language(talk, facts.lang)
    before = [getattr(talk, name) for name in SAID]
    asked = (talk.speaker_id, talk.speaker_contact)
    for name, value in asdict(facts).items():
        setattr(talk, name, value)
    is_other = before != [getattr(talk, name) for name in SAID]
    if correct(talk, is_other=is_other, note=note, by=by, at=at):
        audit.record(Did.TALK_CORRECTED, talk.ref)
    if asked != (talk.speaker_id, talk.speaker_contact):
        end_link(talk)
    talk.transcript_html = render(facts.transcript)
    talk.written_at = at
    talk.version += 1
    if slug and slug != talk.slug and talk.published_at is None:
        with_free_slug(talk, slug)
    if talk.status is not Publication.DRAFT:
        keep_version(talk, TalkFacts, at=at)
    if talk.status is Publication.PUBLISHED:
        cards.order(talk.__tablename__, talk.slug)
    audit.record(Did.TALK_CHANGED, talk.ref, version=talk.version)


def take_step(talk: Talk, word: str, *, is_editor: bool, at: datetime) -> Publication:
    """Hand a talk in, take it back, publish or withdraw it."""
    lacks = _lacks(talk) if word == "publish" else _missing(talk)
    reached = move(talk, word, is_editor=is_editor, lacks=lacks, at=at)
    if reached is not Publication.DRAFT:
        keep_version(talk, TalkFacts, at=at)
    audit.record(EVENTS[word], talk.ref, status=reached.value)
    tell_of_step(talk, word, kind="talks", writers=named_writers(talk))
    return reached


def give_back(talk: Talk, remark: str) -> None:
    """Give a talk that was handed in back to its writers, with words on what to change."""
    put_back(talk, remark)
    audit.record(Did.TALK_GIVEN_BACK, talk.ref)
    tell_given_back(talk, kind="talks", writers=named_writers(talk))


def schedule(talk: Talk, moment: datetime, *, is_editor: bool, at: datetime) -> None:
    """Let a talk come out at a moment."""
    set_moment(talk, moment, is_editor=is_editor, lacks=_lacks(talk), at=at)
    keep_version(talk, TalkFacts, at=at)
    outbox.order(COME_OUT, after=moment - at, ref=talk.ref, moment=moment.isoformat())
    audit.record(Did.TALK_SCHEDULED, talk.ref, at=moment.isoformat())


@outbox.handles(COME_OUT)
def _come_out(*, ref: str, moment: str) -> None:
    talk = session().execute(select(Talk).where(Talk.ref == ref).with_for_update()).scalar_one_or_none()
    come_out(talk, moment, lambda due: take_step(due, "publish", is_editor=True, at=clock.now()))


def _lacks(talk: Talk) -> Refusal | None:
    """What keeps a talk from its readers; slides that nobody has seen yet must not come out behind it."""
    return together(
        [
            _missing(talk),
            missing_release(release_of(talk), is_asked=the_club().talks_released),
            STILL_DRAWN if _is_drawing(talk) else None,
        ]
    )


def _missing(talk: Talk) -> Refusal | None:
    """What whoever wrote a talk has to write yet."""
    return missing_for_readers(
        title=talk.title, summary=talk.summary, words=talk.transcript, held_on=talk.held_on, is_talk=True
    )


def _is_drawing(talk: Talk) -> bool:
    waits = select(SlideDeck.id).where(
        SlideDeck.talk_id == talk.id, SlideDeck.done_at.is_(None), SlideDeck.failed == ""
    )
    return session().scalars(waits).first() is not None


def to_write(slug: str) -> Talk | None:
    """A talk by its address, to be changed; locked until this commit ends."""
    found: Talk | None = session().execute(select(Talk).where(Talk.slug == slug).with_for_update()).scalar_one_or_none()
    return found
