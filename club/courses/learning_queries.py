"""Reads of who takes which course: one’s own way through one, all of one’s courses, a firm’s people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Date, String, and_, bindparam, cast, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import aliased

from club.core.db import read
from club.core.i18n import pick
from club.core.walls import reads
from club.courses.learning_models import Certificate, CourseNeed, Enrolment, LessonDone, LessonNeed
from club.courses.learning_rules import Missing, missing
from club.courses.models import Course, CourseModule, CourseStatus, Lesson
from club.courses.qualification_models import CourseQualification, Part, Qualification, Qualified
from club.firms.models import Department, DepartmentLead, Firm, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF
from club.policy import FIRM, Can

MOST_COURSES = 200
MOST_PEOPLE = 1000
TAKING = [role for role, held in FIRM.items() if Can.COURSE_TAKE in held]
_OF_ENROLMENT = and_(
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
_WAS_DONE = exists().where(_OF_ENROLMENT, LessonDone.lesson_id == Lesson.id).correlate(Enrolment, Lesson)
PUBLISHED = select(func.count(Lesson.id)).where(_IN_COURSE).correlate(Enrolment).scalar_subquery().label("published")
DONE = (
    select(func.count(LessonDone.id))
    .join(Lesson, and_(Lesson.club_id == LessonDone.club_id, Lesson.id == LessonDone.lesson_id, _OUT))
    .where(_OF_ENROLMENT)
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


MINE = reads(
    select(
        Enrolment.id,
        Enrolment.ref,
        Enrolment.firm_id,
        Enrolment.round,
        Enrolment.due_on,
        Enrolment.finished_at,
        Enrolment.is_shown,
        LessonDone.lesson_id,
    )
    .outerjoin(LessonDone, _OF_ENROLMENT)
    .where(Enrolment.course_id == bindparam("course_id"))
    .order_by(Enrolment.round, LessonDone.id),
    as_person=True,
)
"""What whoever asks has done of a course, in any of their firms."""
_needed = aliased(Course, name="needed")
_needed_lesson = aliased(Lesson, name="needed_lesson")
_asking = aliased(Lesson, name="asking")
_mine = aliased(Enrolment, name="mine")
_mine_qualified = aliased(Qualified, name="mine_qualified")
_granting = aliased(CourseQualification, name="granting")
_grants_it = (
    select(Course.slug)
    .join(_granting, and_(_granting.club_id == Course.club_id, _granting.course_id == Course.id))
    .where(
        _granting.club_id == CourseQualification.club_id,
        _granting.qualification_id == CourseQualification.qualification_id,
        _granting.part == Part.GRANTED,
        Course.status == CourseStatus.PUBLISHED,
    )
    .order_by(Course.id)
    .limit(1)
    .correlate(CourseQualification)
    .scalar_subquery()
)
NEEDS = reads(
    union_all(
        select(
            literal("course").label("sort"),
            cast(null(), Lesson.id.type).label("lesson_id"),
            CourseNeed.needs_id,
            _needed.slug.label("key"),
            _needed.title,
            literal("").label("title_zh"),
            exists()
            .where(_mine.course_id == CourseNeed.needs_id, _mine.finished_at.is_not(None))
            .correlate(CourseNeed)
            .label("is_met"),
        )
        .join(_needed, and_(_needed.club_id == CourseNeed.club_id, _needed.id == CourseNeed.needs_id))
        .where(CourseNeed.course_id == bindparam("course_id")),
        select(
            literal("lesson"),
            LessonNeed.lesson_id,
            LessonNeed.needs_id,
            cast(_needed_lesson.number, String),
            _needed_lesson.title,
            literal(""),
            literal(False),
        )
        .join(_asking, and_(_asking.club_id == LessonNeed.club_id, _asking.id == LessonNeed.lesson_id))
        .join(
            _needed_lesson,
            and_(_needed_lesson.club_id == LessonNeed.club_id, _needed_lesson.id == LessonNeed.needs_id),
        )
        .where(
            _asking.course_id == bindparam("course_id"),
            _needed_lesson.published_at.is_not(None),
            _needed_lesson.ended_at.is_(None),
        ),
        select(
            literal("qualification"),
            cast(null(), Lesson.id.type),
            CourseQualification.qualification_id,
            func.coalesce(_grants_it, ""),
            Qualification.name_en,
            Qualification.name_zh,
            exists()
            .where(
                _mine_qualified.qualification_id == CourseQualification.qualification_id,
                or_(_mine_qualified.expires_on.is_(None), _mine_qualified.expires_on >= bindparam("today", type_=Date)),
            )
            .correlate(CourseQualification),
        )
        .join(
            Qualification,
            and_(
                Qualification.club_id == CourseQualification.club_id,
                Qualification.id == CourseQualification.qualification_id,
            ),
        )
        .where(CourseQualification.course_id == bindparam("course_id"), CourseQualification.part == Part.NEEDED),
    ),
    as_person=True,
)
"""What a course asks for (courses, qualifications), and what its lessons ask of each other.

A lesson that is out no more is not waited for.
"""
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
MAY_SEE = or_(
    bindparam("sees_all"), DepartmentLead.membership_id == bindparam("viewer"), Membership.id == bindparam("viewer")
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
    .join(
        Membership,
        and_(
            Membership.club_id == Enrolment.club_id,
            Membership.firm_id == Enrolment.firm_id,
            Membership.id == Enrolment.membership_id,
        ),
    )
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(Membership.left_at.is_(None), MAY_SEE)
    .order_by(Enrolment.finished_at.is_not(None), Course.title, Membership.name, Enrolment.id)
    .limit(MOST_PEOPLE)
)
"""How far people of a firm are: all of them, or those of the departments that somebody leads, and oneself."""
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
    .join(Enrolment, _OF_ENROLMENT)
    .join(Lesson, and_(Lesson.club_id == LessonDone.club_id, Lesson.id == LessonDone.lesson_id))
    .order_by(LessonDone.id)
)


@dataclass(frozen=True)
class Way:
    """Somebody’s way through a course: what they have done, and what each lesson still waits for."""

    row: Any
    done: frozenset[int] = frozenset()
    missing: dict[int, list[Missing]] = field(default_factory=dict)
    of_course: tuple[Missing, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether the course was finished; it stays so, whatever becomes of it."""
        return self.row is not None and self.row.finished_at is not None


def my_way(course_id: int, lessons: Iterable[int], *, firms: Iterable[int], today: date) -> Way:
    """The way of whoever asks through a course: their latest in the first of their firms in which they take it."""
    rows = read(MINE, course_id=course_id).all()
    mine = next((found for firm in firms if (found := [row for row in rows if row.firm_id == firm])), [])
    latest = [row for row in mine if row.round == mine[-1].round]
    done = frozenset(row.lesson_id for row in latest if row.lesson_id is not None)
    needs = read(NEEDS, course_id=course_id, today=today).all()
    of_course = tuple(
        Missing(row.sort, row.key, pick(row.title, row.title_zh or row.title))
        for row in needs
        if row.sort != "lesson" and not row.is_met
    )
    if latest and latest[0].finished_at is not None:
        return Way(latest[0], done)
    return Way(latest[0] if latest else None, done, _missing(lessons, done, needs, of_course), of_course)


def _missing(
    lessons: Iterable[int], done: frozenset[int], needs: Iterable[Any], of_course: tuple[Missing, ...]
) -> dict[int, list[Missing]]:
    asked: dict[int, list[tuple[int, Missing]]] = {}
    for row in needs:
        if row.sort == "lesson":
            asked.setdefault(row.lesson_id, []).append((row.needs_id, Missing(row.sort, row.key, row.title)))
    found = {one: missing(lesson=one, done=done, needs=asked.get(one, ()), of_course=of_course) for one in lessons}
    return {one: lacks for one, lacks in found.items() if lacks}
