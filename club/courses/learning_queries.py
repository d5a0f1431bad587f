"""Reads of who takes which course: one’s own way through one, all of one’s courses, a firm’s people."""

from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select

from club.core.walls import reads
from club.courses.learning_models import Certificate, Enrolment, LessonDone
from club.courses.models import Course, CourseModule, CourseStatus, Lesson
from club.courses.qualification_models import Qualified
from club.firms.models import Department, DepartmentLead, Firm, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE
from club.policy import FIRM, Can

MOST_COURSES = 200
MOST_PEOPLE = 1000
PAGE = 50
TAKING = [role for role, held in FIRM.items() if Can.COURSE_TAKE in held]
OF_ENROLMENT = and_(
    LessonDone.club_id == Enrolment.club_id,
    LessonDone.firm_id == Enrolment.firm_id,
    LessonDone.enrolment_id == Enrolment.id,
)
_ITS_CERTIFICATE = and_(
    Certificate.club_id == Enrolment.club_id,
    Certificate.firm_id == Enrolment.firm_id,
    Certificate.enrolment_id == Enrolment.id,
)
_ITS_COURSE = and_(Course.club_id == Enrolment.club_id, Course.id == Enrolment.course_id)
_OUT = and_(Lesson.published_at.is_not(None), Lesson.ended_at.is_(None))
_IN_COURSE = and_(Lesson.club_id == Enrolment.club_id, Lesson.course_id == Enrolment.course_id, _OUT)
_WAS_DONE = exists().where(OF_ENROLMENT, LessonDone.lesson_id == Lesson.id).correlate(Enrolment, Lesson)
PUBLISHED = select(func.count(Lesson.id)).where(_IN_COURSE).correlate(Enrolment).scalar_subquery().label("published")
DONE = (
    select(func.count(LessonDone.id))
    .join(Lesson, and_(Lesson.club_id == LessonDone.club_id, Lesson.id == LessonDone.lesson_id, _OUT))
    .where(OF_ENROLMENT)
    .correlate(Enrolment)
    .scalar_subquery()
    .label("done")
)


_RENEWS = (
    exists()
    .where(
        Qualified.club_id == Enrolment.club_id,
        Qualified.firm_id == Enrolment.firm_id,
        Qualified.enrolment_id == Enrolment.id,
        Qualified.expires_on.is_not(None),
    )
    .correlate(Enrolment)
    .label("renews")
)


def next_lesson(column: Any) -> Any:
    """A column of the first lesson that is not done yet."""
    return (
        select(column)
        .join(CourseModule, and_(CourseModule.club_id == Lesson.club_id, CourseModule.id == Lesson.module_id))
        .where(_IN_COURSE, ~_WAS_DONE)
        .order_by(CourseModule.position, CourseModule.id, Lesson.position, Lesson.id)
        .limit(1)
        .correlate(Enrolment)
        .scalar_subquery()
        .label(f"next_{column.key}")
    )


LEARNING = reads(
    select(
        Enrolment.ref,
        Enrolment.round,
        Enrolment.begun_at,
        Enrolment.due_on,
        Enrolment.finished_at,
        Course.slug,
        Course.title,
        Course.lang,
        Course.status,
        Certificate.link_ref,
        Certificate.expires_on,
        _RENEWS,
        PUBLISHED,
        DONE,
        next_lesson(Lesson.number),
        next_lesson(Lesson.title),
    )
    .join(Course, _ITS_COURSE)
    .outerjoin(Certificate, _ITS_CERTIFICATE)
    .where(Enrolment.membership_id == bindparam("membership_id"))
    .order_by(Enrolment.finished_at.is_not(None), func.coalesce(Enrolment.last_at, Enrolment.begun_at).desc())
    .limit(MOST_COURSES)
)
_ITS_MEMBER = and_(
    Membership.club_id == Enrolment.club_id,
    Membership.firm_id == Enrolment.firm_id,
    Membership.id == Enrolment.membership_id,
)
HOW_FAR = reads(
    select(func.count(Enrolment.id).label("all"), func.count(Enrolment.finished_at).label("finished"))
    .select_from(Enrolment)
    .join(Membership, _ITS_MEMBER)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Membership.left_at.is_(None), MAY_SEE)
)
PEOPLE = reads(
    select(
        Enrolment.ref,
        Membership.name,
        Department.name.label("department"),
        Course.slug,
        Course.title,
        Enrolment.due_on,
        Enrolment.extended_at,
        Enrolment.finished_at,
        Enrolment.last_at,
        PUBLISHED,
        DONE,
        next_lesson(Lesson.title),
    )
    .select_from(Enrolment)
    .join(Course, _ITS_COURSE)
    .join(Membership, _ITS_MEMBER)
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(Membership.left_at.is_(None), MAY_SEE)
    .order_by(Enrolment.finished_at.is_not(None), Course.title, Membership.name, Enrolment.id)
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)
"""How far people of a firm are: all of them, or those of the departments that somebody leads, and oneself."""
MAY_PUT_OFF = reads(
    select(Enrolment.id, Membership.name)
    .select_from(Enrolment)
    .join(Membership, _ITS_MEMBER)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Membership.left_at.is_(None), MAY_SEE, Enrolment.finished_at.is_(None), Enrolment.ref == bindparam("ref"))
)
ASSIGNABLE = reads(
    select(Membership.id, Membership.ref, Membership.name)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Membership.left_at.is_(None), Membership.role.in_(TAKING), MAY_SEE)
    .order_by(Membership.name, Membership.id)
    .limit(MOST_PEOPLE)
)
OPEN_COURSES = reads(
    select(Course.id, Course.slug, Course.title)
    .where(Course.status == CourseStatus.PUBLISHED)
    .order_by(Course.title, Course.id)
    .limit(MOST_COURSES)
)
CERTIFICATE = reads(
    select(
        Certificate.ref,
        Certificate.name,
        Certificate.firm_name,
        Certificate.title,
        Certificate.lang,
        Certificate.lessons,
        Certificate.issued_on,
        Certificate.expires_on,
        Certificate.link_ref,
        Certificate.stored_as,
        Certificate.failed,
    ).where(Certificate.ref == bindparam("ref"))
)
DEADLINES = reads(
    select(Enrolment.ref, Enrolment.due_on, Course.title, Course.slug, PUBLISHED, DONE)
    .join(Course, _ITS_COURSE)
    .where(
        Enrolment.membership_id == bindparam("membership_id"),
        Enrolment.due_on.is_not(None),
        Enrolment.finished_at.is_(None),
    )
    .order_by(Enrolment.due_on, Enrolment.id)
    .limit(MOST_COURSES)
)
FIRMS = reads(select(Firm.id).order_by(Firm.id))
TAKEN = reads(select(Enrolment.id).where(Enrolment.course_id == bindparam("course_id")).limit(1))
UNFINISHED = reads(
    select(Enrolment.id)
    .where(Enrolment.finished_at.is_(None), Enrolment.course_id == bindparam("course_id"))
    .order_by(Enrolment.id)
)
DATED = reads(
    select(Enrolment.id)
    .join(
        Membership,
        and_(
            Membership.club_id == Enrolment.club_id,
            Membership.firm_id == Enrolment.firm_id,
            Membership.id == Enrolment.membership_id,
        ),
    )
    .where(Enrolment.finished_at.is_(None), Enrolment.due_on.is_not(None), Membership.left_at.is_(None))
    .order_by(Enrolment.id)
)
ARCHIVE = reads(
    select(
        Enrolment.ref,
        Membership.ref.label("person"),
        Course.title.label("course"),
        Enrolment.round,
        Enrolment.begun_at,
        Enrolment.due_on,
        Enrolment.finished_at,
        Certificate.ref.label("certificate"),
        Certificate.issued_on,
        Certificate.expires_on,
    )
    .join(Course, _ITS_COURSE)
    .join(
        Membership,
        and_(
            Membership.club_id == Enrolment.club_id,
            Membership.firm_id == Enrolment.firm_id,
            Membership.id == Enrolment.membership_id,
        ),
    )
    .outerjoin(Certificate, _ITS_CERTIFICATE)
    .order_by(Enrolment.id)
)
ARCHIVED_LESSONS = reads(
    select(Enrolment.ref.label("enrolment"), Lesson.title.label("lesson"), LessonDone.done_at, LessonDone.by)
    .join(Enrolment, OF_ENROLMENT)
    .join(Lesson, and_(Lesson.club_id == LessonDone.club_id, Lesson.id == LessonDone.lesson_id))
    .order_by(LessonDone.id)
)
