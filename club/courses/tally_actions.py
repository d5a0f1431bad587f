"""A firm counts its people in a course for the instructors, and passes on what they write to the group."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.scope import Scope, current
from club.courses.learning_models import Enrolment
from club.courses.learning_queries import FIRMS
from club.courses.letters import CourseNote
from club.courses.models import Course, Lesson
from club.courses.tally_models import CourseTally
from club.courses.tally_queries import DONE_OF_EACH, WAYS
from club.courses.telling import tell
from club.firms.models import Membership

COUNT, WRITE, WRITE_HERE = "courses.count", "courses.write", "courses.write_here"


@outbox.handles(COUNT)
def count(*, course: int) -> None:
    """Count anew where the people of this firm are in a course, one count after the other."""
    own = select(CourseTally).where(CourseTally.course_id == course, CourseTally.firm_id == current().firm)
    tally = session().scalars(own.with_for_update()).first()
    if tally is None:
        tally = CourseTally(course_id=course, firm_id=current().firm, people=0, finished=0, as_of=clock.now())
        session().add(tally)
        session().flush()
    ways = read(WAYS, course_id=course).all()
    done = {row.lesson_id: row.people for row in read(DONE_OF_EACH, course_id=course)}
    here = Counter(way.next_id for way in ways if way.finished_at is None and way.next_id is not None)
    tally.people = len(ways)
    tally.finished = sum(way.finished_at is not None for way in ways)
    tally.lessons = [[one, done.get(one, 0), here[one]] for one in sorted(done.keys() | here.keys())]
    tally.named = [
        [way.name, way.done, way.published, way.next_title or "" if way.finished_at is None else ""]
        for way in ways
        if way.is_shown
    ]
    tally.as_of = clock.now()


def show_name(enrolment: Enrolment, *, is_shown: bool) -> None:
    """Let the course’s instructors see the name of whoever learns, or see it no more."""
    enrolment.is_shown = is_shown
    record(Did.COURSE_NAME_SHOWN, enrolment.ref, shown=is_shown)
    outbox.order(COUNT, course=enrolment.course_id)


def write_to_group(course: Course, words: str, *, lesson: int | None, by: str, at: datetime) -> None:
    """Write to everybody on the way through a course, or who stands at a lesson; who that is, only their firms know."""
    record(Did.COURSE_GROUP_WRITTEN, course.ref, lesson=lesson)
    outbox.order(WRITE, course=course.id, words=words, by=by, at=at.isoformat(), lesson=lesson)


@outbox.handles(WRITE)
def _to_each_firm(**letter: Any) -> None:
    for firm_id in read(FIRMS).scalars():
        outbox.order(WRITE_HERE, scope=Scope(current().club, firm=firm_id), **letter)


@outbox.handles(WRITE_HERE)
def _to_each_person(
    *,
    course: int,
    words: str,
    by: str,
    at: str,  # noqa: ARG001  tells one letter from the next
    lesson: int | None = None,
) -> None:
    found = session().get_one(Course, course)
    at_lesson = session().get_one(Lesson, lesson).title if lesson else ""
    for way in read(WAYS, course_id=course):
        if way.finished_at is None and lesson in {None, way.next_id}:
            member = session().get_one(Membership, way.membership_id)
            tell(member, CourseNote, found, words=words, writer=by, lesson=at_lesson)
