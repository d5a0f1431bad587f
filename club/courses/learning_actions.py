"""Somebody begins a course, does its lessons, and finishes it; a lead gives it to people and puts a day off."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.core import audit, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.refusals import Refused
from club.courses import learning_rules as rules
from club.courses.anew_actions import is_refreshed, sit_exams_anew
from club.courses.certificate_actions import issue
from club.courses.learning_models import DoneBy, Enrolment, LessonDone
from club.courses.letters import CourseGiven, CoursePutOff
from club.courses.models import Course, Lesson
from club.courses.qualification_actions import grant
from club.courses.rules import ASKING
from club.courses.telling import tell
from club.courses.way_queries import my_way
from club.firms.days import days_here
from club.firms.models import Membership


def begin(course: Course, member: Membership, *, at: datetime, by: int | None = None) -> Enrolment:
    """Let somebody take a course; whoever is in it already, or has finished it, stays as they are.

    Refused for a course that takes nobody new. Two who begin at once make one.
    """
    if (held := _latest(course, member)) is not None:
        return held
    if (refusal := rules.may_begin(course.status)) is not None:
        raise Refused(refusal)
    return _added(course, member, number=1, at=at, by=by)


def begin_again(course: Course, member: Membership, *, at: datetime) -> Enrolment:
    """Let somebody take a course anew that they finished; what they had stays."""
    held = _latest(course, member)
    if held is None or held.finished_at is None:
        return begin(course, member, at=at)
    if (refusal := rules.may_begin(course.status)) is not None:
        raise Refused(refusal)
    return _added(course, member, number=held.round + 1, at=at, by=None)


def give(
    course: Course, members: Collection[Membership], *, due_on: date | None, today: date, by: int, at: datetime
) -> int:
    """Give a course to people, with the day by which they are to finish; returns to how many it was new."""
    if not members:
        raise Refused(rules.NOBODY)
    if len(members) > rules.MOST_ASSIGNED:
        raise Refused(rules.TOO_MANY)
    if due_on is not None and due_on < today:
        raise Refused(rules.PAST)
    told = [member for member in members if _give_one(course, member, due_on=due_on, by=by, at=at)]
    audit.record(Did.COURSE_GIVEN, course.ref, people=len(told), due_on=due_on.isoformat() if due_on else None)
    return len(told)


def _give_one(course: Course, member: Membership, *, due_on: date | None, by: int, at: datetime) -> bool:
    """Give one person a course and tell them; False where there is no news in it, or they have a day of their own."""
    held = _latest(course, member)
    is_same = held is not None and held.by_id is not None and held.due_on == due_on
    if held is not None and (held.finished_at or held.extended_at or is_same):
        return False
    enrolment = held or begin(course, member, at=at, by=by)
    enrolment.by_id, enrolment.due_on = by, due_on
    tell(member, CourseGiven, course, due_on=due_on)
    return True


def put_off(enrolment: Enrolment, due_on: date, *, today: date, at: datetime) -> None:
    """Give somebody more time, or less, and tell them; the day that they have is no news."""
    if due_on < today:
        raise Refused(rules.PAST)
    if enrolment.due_on == due_on:
        return
    enrolment.due_on, enrolment.extended_at = due_on, at
    audit.record(Did.COURSE_PUT_OFF, enrolment.ref, due_on=due_on.isoformat())
    member = session().get_one(Membership, enrolment.membership_id)
    tell(member, CoursePutOff, session().get_one(Course, enrolment.course_id), due_on=due_on)


def do_lesson(course: Course, lesson: Lesson, member: Membership, *, at: datetime) -> Enrolment:
    """Whoever learns says that a lesson is done. Refused while something is missing for it."""
    held = _latest(course, member)
    if held is None:
        raise Refused(rules.NOT_IN_IT)
    if lesson.sort in ASKING:
        raise Refused(rules.NOT_BY_HAND)
    if my_way(course.id, [lesson.id], firms=[member.firm_id], today=days_here().today()).missing.get(lesson.id):
        raise Refused(rules.LOCKED)
    mark(held, course, lesson.id, by=DoneBy.SELF, at=at)
    return held


def mark(enrolment: Enrolment, course: Course, lesson_id: int, *, by: DoneBy, at: datetime) -> None:
    """Write down that a lesson is done, once; the last one finishes the course. The enrolment is held."""
    there = select(LessonDone.id).where(LessonDone.enrolment_id == enrolment.id, LessonDone.lesson_id == lesson_id)
    if session().scalars(there).first() is not None:
        return
    facts = {"enrolment_id": enrolment.id, "lesson_id": lesson_id, "person_id": enrolment.person_id}
    session().add(LessonDone(**facts, done_at=at, by=by))
    enrolment.last_at = at
    session().flush()
    outbox.order("courses.count", course=course.id)
    audit.record(Did.LESSON_DONE, enrolment.ref, lesson=lesson_id, by=by.value)
    settle(enrolment, course, at=at)


def settle(enrolment: Enrolment, course: Course, *, at: datetime) -> None:
    """Finish a course once every published lesson is done, so that others no longer wait for it; it stays finished."""
    if enrolment.finished_at is not None:
        return
    out = select(Lesson.id).where(
        Lesson.course_id == course.id, Lesson.published_at.is_not(None), Lesson.ended_at.is_(None)
    )
    published = set(session().scalars(out))
    done = set(session().scalars(select(LessonDone.lesson_id).where(LessonDone.enrolment_id == enrolment.id)))
    if not rules.is_finished(published, done):
        return
    enrolment.finished_at = at
    audit.record(Did.COURSE_FINISHED, enrolment.ref, course=course.ref)
    issue(enrolment, course, lessons=len(published), at=at)
    grant(enrolment, course, on=days_here().of(at))
    outbox.order("courses.see")


def _latest(course: Course, member: Membership) -> Enrolment | None:
    """Somebody's latest way through a course, held until this commit ends."""
    every = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.membership_id == member.id)
    newest = every.order_by(Enrolment.round.desc()).limit(1).with_for_update()
    found: Enrolment | None = session().scalars(newest).first()
    return found


def _added(course: Course, member: Membership, *, number: int, at: datetime, by: int | None) -> Enrolment:
    facts = {"course_id": course.id, "membership_id": member.id, "person_id": member.person_id}
    is_anew = number > 1 or is_refreshed(course, member, today=days_here().of(at))
    enrolment = Enrolment(**facts, round=number, is_anew=is_anew, begun_at=at, by_id=by)
    try:
        with session().begin_nested():
            session().add(enrolment)
    except IntegrityError:
        held = _latest(course, member)
        if held is None:
            raise
        return held
    audit.record(Did.COURSE_BEGUN, enrolment.ref, course=course.ref, round=number)
    if is_anew:
        sit_exams_anew(enrolment, member)
    outbox.order("courses.see")
    outbox.order("courses.count", course=course.id)
    return enrolment
