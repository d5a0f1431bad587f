"""Reads of published talks."""

from sqlalchemy import bindparam, select

from club.clubs.models import Section
from club.core.walls import reads
from club.talks.models import Publication, Talk, Visibility

PAGE = 20

_PUBLISHED = select(
    Talk.slug, Talk.title, Talk.summary, Talk.speaker, Talk.firm_name, Talk.held_on, Talk.place, Talk.visibility
).where(Talk.status == Publication.PUBLISHED)

LATEST = reads(_PUBLISHED.order_by(Talk.held_on.desc(), Talk.id.desc()).limit(bindparam("limit")))
LIST = reads(_PUBLISHED.order_by(Talk.held_on.desc(), Talk.id.desc()).limit(PAGE + 1).offset(bindparam("offset")))
ONE = reads(
    select(*Talk.__table__.c, Section.slug.label("section"), Section.name_en, Section.name_zh)
    .outerjoin(Section, (Section.club_id == Talk.club_id) & (Section.id == Talk.section_id))
    .where(Talk.slug == bindparam("slug"))
)


def is_readable(visibility: Visibility, *, is_member: bool) -> bool:
    """Whether a reader sees the whole text."""
    return visibility is Visibility.PUBLIC or is_member
