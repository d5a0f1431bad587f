"""Reads of the library: its templates, one revision, and which firm documents began from it."""

from sqlalchemy import and_, bindparam, select

from club.core.walls import reads
from club.documents.models import Document
from club.firms.models import Department
from club.library.models import Template, TemplateRevision

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

LIST = reads(
    select(*_HEAD, TemplateRevision.number, TemplateRevision.published_at)
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
        TemplateRevision.published_at,
    )
    .join(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .where(Template.slug == bindparam("slug"))
)
BASE = reads(
    select(Template.slug, Template.kind, TemplateRevision.number, TemplateRevision.schema, TemplateRevision.body)
    .join(TemplateRevision, OF_TEMPLATE)
    .where(TemplateRevision.id == bindparam("revision_id"))
)
ADOPTED = reads(
    select(Document.template_id, Document.ref, Document.kind, Document.title)
    .where(Document.template_id.is_not(None), Document.retired_at.is_(None))
    .order_by(Document.id)
)
DEPARTMENTS = reads(
    select(Department.id, Department.ref, Department.name, Department.kind).order_by(Department.position, Department.id)
)
