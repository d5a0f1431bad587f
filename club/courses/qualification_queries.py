"""Reads of qualifications: what there is, what a course grants and asks for, who is qualified until when."""

from typing import Any

from sqlalchemy import (
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from club.core.types import BIGINT
from club.core.walls import reads
from club.courses.learning_models import Enrolment
from club.courses.models import Course, CourseStatus
from club.courses.qualification_models import (
    CourseQualification,
    OwnNeed,
    OwnQualification,
    Part,
    Qualification,
    Qualified,
)
from club.documents.joins import its_document
from club.documents.models import CLUBS_EXAM, Document
from club.exams.papers import EXAM
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE
from club.library.models import Template

MOST = 500
_ITS_QUALIFICATION = and_(Qualification.club_id == Qualified.club_id, Qualification.id == Qualified.qualification_id)
_ITS_OWN = and_(
    OwnQualification.club_id == Qualified.club_id,
    OwnQualification.firm_id == Qualified.firm_id,
    OwnQualification.id == Qualified.own_id,
)
NAME_EN = func.coalesce(Qualification.name_en, OwnQualification.name).label("name_en")
NAME_ZH = func.coalesce(Qualification.name_zh, OwnQualification.name).label("name_zh")
"""What somebody holds is called as the club names it in two languages, or their firm in one."""
_OF_ENROLMENT = and_(
    Enrolment.club_id == Qualified.club_id,
    Enrolment.firm_id == Qualified.firm_id,
    Enrolment.id == Qualified.enrolment_id,
)
_OWN_EXAM = and_(
    Document.club_id == OwnQualification.club_id,
    Document.firm_id == OwnQualification.firm_id,
    Document.id == OwnQualification.exam_id,
)
_ITS_MEMBER = and_(
    Membership.club_id == Qualified.club_id,
    Membership.firm_id == Qualified.firm_id,
    Membership.id == Qualified.membership_id,
)
_ITS_TEMPLATE = and_(Template.club_id == Qualification.club_id, Template.id == Qualification.exam_id)


def _exam(of: type, *of_which: Any) -> Any:
    """An exam that grants what somebody holds; each owner by itself, as the walls confine what a subquery names."""
    here = (Document.club_id == Qualified.club_id, Document.firm_id == Qualified.firm_id)
    return select(Document.ref).where(*here, *of_which).correlate(Qualified, of).scalar_subquery()


_EXAM_REF = func.coalesce(
    _exam(Qualification, Document.template_id == Qualification.exam_id, Document.kind == CLUBS_EXAM),
    _exam(OwnQualification, Document.id == OwnQualification.exam_id, Document.retired_at.is_(None)),
).label("exam_ref")
"""The exam that grants it: one of the club, as it stands in the firm, or the firm’s own."""
_later = aliased(Qualified, name="later")
_IS_LATEST = ~(
    exists()
    .where(
        _later.club_id == Qualified.club_id,
        _later.firm_id == Qualified.firm_id,
        _later.membership_id == Qualified.membership_id,
        or_(_later.qualification_id == Qualified.qualification_id, _later.own_id == Qualified.own_id),
        _later.id > Qualified.id,
    )
    .correlate(Qualified)
)
"""Nobody is told of what they have renewed."""


def granting(column: Any) -> Any:
    """A column of an open course that grants the qualification, so that a page leads there."""
    return (
        select(column)
        .join(
            CourseQualification,
            and_(CourseQualification.club_id == Course.club_id, CourseQualification.course_id == Course.id),
        )
        .where(
            CourseQualification.club_id == Qualification.club_id,
            CourseQualification.qualification_id == Qualification.id,
            CourseQualification.part == Part.GRANTED,
            Course.status == CourseStatus.PUBLISHED,
        )
        .order_by(Course.id)
        .limit(1)
        .correlate(Qualification)
        .scalar_subquery()
        .label(f"course_{column.key}")
    )


ALL = reads(
    select(
        Qualification.id,
        Qualification.ref,
        Qualification.name_en,
        Qualification.name_zh,
        Qualification.months,
        granting(Course.slug),
        granting(Course.title),
        Template.slug.label("exam_slug"),
        Template.title_en.label("exam_en"),
        Template.title_zh.label("exam_zh"),
    )
    .outerjoin(Template, _ITS_TEMPLATE)
    .order_by(Qualification.name_en, Qualification.id)
    .limit(MOST)
)
OWN = reads(
    select(
        OwnQualification.id,
        OwnQualification.ref,
        OwnQualification.name,
        OwnQualification.months,
        OwnQualification.exam_id,
        Document.ref.label("exam_ref"),
        Document.title.label("exam_title"),
        Document.retired_at,
    )
    .outerjoin(Document, _OWN_EXAM)
    .order_by(OwnQualification.name, OwnQualification.id)
    .limit(MOST)
)
"""What the firm in scope lets its people qualify for itself."""
EXAMS_HERE = reads(
    select(Document.id, Document.ref, Document.title)
    .where(
        Document.kind == EXAM,
        or_(Document.retired_at.is_(None), exists().where(OwnQualification.exam_id == Document.id)),
    )
    .order_by(Document.title, Document.id)
    .limit(MOST)
)
"""The exams of the firm itself; a retired one only where it granted something."""
TIED = reads(
    select(CourseQualification.qualification_id, CourseQualification.part).where(
        CourseQualification.course_id == bindparam("course_id")
    )
)
_HELD = (
    Qualified.ref,
    Qualified.granted_on,
    Qualified.expires_on,
    NAME_EN,
    NAME_ZH,
    func.coalesce(Qualification.ref, OwnQualification.ref).label("of"),
)
MINE = reads(
    select(*_HELD, granting(Course.slug), _EXAM_REF)
    .outerjoin(Qualification, _ITS_QUALIFICATION)
    .outerjoin(OwnQualification, _ITS_OWN)
    .where(Qualified.membership_id == bindparam("membership_id"), _IS_LATEST)
    .order_by(Qualified.expires_on.is_(None), Qualified.expires_on, Qualified.id)
    .limit(MOST)
)
_OF_PEOPLE = (
    select(*_HELD, Membership.id.label("membership_id"), Membership.name, Department.name.label("department"))
    .select_from(Qualified)
    .outerjoin(Qualification, _ITS_QUALIFICATION)
    .outerjoin(OwnQualification, _ITS_OWN)
    .join(Membership, _ITS_MEMBER)
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(Membership.left_at.is_(None), MAY_SEE, _IS_LATEST)
    .order_by(Qualified.expires_on.is_(None), Qualified.expires_on, Membership.name, Qualified.id)
    .limit(MOST)
)
OF_PEOPLE = reads(_OF_PEOPLE)
"""Who of a firm is qualified until when, what ends first on top."""
HERE = reads(
    union_all(
        select(
            true().label("is_own"),
            OwnQualification.id,
            OwnQualification.ref,
            OwnQualification.name.label("name_en"),
            literal("").label("name_zh"),
            OwnQualification.months,
            OwnQualification.exam_id,
            OwnQualification.version,
            Document.ref.label("exam_ref"),
            Document.title.label("exam_title"),
            Document.retired_at,
        )
        .outerjoin(Document, _OWN_EXAM)
        .where(OwnQualification.ref == bindparam("ref", type_=String)),
        select(
            false(),
            Qualification.id,
            Qualification.ref,
            Qualification.name_en,
            Qualification.name_zh,
            Qualification.months,
            Qualification.exam_id,
            Qualification.version,
            cast(null(), String),
            cast(null(), String),
            cast(null(), Document.retired_at.type),
        ).where(Qualification.ref == bindparam("ref", type_=String)),
    )
)
"""One as the firm in scope sees it: of its own, or of the club."""
HOLDERS = reads(
    _OF_PEOPLE.where(
        or_(
            Qualified.qualification_id == bindparam("qualification_id", type_=BIGINT),
            Qualified.own_id == bindparam("own_id", type_=BIGINT),
        )
    )
)
"""The same of one qualification, the club’s or the firm’s own."""
ENDING = reads(
    select(
        Qualified.id,
        Qualified.membership_id,
        Qualified.expires_on,
        Qualified.reminded,
        NAME_EN,
        NAME_ZH,
        func.coalesce(granting(Course.id), Enrolment.course_id).label("course_id"),
        Qualification.exam_id,
        OwnQualification.exam_id.label("own_exam_id"),
    )
    .select_from(Qualified)
    .outerjoin(Qualification, _ITS_QUALIFICATION)
    .outerjoin(OwnQualification, _ITS_OWN)
    .outerjoin(Enrolment, _OF_ENROLMENT)
    .join(Membership, _ITS_MEMBER)
    .where(Qualified.expires_on.is_not(None), Membership.left_at.is_(None), _IS_LATEST)
    .order_by(Qualified.id)
)
RENEWED = reads(
    select(Qualified.expires_on)
    .join(
        CourseQualification,
        and_(
            CourseQualification.club_id == Qualified.club_id,
            CourseQualification.qualification_id == Qualified.qualification_id,
        ),
    )
    .where(
        CourseQualification.course_id == bindparam("course_id"),
        CourseQualification.part == Part.GRANTED,
        Qualified.membership_id == bindparam("membership_id"),
        _IS_LATEST,
    )
)
"""Until when somebody has what a course grants, where they have it or had it."""
ARCHIVE = reads(
    select(*_HELD, Membership.ref.label("person"), Enrolment.ref.label("enrolment"))
    .select_from(Qualified)
    .outerjoin(Qualification, _ITS_QUALIFICATION)
    .outerjoin(OwnQualification, _ITS_OWN)
    .outerjoin(Enrolment, _OF_ENROLMENT)
    .join(Membership, _ITS_MEMBER)
    .order_by(Qualified.id)
)
ARCHIVED_OWN = reads(
    select(OwnQualification.ref, OwnQualification.name, OwnQualification.months, Document.ref.label("exam"))
    .outerjoin(Document, _OWN_EXAM)
    .order_by(OwnQualification.id)
)
ARCHIVED_NEEDS = reads(
    select(
        Document.ref.label("exam"),
        OwnQualification.ref.label("own_qualification"),
        Qualification.name_en,
        Qualification.name_zh,
    )
    .select_from(OwnNeed)
    .join(Document, its_document(OwnNeed))
    .outerjoin(
        OwnQualification,
        and_(
            OwnQualification.club_id == OwnNeed.club_id,
            OwnQualification.firm_id == OwnNeed.firm_id,
            OwnQualification.id == OwnNeed.own_id,
        ),
    )
    .outerjoin(
        Qualification, and_(Qualification.club_id == OwnNeed.club_id, Qualification.id == OwnNeed.qualification_id)
    )
    .order_by(OwnNeed.id)
)
