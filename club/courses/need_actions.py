"""What a course grants, and what it and its lessons ask for first; nothing may come to wait for itself."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import session
from club.core.i18n import pick
from club.core.refusals import Refused
from club.core.scope import current
from club.courses.circle_rules import Waiting, circle, in_a_circle, stuck, waiting_for
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.qualification_models import CourseQualification, Part, Qualification


def ask(
    course: Course,
    *,
    courses: Collection[int] = (),
    granted: Collection[int] = (),
    qualifications: Collection[int] = (),
) -> None:
    """Say what a course grants, and which courses and qualifications come first; of what it grants it asks nothing.

    Refused where courses would wait for each other. Two who save at once do so one after the other.
    """
    session().get_one(Club, current().club, with_for_update={"key_share": True})
    with _refusing_circles(_courses_waiting, Course, course.id):
        _set(CourseNeed, "course_id", course.id, courses)
        _tie(course, granted, qualifications)


def ask_lessons(course: Course, lesson: Lesson, needed: Collection[int]) -> None:
    """Say which lessons of the course have to be done first. Refused where they would wait for each other."""
    of_course = select(Lesson.id).where(Lesson.course_id == course.id, Lesson.ended_at.is_(None))
    there = set(session().scalars(of_course))
    with _refusing_circles(lambda: _lessons_waiting(there), Lesson, lesson.id):
        _set(LessonNeed, "lesson_id", lesson.id, [one for one in needed if one in there - {lesson.id}])


@contextmanager
def _refusing_circles(waiting: Callable[[], Waiting], model: Any, one: int) -> Iterator[None]:
    """Refuse what would let anything wait for itself that did not before."""
    before = stuck(waiting())
    yield
    now = waiting()
    if caught := stuck(now) - before:
        steps = circle(now, one if one in caught else min(caught))
        titles = dict(_pairs(select(model.id, model.title).where(model.id.in_([step for step, _name in steps]))))
        raise Refused(in_a_circle([(titles[step], name) for step, name in steps]))


def _courses_waiting() -> Waiting:
    """What courses wait for; one that takes nobody new grants nothing."""
    tied = select(CourseQualification.course_id, CourseQualification.qualification_id)
    named = tied.add_columns(Qualification.name_en, Qualification.name_zh).join(
        Qualification, Qualification.id == CourseQualification.qualification_id
    )
    granting = tied.join(Course, Course.id == CourseQualification.course_id).where(
        CourseQualification.part == Part.GRANTED, Course.status != CourseStatus.RETIRED
    )
    grants: dict[int, list[int]] = {}
    for course, qualification in _pairs(granting.order_by(CourseQualification.course_id)):
        grants.setdefault(qualification, []).append(course)
    asked = session().execute(named.where(CourseQualification.part == Part.NEEDED))
    return waiting_for(
        _pairs(select(CourseNeed.course_id, CourseNeed.needs_id)),
        asked=[(row.course_id, row.qualification_id, pick(row.name_en, row.name_zh or row.name_en)) for row in asked],
        grants=grants,
    )


def _lessons_waiting(of_course: Collection[int]) -> Waiting:
    return waiting_for(
        _pairs(select(LessonNeed.lesson_id, LessonNeed.needs_id).where(LessonNeed.lesson_id.in_(of_course)))
    )


def _pairs(asked: Any) -> list[Any]:
    return [tuple(row) for row in session().execute(asked)]


def _set(model: Any, column: str, one: int, needed: Collection[int]) -> None:
    held = {row.needs_id: row for row in session().scalars(select(model).where(getattr(model, column) == one))}
    for gone in held.keys() - set(needed):
        session().delete(held[gone])
    for new in set(needed) - held.keys():
        session().add(model(**{column: one, "needs_id": new}))
    session().flush()


def _tie(course: Course, granted: Collection[int], needed: Collection[int]) -> None:
    wanted = dict.fromkeys(needed, Part.NEEDED) | dict.fromkeys(granted, Part.GRANTED)
    of_course = select(CourseQualification).where(CourseQualification.course_id == course.id)
    held = {row.qualification_id: row for row in session().scalars(of_course)}
    for gone in held.keys() - wanted.keys():
        session().delete(held[gone])
    for one, part in wanted.items():
        if one in held:
            held[one].part = part
        else:
            session().add(CourseQualification(course_id=course.id, qualification_id=one, part=part))
    session().flush()
