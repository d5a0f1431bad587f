"""Reads of qualifications: what there is, what a course grants and asks for, who is qualified until when."""

from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from club.core.walls import reads
from club.courses.learning_models import Enrolment
from club.courses.models import Course, CourseStatus
from club.courses.qualification_models import CourseQualification, Part, Qualification, Qualified
from club.documents.models import CLUBS_EXAM, Document
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE
from club.library.models import Template

MOST = 500
_ITS_QUALIFICATION = and_(Qualification.club_id == Qualified.club_id, Qualification.id == Qualified.qualification_id)
_OF_ENROLMENT = and_(
    Enrolment.club_id == Qualified.club_id,
    Enrolment.firm_id == Qualified.firm_id,
    Enrolment.id == Qualified.enrolment_id,
)
_ITS_TEMPLATE = and_(Template.club_id == Qualification.club_id, Template.id == Qualification.exam_id)
_EXAM_REF = (
    select(Document.ref)
    .where(
        Document.club_id == Qualified.club_id,
        Document.firm_id == Qualified.firm_id,
        Document.template_id == Qualification.exam_id,
        Document.kind == CLUBS_EXAM,
    )
    .correlate(Qualified, Qualification)
    .scalar_subquery()
    .label("exam_ref")
)
"""The exam of the club that grants it, as it stands in the firm."""
_later = aliased(Qualified, name="later")
_IS_LATEST = ~(
    exists()
    .where(
        _later.club_id == Qualified.club_id,
        _later.firm_id == Qualified.firm_id,
        _later.membership_id == Qualified.membership_id,
        _later.qualification_id == Qualified.qualification_id,
        _later.id > Qualified.id,
    )
    .correlate(Qualified)
)
"""Nobody is told of what they have renewed."""


def _granting(column: Any) -> Any:
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
        _granting(Course.slug),
        _granting(Course.title),
        Template.slug.label("exam_slug"),
        Template.title_en.label("exam_en"),
        Template.title_zh.label("exam_zh"),
    )
    .outerjoin(Template, _ITS_TEMPLATE)
    .order_by(Qualification.name_en, Qualification.id)
    .limit(MOST)
)
TIED = reads(
    select(CourseQualification.qualification_id, CourseQualification.part).where(
        CourseQualification.course_id == bindparam("course_id")
    )
)
_HELD = (
    Qualified.ref,
    Qualified.granted_on,
    Qualified.expires_on,
    Qualification.name_en,
    Qualification.name_zh,
)
MINE = reads(
    select(*_HELD, _granting(Course.slug), _EXAM_REF)
    .join(Qualification, _ITS_QUALIFICATION)
    .where(Qualified.membership_id == bindparam("membership_id"), _IS_LATEST)
    .order_by(Qualified.expires_on.is_(None), Qualified.expires_on, Qualified.id)
    .limit(MOST)
)
OF_PEOPLE = reads(
    select(*_HELD, Membership.name, Department.name.label("department"))
    .select_from(Qualified)
    .join(Qualification, _ITS_QUALIFICATION)
    .join(
        Membership,
        and_(
            Membership.club_id == Qualified.club_id,
            Membership.firm_id == Qualified.firm_id,
            Membership.id == Qualified.membership_id,
        ),
    )
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(Membership.left_at.is_(None), MAY_SEE, _IS_LATEST)
    .order_by(Qualified.expires_on.is_(None), Qualified.expires_on, Membership.name, Qualified.id)
    .limit(MOST)
)
"""Who of a firm is qualified until when, what ends first on top."""
ENDING = reads(
    select(
        Qualified.id,
        Qualified.membership_id,
        Qualified.expires_on,
        Qualified.reminded,
        Qualification.name_en,
        Qualification.name_zh,
        func.coalesce(_granting(Course.id), Enrolment.course_id).label("course_id"),
        Qualification.exam_id,
    )
    .select_from(Qualified)
    .join(Qualification, _ITS_QUALIFICATION)
    .outerjoin(Enrolment, _OF_ENROLMENT)
    .join(
        Membership,
        and_(
            Membership.club_id == Qualified.club_id,
            Membership.firm_id == Qualified.firm_id,
            Membership.id == Qualified.membership_id,
        ),
    )
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
    .join(Qualification, _ITS_QUALIFICATION)
    .outerjoin(Enrolment, _OF_ENROLMENT)
    .join(
        Membership,
        and_(
            Membership.club_id == Qualified.club_id,
            Membership.firm_id == Qualified.firm_id,
            Membership.id == Qualified.membership_id,
        ),
    )
    .order_by(Qualified.id)
)
