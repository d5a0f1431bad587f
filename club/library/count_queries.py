"""Reads of how many firms adopted a text, and of whom it is told to."""

from sqlalchemy import BigInteger, Date, and_, bindparam, case, func, select

from club.clubs.models import RoleInClub
from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document, Revision
from club.firms.models import Firm, FirmStatus
from club.library.count_models import TemplateCount
from club.library.kit_models import KitItem
from club.library.models import Template
from club.people.models import MAILBOX, Person
from club.policy import ClubRole
from club.talks.models import Publication, Talk

MEMBERS = reads(select(func.count(Firm.id)).where(Firm.status != FirmStatus.ENDED))
IN_FORCE = reads(
    select(Document.template_id)
    .join(
        Revision,
        its_document(Revision),
    )
    .where(Document.template_id.is_not(None), Document.retired_at.is_(None))
    .where(Revision.effective_on <= bindparam("today", type_=Date))
    .distinct()
)
"""The templates of which the firm in scope has a text in force."""
_CARRIED = (
    select(
        Talk.slug,
        Talk.title,
        Template.slug.label("template"),
        Template.title_en,
        Template.title_zh,
        TemplateCount.told_firms,
        TemplateCount.told_using,
    )
    .select_from(KitItem)
    .join(Talk, and_(Talk.club_id == KitItem.club_id, Talk.id == KitItem.talk_id))
    .join(Template, and_(Template.club_id == KitItem.club_id, Template.id == KitItem.template_id))
    .outerjoin(
        TemplateCount,
        and_(TemplateCount.club_id == KitItem.club_id, TemplateCount.template_id == KitItem.template_id),
    )
    .where(Talk.status == Publication.PUBLISHED, Template.hidden_at.is_(None))
)
_TEACHES = (
    select(RoleInClub.id)
    .where(
        RoleInClub.club_id == Talk.club_id,
        RoleInClub.person_id == Talk.speaker_id,
        RoleInClub.role == ClubRole.INSTRUCTOR,
    )
    .correlate(Talk)
    .exists()
)
_WHOSE = case((_TEACHES, Talk.speaker_id), else_=Talk.author_id)
"""Whose talk it is: of a speaker who writes for the club, else of its author."""
MOST_CARRIED = 200
CARRIED_BY_TALKS_OF = reads(
    _CARRIED.where(bindparam("person_id", type_=BigInteger) == _WHOSE)
    .order_by(Talk.held_on.desc(), Talk.id.desc(), KitItem.position, KitItem.id)
    .limit(MOST_CARRIED)
)
"""What the published talks of somebody carry, with what is told of it."""
INSTRUCTORS_WITH = reads(
    _CARRIED.add_columns(Person.id.label("person_id"), Person.lang, MAILBOX)
    .join(
        RoleInClub,
        and_(
            RoleInClub.club_id == Talk.club_id,
            RoleInClub.role == ClubRole.INSTRUCTOR,
            RoleInClub.person_id == _WHOSE,
        ),
    )
    .join(Person, Person.id == RoleInClub.person_id)
    .where(TemplateCount.told_firms.is_not(None), KitItem.template_id.in_(bindparam("templates", expanding=True)))
    .order_by(Person.id, TemplateCount.told_firms.desc(), Talk.held_on.desc(), Talk.id.desc())
)
"""The instructors whose talks carry some templates of which something is told, what most firms adopted first."""
