"""What a course and its lessons ask for first; nothing may come to wait for itself."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select

from club.core.db import session
from club.core.refusals import Refused
from club.courses import learning_rules as rules
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.models import Course, Lesson


def ask_courses(course: Course, needed: Collection[int]) -> None:
    """Say which courses have to be finished first. Refused where they would wait for each other."""
    everything = session().execute(select(CourseNeed.course_id, CourseNeed.needs_id).with_for_update()).all()
    _refuse_cycle(everything, course.id, needed)
    _set(CourseNeed, "course_id", course.id, needed)


def ask_lessons(course: Course, lesson: Lesson, needed: Collection[int]) -> None:
    """Say which lessons of the course have to be done first. Refused where they would wait for each other."""
    of_course = select(Lesson.id).where(Lesson.course_id == course.id, Lesson.ended_at.is_(None))
    there = set(session().scalars(of_course)) - {lesson.id}
    everything = session().execute(
        select(LessonNeed.lesson_id, LessonNeed.needs_id).where(LessonNeed.lesson_id.in_(there | {lesson.id}))
    )
    asked = [one for one in needed if one in there]
    _refuse_cycle(everything.all(), lesson.id, asked)
    _set(LessonNeed, "lesson_id", lesson.id, asked)


def _refuse_cycle(everything: Iterable[Any], one: int, needed: Collection[int]) -> None:
    others: dict[int, list[int]] = {}
    for asking, asked in everything:
        if asking != one:
            others.setdefault(asking, []).append(asked)
    if any(rules.closes_cycle(others, one, wanted) for wanted in needed):
        raise Refused(rules.CYCLE)


def _set(model: Any, column: str, one: int, needed: Collection[int]) -> None:
    held = {row.needs_id: row for row in session().scalars(select(model).where(getattr(model, column) == one))}
    for gone in held.keys() - set(needed):
        session().delete(held[gone])
    for new in set(needed) - held.keys():
        session().add(model(**{column: one, "needs_id": new}))
    session().flush()
