"""Reads of talks."""

from datetime import date
from typing import Any

from sqlalchemy import String, and_, bindparam, case, func, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from club.clubs.models import RoleInClub, Section
from club.core.types import holds, rows_together
from club.core.walls import reads
from club.firms.models import Firm, FirmStatus
from club.policy import ClubRole
from club.talks.models import Correction, Publication, SpeakerAnswer, Talk, Visibility
from club.talks.note_models import SpeakerNote
from club.talks.note_rules import NOTES_SHOWN
from club.talks.pair_queries import published_other
from club.talks.picture_models import TalkPicture
from club.talks.release_rules import MOST_ANSWERS
from club.talks.rules import MOST_PICTURES

PAGE = 20

_PUBLISHED = select(
    Talk.slug,
    Talk.title,
    Talk.summary,
    Talk.speaker,
    Talk.firm_name,
    Talk.held_on,
    Talk.place,
    Talk.visibility,
    Talk.lang,
).where(Talk.status == Publication.PUBLISHED)
_NEWEST_FIRST = (Talk.held_on.desc(), Talk.id.desc())
Parent = aliased(Section, name="parent")
Other, _is_other = published_other(Talk)


def in_section(section: Any) -> Any:
    """Criterion: the row lies in the section that was asked for, or in one below it; no section asks for all."""
    asked = bindparam("section", type_=String)
    return or_(asked == "", section.slug == asked, Parent.slug == asked)


def _with_section(statement: Any) -> Any:
    return statement.outerjoin(Section, and_(Section.club_id == Talk.club_id, Section.id == Talk.section_id)).outerjoin(
        Parent, and_(Parent.club_id == Talk.club_id, Parent.id == Section.parent_id)
    )


FEED = reads(
    select(Talk.slug, Talk.title, Talk.summary, Talk.speaker.label("by"), Talk.lang, Talk.published_at, Talk.written_at)
    .where(Talk.status == Publication.PUBLISHED, Talk.visibility == Visibility.PUBLIC)
    .order_by(*_NEWEST_FIRST)
    .limit(PAGE)
)
_FIRM: Any = bindparam("firm", type_=String)
_FIRM_ASKED = select(Firm.id).where(Firm.club_id == Talk.club_id, Firm.slug == _FIRM).correlate(Talk).scalar_subquery()
LATEST = reads(_PUBLISHED.order_by(*_NEWEST_FIRST).limit(bindparam("limit")))
LIST = reads(
    _with_section(_PUBLISHED.select_from(Talk))
    .where(in_section(Section))
    .where(or_(_FIRM == "", Talk.firm_id == _FIRM_ASKED))
    .where(or_(bindparam("topic", type_=String) == "", holds(Talk.topics, bindparam("topic", type_=String))))
    .order_by(*_NEWEST_FIRST)
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)


def _neighbour(column: Any, *, is_newer: bool) -> Any:
    """A column of the published talk before or after the one that is read."""
    near = aliased(Talk, name="newer" if is_newer else "older")
    here, there = tuple_(Talk.held_on, Talk.id), tuple_(near.held_on, near.id)
    order = (near.held_on.asc(), near.id.asc()) if is_newer else (near.held_on.desc(), near.id.desc())
    return (
        select(getattr(near, column))
        .where(near.club_id == Talk.club_id, near.status == Publication.PUBLISHED)
        .where(there > here if is_newer else there < here)
        .order_by(*order)
        .limit(1)
        .correlate(Talk)
        .scalar_subquery()
        .label(f"{'newer' if is_newer else 'older'}_{column}")
    )


def corrections_of(text: Any) -> Any:
    """What was put right in a text, as rows of key, day and note."""
    return (
        select(rows_together(Correction.id, Correction.corrected_on, Correction.note))
        .where(Correction.club_id == text.club_id, Correction.text_ref == text.ref)
        .correlate(text)
        .scalar_subquery()
        .label("corrections")
    )


def corrections_in(rows: Any) -> list[tuple[date, str]]:
    """Days and notes of corrections, the first one first."""
    return [(date.fromisoformat(day), note) for _key, day, note in sorted(rows or ())]


ONE = reads(
    _with_section(
        select(
            Talk.id,
            Talk.slug,
            Talk.author_id,
            Talk.speaker_id,
            Talk.section_id,
            Talk.written_at,
            Talk.status,
            Talk.visibility,
            Talk.lang,
            Talk.title,
            Talk.summary,
            Talk.speaker,
            Talk.firm_name,
            Talk.held_on,
            Talk.place,
            Talk.topics,
            Talk.source,
            Talk.original,
            Talk.transcript_html,
            Talk.slides_ref,
            Talk.media_ref,
            Talk.recording,
            Talk.published_at,
            Talk.has_kit,
            func.length(Talk.transcript).label("characters"),
            Firm.slug.label("firm"),
            corrections_of(Talk),
            Section.slug.label("section"),
            Section.name_en.label("section_en"),
            Section.name_zh.label("section_zh"),
            Parent.slug.label("parent"),
            Parent.name_en.label("parent_en"),
            Parent.name_zh.label("parent_zh"),
            Other.slug.label("other_slug"),
            Other.visibility.label("other_visibility"),
            *(_neighbour(column, is_newer=newer) for newer in (True, False) for column in ("slug", "title")),
        ).select_from(Talk)
    )
    .outerjoin(Firm, and_(Firm.club_id == Talk.club_id, Firm.id == Talk.firm_id))
    .outerjoin(Other, _is_other)
    .where(Talk.slug == bindparam("slug"))
)


NOTES = reads(
    select(SpeakerNote.name, SpeakerNote.text, SpeakerNote.written_at)
    .where(SpeakerNote.talk_id == bindparam("talk_id"))
    .order_by(SpeakerNote.id.desc())
    .limit(NOTES_SHOWN)
)
INSTRUCTORS = reads(
    select(RoleInClub.person_id, RoleInClub.name, Firm.id.label("firm_id"), Firm.name.label("firm_name"))
    .outerjoin(Firm, and_(Firm.club_id == RoleInClub.club_id, Firm.id == RoleInClub.for_firm_id))
    .where(RoleInClub.role == ClubRole.INSTRUCTOR)
    .order_by(RoleInClub.name, RoleInClub.person_id)
)
FIRM_CALLED = reads(
    select(Firm.id)
    .where(func.lower(Firm.name) == bindparam("name", type_=String), Firm.status == FirmStatus.ACTIVE)
    .order_by(Firm.id)
    .limit(1)
)
_AS_SPEAKER_SEES = (
    Talk.id,
    Talk.has_kit,
    Talk.ref,
    Talk.slug,
    Talk.status,
    Talk.visibility,
    Talk.lang,
    Talk.title,
    Talk.summary,
    Talk.speaker,
    Talk.speaker_id,
    Talk.speaker_contact,
    Talk.firm_name,
    Talk.held_on,
    Talk.published_at,
    Talk.place,
    Talk.transcript,
    Talk.transcript_html,
    Talk.author_id,
    Talk.slides_ref,
    Talk.media_ref,
    Talk.recording,
)
TO_RELEASE = reads(select(*_AS_SPEAKER_SEES).where(Talk.ref == bindparam("ref")))
OF_SPEAKER = reads(select(*_AS_SPEAKER_SEES).where(Talk.slug == bindparam("slug")))
_SIGNED_IN = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == SpeakerAnswer.club_id, RoleInClub.person_id == SpeakerAnswer.person_id)
    .correlate(SpeakerAnswer)
    .scalar_subquery()
)
"""Who of the club’s people was signed in when somebody answered over the link."""
ANSWERS = reads(
    select(
        SpeakerAnswer.outcome,
        SpeakerAnswer.name,
        SpeakerAnswer.words,
        SpeakerAnswer.digest,
        SpeakerAnswer.answered_at,
        case((SpeakerAnswer.person_id == Talk.speaker_id, None), else_=_SIGNED_IN).label("signed_in"),
    )
    .join(Talk, and_(Talk.club_id == SpeakerAnswer.club_id, Talk.id == SpeakerAnswer.talk_id))
    .where(Talk.ref == bindparam("ref"))
    .order_by(SpeakerAnswer.id.desc())
    .limit(MOST_ANSWERS)
)


PICTURE = reads(
    select(
        TalkPicture.stored_as,
        TalkPicture.name,
        Talk.ref.label("text_ref"),
        true().label("is_shown"),
        Talk.status,
        Talk.visibility,
        Talk.author_id,
        Talk.speaker_id,
    )
    .join(Talk, and_(Talk.club_id == TalkPicture.club_id, Talk.id == TalkPicture.talk_id))
    .where(TalkPicture.ref == bindparam("ref"))
)
PICTURES = reads(
    select(TalkPicture.ref, TalkPicture.alt)
    .where(TalkPicture.talk_id == bindparam("talk_id"))
    .order_by(TalkPicture.id)
    .limit(MOST_PICTURES)
)


def is_readable(visibility: Visibility, *, is_member: bool) -> bool:
    """Whether a reader sees the whole text."""
    return visibility is Visibility.PUBLIC or is_member
