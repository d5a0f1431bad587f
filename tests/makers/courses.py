"""Courses."""

from itertools import count
from typing import Any

from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.courses.models import Charge, Course, CourseInstructor, CourseModule, CourseStatus, Lesson, Sort
from club.people.models import Person
from tests.makers.scopes import as_desk

_number = count(1)


def a_course(
    club: Club, *, lessons: int = 3, modules: int = 1, taught_by: Person | None = None, drafts: int = 0, **facts: Any
) -> Course:
    """A published course of short texts, spread over its modules, the last `drafts` of them not published."""
    number, now = next(_number), clock.now()
    values = {
        "slug": f"course-{number}",
        "title": f"Course {number}",
        "summary": "Of the makers.",
        "lang": "en",
        "status": CourseStatus.PUBLISHED,
        "written_at": now,
        "published_at": now,
        **facts,
    }
    with as_desk(club):
        course = Course(**values)
        session().add(course)
        session().flush()
        if taught_by is not None:
            facts_of = {"course_id": course.id, "person_id": taught_by.id}
            session().add(CourseInstructor(**facts_of, charge=Charge.LEAD, since_at=now))
        parts = [CourseModule(course_id=course.id, title=f"Module {n}", position=n) for n in range(1, modules + 1)]
        session().add_all(parts)
        session().flush()
        for n in range(1, lessons + 1):
            words = {"words": f"Words of lesson {n}.", "words_html": f"<p>Words of lesson {n}.</p>"}
            session().add(
                Lesson(
                    course_id=course.id,
                    module_id=parts[(n - 1) * modules // lessons].id,
                    number=n,
                    position=n,
                    sort=Sort.TEXT,
                    title=f"Lesson {n}",
                    written_at=now,
                    published_at=None if n > lessons - drafts else now,
                    **words,
                )
            )
        session().commit()
    return course
