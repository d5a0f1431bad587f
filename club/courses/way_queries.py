"""Somebody’s way through a course: what they have done, and what its lessons still wait for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Date, String, and_, bindparam, cast, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import aliased

from club.core.db import read
from club.core.i18n import pick
from club.core.walls import reads
from club.courses.learning_models import CourseNeed, Enrolment, LessonDone, LessonNeed
from club.courses.learning_queries import OF_ENROLMENT
from club.courses.learning_rules import Missing, missing
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.qualification_models import CourseQualification, Part, Qualification, Qualified

MINE = reads(
    select(
        Enrolment.id,
        Enrolment.ref,
        Enrolment.firm_id,
        Enrolment.round,
        Enrolment.is_anew,
        Enrolment.begun_at,
        Enrolment.due_on,
        Enrolment.finished_at,
        Enrolment.is_shown,
        LessonDone.lesson_id,
    )
    .outerjoin(LessonDone, OF_ENROLMENT)
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
