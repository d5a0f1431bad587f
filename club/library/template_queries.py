"""Reads of templates for the club's editors: the desk's list, one with its draft, its revisions."""

from sqlalchemy import BigInteger, Boolean, and_, bindparam, func, or_, select

from club.clubs.models import RoleInClub
from club.core.walls import reads
from club.library.models import Template, TemplateDraft, TemplatePointer, TemplateRevision
from club.library.queries import NEWEST_NUMBER, OF_TEMPLATE

_DRAFT = and_(TemplateDraft.club_id == Template.club_id, TemplateDraft.template_id == Template.id)
_HEAD = (
    Template.id,
    Template.slug,
    Template.kind,
    Template.title_en,
    Template.title_zh,
    Template.departments,
    Template.hidden_at,
    Template.own_exam,
    Template.closed_at,
    Template.author_id,
    Template.handed_in_at,
    Template.remark,
    TemplateDraft.version.label("draft_version"),
    TemplateDraft.changed_at.label("draft_changed_at"),
)
_PUBLISHER = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == TemplateRevision.club_id, RoleInClub.person_id == TemplateRevision.published_by_id)
    .correlate(TemplateRevision)
    .scalar_subquery()
)
_AUTHOR = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == Template.club_id, RoleInClub.person_id == Template.author_id)
    .correlate(Template)
    .scalar_subquery()
)

_LISTED = (
    select(*_HEAD, TemplateRevision.number, TemplateRevision.published_at)
    .outerjoin(TemplateDraft, _DRAFT)
    .outerjoin(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .order_by(Template.position, Template.slug)
)
DESK = reads(_LISTED.where(~Template.own_exam))
OWN_EXAMS = reads(_LISTED.where(Template.own_exam))
"""The exams that the club holds itself."""
EXAMS_SEEN = reads(
    _LISTED.add_columns(_AUTHOR.label("author")).where(
        Template.own_exam,
        or_(bindparam("sees_all", type_=Boolean), Template.author_id == bindparam("viewer", type_=BigInteger)),
    )
)
"""The same as somebody sees them who composes some, each with its author."""
EXAMS_HANDED_IN = reads(
    select(Template.slug, Template.title_en, Template.title_zh)
    .where(Template.own_exam, Template.handed_in_at.is_not(None))
    .order_by(Template.handed_in_at, Template.id)
)
ONE = reads(
    select(
        *_HEAD,
        TemplateDraft.schema.label("draft_schema"),
        TemplateDraft.body.label("draft_body"),
        TemplateDraft.based_on,
        TemplateRevision.number,
        TemplateRevision.schema,
        TemplateRevision.body,
        _AUTHOR.label("author"),
    )
    .outerjoin(TemplateDraft, _DRAFT)
    .outerjoin(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .where(Template.slug == bindparam("slug"))
)
POINTED_AT = reads(
    select(
        *_HEAD,
        TemplateDraft.schema.label("draft_schema"),
        TemplateDraft.body.label("draft_body"),
        TemplateRevision.number,
        TemplateRevision.schema,
        TemplateRevision.body,
    )
    .join(TemplatePointer, and_(TemplatePointer.club_id == Template.club_id, TemplatePointer.target_id == Template.id))
    .outerjoin(TemplateDraft, _DRAFT)
    .outerjoin(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .where(TemplatePointer.template_id == bindparam("template_id"), TemplatePointer.item == "")
)
BELONGING = reads(
    select(
        TemplatePointer.item,
        TemplatePointer.named,
        Template.slug,
        Template.kind,
        Template.title_en,
        Template.title_zh,
        TemplateRevision.schema,
        TemplateRevision.body,
    )
    .join(Template, and_(Template.club_id == TemplatePointer.club_id, Template.id == TemplatePointer.target_id))
    .outerjoin(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .where(TemplatePointer.template_id == bindparam("template_id"), TemplatePointer.item != "")
    .order_by(TemplatePointer.item, TemplatePointer.kind)
)
TO_POINT_AT = reads(
    select(Template.slug, Template.kind, Template.title_en, Template.title_zh)
    .where(Template.kind.in_(bindparam("kinds", expanding=True)), Template.hidden_at.is_(None))
    .order_by(Template.position, Template.slug)
)
REVISIONS = reads(
    select(
        TemplateRevision.number,
        TemplateRevision.note,
        TemplateRevision.published_at,
        _PUBLISHER.label("publisher"),
    )
    .where(TemplateRevision.template_id == bindparam("template_id"))
    .order_by(TemplateRevision.number.desc())
    .limit(200)
)
REVISION = reads(
    select(TemplateRevision.number, TemplateRevision.schema, TemplateRevision.body).where(
        TemplateRevision.template_id == bindparam("template_id"), TemplateRevision.number == bindparam("number")
    )
)
