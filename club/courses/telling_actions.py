"""What the clock and a changed course do in every firm: remind of a day, finish what has nothing left."""

from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.db import read, session
from club.core.scope import Scope, current
from club.courses import (
    homework_actions,
    learning_actions,
    learning_rules,
    qualification_actions,
    tally_actions,
    task_actions,
)
from club.courses.learning_models import Enrolment
from club.courses.learning_queries import DATED, FIRMS, TAKEN, UNFINISHED
from club.courses.letters import CourseDue
from club.courses.models import Course
from club.courses.telling import tell
from club.firms.days import days_here
from club.firms.models import Membership

EVERY_CLUB, EVERY_FIRM, ONE_FIRM, SETTLE, SETTLE_HERE = (
    f"courses.{verb}" for verb in ("every_club", "every_firm", "one_firm", "settle", "settle_here")
)


@outbox.handles(EVERY_CLUB, is_daily=True)
def _every_day() -> None:
    """In every club that is open, see who is to be reminded."""
    for club_id in session().scalars(select(Club.id).where(Club.suspended_at.is_(None))):
        outbox.order(EVERY_FIRM, scope=Scope(club_id))


@outbox.handles(EVERY_FIRM)
def _each_firm() -> None:
    for firm_id in read(FIRMS).scalars():
        outbox.order(ONE_FIRM, scope=Scope(current().club, firm=firm_id))


@outbox.handles(ONE_FIRM)
def remind() -> None:
    """See what was done, and remind whoever has a day that is near or over, homework, or a qualification that ends."""
    today = days_here().today()
    task_actions.see()
    qualification_actions.remind(today)
    homework_actions.order_reminders(today)
    for enrolment_id in read(DATED).scalars().all():
        enrolment = session().get_one(Enrolment, enrolment_id, with_for_update=True)
        word = learning_rules.reminder(enrolment.due_on, today=today, told=enrolment.reminded)
        if word and enrolment.due_on is not None:
            enrolment.reminded = word
            member = session().get_one(Membership, enrolment.membership_id)
            course = session().get_one(Course, enrolment.course_id)
            tell(member, CourseDue, course, due_on=enrolment.due_on, is_late=word.startswith("late"))


@outbox.handles(SETTLE)
def settle(*, course: int) -> None:
    """A lesson came or went: a firm may have done it already, and whoever had only one left has finished the course."""
    for firm_id in read(FIRMS).scalars():
        outbox.order(SETTLE_HERE, scope=Scope(current().club, firm=firm_id), course=course)


@outbox.handles(SETTLE_HERE)
def settle_here(*, course: int) -> None:
    """The same in one firm."""
    task_actions.see()
    found = session().get_one(Course, course)
    for enrolment_id in read(UNFINISHED, course_id=course).scalars().all():
        enrolment = session().get_one(Enrolment, enrolment_id, with_for_update=True)
        learning_actions.settle(enrolment, found, at=clock.now())
    if read(TAKEN, course_id=course).first() is not None:
        tally_actions.count(course=course)
