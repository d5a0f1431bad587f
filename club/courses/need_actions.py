"""What a course grants, and what it and its lessons ask for first; nothing may come to wait for itself."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from club.core.db import session
from club.courses.circle_actions import COURSE, LESSON, in_a_course, in_the_club, one_by_one, refusing_circles
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.models import Course, Lesson
from club.courses.qualification_models import CourseQualification, Part


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
    one_by_one()
    with refusing_circles(in_the_club, (COURSE, course.id)):
        _set(CourseNeed, "course_id", course.id, courses)
        _tie(course, granted, qualifications)


def ask_lessons(course: Course, lesson: Lesson, needed: Collection[int]) -> None:
    """Say which lessons of the course have to be done first. Refused where they would wait for each other."""
    of_course = select(Lesson.id).where(Lesson.course_id == course.id, Lesson.ended_at.is_(None))
    there = set(session().scalars(of_course))
    with refusing_circles(lambda: in_a_course(there), (LESSON, lesson.id)):
        _set(LessonNeed, "lesson_id", lesson.id, [one for one in needed if one in there - {lesson.id}])


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
