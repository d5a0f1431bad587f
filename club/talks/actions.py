"""Talks are drafted, changed, handed in, published and withdrawn."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.core.markdown import render
from club.core.refs import new_ref
from club.talks.models import Publication, Talk, Visibility
from club.talks.publication import move, refuse_gone, with_free_slug
from club.talks.rules import missing_for_readers, slug_from

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
    firm_name: str = ""
    held_on: date | None = None
    place: str = ""
    section_id: int | None = None
    topics: list[str] = field(default_factory=list)
    source: str = ""
    visibility: Visibility = Visibility.PUBLIC


def draft(facts: TalkFacts, *, by: int | None, at: datetime, slug: str = "", firm_id: int | None = None) -> Talk:
    """Add a talk that nobody but its author and the editors sees. Refused where its section is gone."""
    refuse_gone(facts.section_id)
    ref = new_ref()
    talk = Talk(
        **asdict(facts),
        ref=ref,
        firm_id=firm_id,
        transcript_html=render(facts.transcript),
        author_id=by,
        written_at=at,
    )
    with_free_slug(talk, slug or slug_from(facts.title, f"talk-{ref[:6]}"))
    audit.record(Did.TALK_DRAFTED, ref)
    return talk


def change(talk: Talk, facts: TalkFacts, *, at: datetime, slug: str = "") -> None:
    """Change a talk; its address stays as it is once the talk was out. Refused where its section is gone."""
    refuse_gone(facts.section_id)
    for name, value in asdict(facts).items():
        setattr(talk, name, value)
    talk.transcript_html = render(facts.transcript)
    talk.written_at = at
    talk.version += 1
    if slug and slug != talk.slug and talk.published_at is None:
        with_free_slug(talk, slug)
    audit.record(Did.TALK_CHANGED, talk.ref, version=talk.version)


def take_step(talk: Talk, word: str, *, is_editor: bool, at: datetime) -> Publication:
    """Hand a talk in, take it back, publish or withdraw it."""
    lacks = missing_for_readers(
        title=talk.title, summary=talk.summary, words=talk.transcript, held_on=talk.held_on, is_talk=True
    )
    reached = move(talk, word, is_editor=is_editor, lacks=lacks, at=at)
    audit.record(EVENTS[word], talk.ref, status=reached.value)
    return reached


def to_write(slug: str) -> Talk | None:
    """A talk by its address, to be changed; locked until this commit ends."""
    found: Talk | None = session().execute(select(Talk).where(Talk.slug == slug).with_for_update()).scalar_one_or_none()
    return found
