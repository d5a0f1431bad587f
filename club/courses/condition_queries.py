"""What classes and exams ask for first, where one gets it, and who of the firm in scope holds it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask import g, has_request_context, url_for
from sqlalchemy import Date, String, and_, bindparam, cast, exists, false, literal, null, or_, select, true, union_all
from sqlalchemy.orm import aliased

from club.classes import conditions as of_classes
from club.classes.conditions import Asked, Way
from club.core.db import read
from club.core.i18n import pick
from club.core.types import BIGINT
from club.core.walls import reads
from club.courses.models import Course
from club.courses.qualification_models import OwnNeed, OwnQualification, Qualification, QualificationNeed, Qualified
from club.courses.qualification_queries import granting
from club.documents.models import CLUBS_EXAM, Document
from club.exams.conditions import Condition, finds_conditions
from club.library.models import Template

_standing = aliased(Document, name="standing")
_ITS_TEMPLATE = and_(
    Template.club_id == Qualification.club_id, Template.id == Qualification.exam_id, Template.closed_at.is_(None)
)
_STANDS_AS = (
    select(_standing.ref)
    .where(
        _standing.club_id == Qualification.club_id,
        _standing.template_id == Qualification.exam_id,
        _standing.kind == CLUBS_EXAM,
    )
    .correlate(Qualification)
    .scalar_subquery()
    .label("exam_ref")
)
_BY_COURSE = (granting(Course.slug), granting(Course.title))
_OF_THE_CLUB = (
    false().label("is_own"),
    Qualification.id,
    Qualification.name_en,
    Qualification.name_zh,
    *_BY_COURSE,
    Template.title_en.label("exam_en"),
    Template.title_zh.label("exam_zh"),
    _STANDS_AS,
)
_NEEDS = and_(
    QualificationNeed.club_id == Qualification.club_id, QualificationNeed.qualification_id == Qualification.id
)
OF_CLASS = reads(
    select(*_OF_THE_CLUB)
    .join(QualificationNeed, _NEEDS)
    .outerjoin(Template, _ITS_TEMPLATE)
    .where(QualificationNeed.class_id == bindparam("class_id"))
    .order_by(Qualification.name_en, Qualification.id)
)
HELD = reads(
    select(Qualified.person_id, Qualified.qualification_id)
    .where(
        Qualified.qualification_id.in_(bindparam("wanted", expanding=True)),
        Qualified.person_id.in_(bindparam("people", expanding=True)),
        or_(Qualified.expires_on.is_(None), Qualified.expires_on >= bindparam("day", type_=Date)),
    )
    .distinct()
)
"""Which of the club’s qualifications some people of the firm in scope hold on a day."""
_document_id: Any = bindparam("document_id", type_=BIGINT)
_whose = and_(
    Qualified.membership_id == bindparam("membership_id", type_=BIGINT),
    or_(Qualified.expires_on.is_(None), Qualified.expires_on >= bindparam("today", type_=Date)),
)
_IS_HELD = exists().where(Qualified.qualification_id == Qualification.id, _whose).correlate(Qualification)
_IS_OWN_HELD = exists().where(Qualified.own_id == OwnQualification.id, _whose).correlate(OwnQualification)
_exam = aliased(Document, name="exam")
_ITS_EXAM = and_(
    _exam.club_id == OwnQualification.club_id,
    _exam.firm_id == OwnQualification.firm_id,
    _exam.id == OwnQualification.exam_id,
    _exam.retired_at.is_(None),
)
OF_EXAM = reads(
    union_all(
        select(*_OF_THE_CLUB, _IS_HELD.label("is_met"))
        .join(QualificationNeed, _NEEDS)
        .join(
            Document,
            and_(Document.club_id == QualificationNeed.club_id, Document.template_id == QualificationNeed.template_id),
        )
        .outerjoin(Template, _ITS_TEMPLATE)
        .where(Document.id == _document_id, Document.kind == CLUBS_EXAM),
        select(*_OF_THE_CLUB, _IS_HELD)
        .join(OwnNeed, and_(OwnNeed.club_id == Qualification.club_id, OwnNeed.qualification_id == Qualification.id))
        .outerjoin(Template, _ITS_TEMPLATE)
        .where(OwnNeed.document_id == _document_id),
        select(
            true(),
            OwnQualification.id,
            OwnQualification.name,
            literal(""),
            cast(null(), String),
            cast(null(), String),
            _exam.title,
            literal(""),
            _exam.ref,
            _IS_OWN_HELD,
        )
        .join(
            OwnNeed,
            and_(
                OwnNeed.club_id == OwnQualification.club_id,
                OwnNeed.firm_id == OwnQualification.firm_id,
                OwnNeed.own_id == OwnQualification.id,
            ),
        )
        .outerjoin(_exam, _ITS_EXAM)
        .where(OwnNeed.document_id == _document_id),
    )
)
"""What an exam that stands in the firm asks for: the club’s says so itself, the firm says it of its own."""


def asked_by_class(class_id: int) -> list[Asked]:
    """What a class asks for."""
    return [_asked(row) for row in read(OF_CLASS, class_id=class_id)]


def held_by(wanted: Collection[int], people: Collection[int], day: date) -> Mapping[int, Collection[int]]:
    """Which of some qualifications of the club each of some people holds on a day."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in read(HELD, wanted=list(wanted), people=list(people), day=day):
        found[row.person_id].append(row.qualification_id)
    return found


of_classes.finds_conditions(of_classes.Finder(asked_by_class, held_by))


@finds_conditions
def asked_by_exam(document_id: int, membership_id: int, today: date) -> Sequence[Condition]:
    """What an exam asks for, and what of it somebody holds."""
    rows = read(OF_EXAM, document_id=document_id, membership_id=membership_id, today=today).all()
    return [Condition(_asked(row), bool(row.is_met)) for row in sorted(rows, key=lambda row: (row.name_en, row.id))]


def _asked(row: Any) -> Asked:
    ways = []
    if row.course_slug:
        ways.append(Way(row.course_title, _address("courses.show", slug=row.course_slug)))
    if row.exam_en:
        ways.append(Way(pick(row.exam_en, row.exam_zh or row.exam_en), _exam_page(row.exam_ref)))
    return Asked(row.id, pick(row.name_en, row.name_zh or row.name_en), tuple(ways), is_own=bool(row.is_own))


def _exam_page(ref: str | None) -> str:
    """Where an exam is sat, on a page of the firm in which it stands."""
    standing = g.get("standing") if has_request_context() else None
    return _address("exams.show", firm=standing.slug, ref=ref) if standing and ref else ""


def _address(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values) if has_request_context() else ""
