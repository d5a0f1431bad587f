"""A class of the demo comes once a month, and gives a task of a course until its next date; somebody has longer."""

from datetime import timedelta

from sqlalchemy import select

from club.classes import actions
from club.classes.models import ClassSession, Registration, Standing
from club.classes.rules import Every
from club.core import clock
from club.core.db import session
from club.courses import homework_actions
from club.courses.models import Course, Lesson
from club.courses.task_models import LessonTask
from club.demo.classes import FULL
from club.demo.scopes import at_desk, in_firm
from club.firms.models import Membership

COURSE = "first-ninety-days-at-the-counter"
TIMES = 3


def seed_homework(club_id: int, *, by: int) -> None:
    """Make a series of the round table, once; its first date gives what the course asks for."""
    with at_desk(club_id, by):
        row = session().scalars(select(ClassSession).where(ClassSession.slug == FULL.slug)).one()
        if row.series:
            return
        following = actions.repeat(row, Every.MONTH, TIMES, by=by)
        asked = select(Lesson).join(LessonTask, LessonTask.lesson_id == Lesson.id)
        of_course = asked.join(Course, Course.id == Lesson.course_id).where(Course.slug == COURSE)
        homework_actions.give(row, session().scalars(of_course.order_by(Lesson.number).limit(1)).one())
        placed = select(Registration.firm_id, Registration.person_id, Registration.class_id).where(
            Registration.class_id == row.id, Registration.person_id.is_not(None), Registration.status == Standing.PLACED
        )
        sent, day = session().execute(placed.order_by(Registration.number)).first(), following[0].day
    if sent is not None:
        with in_firm(club_id, sent.firm_id):
            member = session().scalars(select(Membership).where(Membership.person_id == sent.person_id)).one()
            held = session().get_one(ClassSession, sent.class_id)
            homework_actions.put_off(member, held, day + timedelta(days=7), before=day, at=clock.now())
