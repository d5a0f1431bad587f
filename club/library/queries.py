"""Reads of the library: its templates, one revision, and which firm documents began from it."""

from sqlalchemy import and_, bindparam, func, select

from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import CLUBS_EXAM, Document, Draft
from club.firms.models import Department, Firm, FirmStatus, Membership
from club.library.count_models import TemplateCount
from club.library.models import Template, TemplateRevision, UpdateChoices
from club.people.models import MAILBOX, Person
from club.policy import FIRM, Can

NEWEST_NUMBER = (
    select(TemplateRevision.number)
    .where(TemplateRevision.club_id == Template.club_id, TemplateRevision.template_id == Template.id)
    .order_by(TemplateRevision.number.desc())
    .limit(1)
    .correlate(Template)
    .scalar_subquery()
)
OF_TEMPLATE = and_(TemplateRevision.club_id == Template.club_id, TemplateRevision.template_id == Template.id)
_HEAD = (
    Template.id,
    Template.slug,
    Template.kind,
    Template.title_en,
    Template.title_zh,
    Template.summary_en,
    Template.summary_zh,
    Template.departments,
    Template.hidden_at,
)
_PUBLISHING = [role for role, may in FIRM.items() if Can.DOCUMENT_PUBLISH in may]
_COUNT = and_(TemplateCount.club_id == Template.club_id, TemplateCount.template_id == Template.id)

LIST = reads(
    select(
        *_HEAD,
        TemplateRevision.id.label("revision_id"),
        TemplateRevision.number,
        TemplateRevision.published_at,
    )
    .join(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .where(Template.hidden_at.is_(None))
    .order_by(Template.position, Template.slug)
)
ONE = reads(
    select(
        *_HEAD,
        TemplateRevision.id.label("revision_id"),
        TemplateRevision.number,
        TemplateRevision.schema,
        TemplateRevision.body,
        TemplateRevision.note,
        TemplateRevision.credits,
        TemplateRevision.published_at,
        TemplateCount.told_firms,
        TemplateCount.told_using,
    )
    .join(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .outerjoin(TemplateCount, _COUNT)
    .where(Template.slug == bindparam("slug"))
)
BASE = reads(
    select(Template.slug, Template.kind, TemplateRevision.number, TemplateRevision.schema, TemplateRevision.body)
    .join(TemplateRevision, OF_TEMPLATE)
    .where(TemplateRevision.id == bindparam("revision_id"))
)
ADOPTED = reads(
    select(
        Document.template_id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.department_id,
        Document.base_revision_id,
        Document.passed_over,
        Document.detached_at,
        TemplateRevision.number.label("base_number"),
    )
    .outerjoin(
        Draft,
        its_document(Draft),
    )
    .outerjoin(
        TemplateRevision,
        and_(
            TemplateRevision.club_id == Document.club_id,
            TemplateRevision.id == func.coalesce(Draft.base_revision_id, Document.base_revision_id),
        ),
    )
    .where(Document.template_id.is_not(None), Document.kind != CLUBS_EXAM, Document.retired_at.is_(None))
    .order_by(Document.id)
)
CHOICES = reads(
    select(UpdateChoices.choices)
    .join(
        Document,
        its_document(UpdateChoices),
    )
    .where(Document.ref == bindparam("ref"))
)
NEWEST = reads(
    select(TemplateRevision.id, TemplateRevision.number, TemplateRevision.note)
    .where(TemplateRevision.template_id == bindparam("template_id"))
    .order_by(TemplateRevision.number.desc())
    .limit(1)
)
PUBLISHERS = reads(
    select(Person.id, Person.lang, MAILBOX)
    .join(Membership, Membership.person_id == Person.id)
    .where(Membership.left_at.is_(None), Membership.role.in_(_PUBLISHING))
    .order_by(Person.id)
)
FIRMS = reads(select(Firm.id).where(Firm.status != FirmStatus.ENDED).order_by(Firm.id))
DEPARTMENTS = reads(
    select(Department.id, Department.ref, Department.name, Department.kind).order_by(Department.position, Department.id)
)
