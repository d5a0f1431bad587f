"""A class gives a lesson as homework, or takes it back; its people have another day, and are reminded of theirs."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.classes.ends import goes_with_draft
from club.classes.models import ClassSession
from club.core import outbox
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.courses.homework_models import ClassHomework, HomeworkDay
from club.courses.homework_queries import MINE, OPEN
from club.courses.homework_rules import MOST_GIVEN, REMIND_DAYS, THERE, TOO_MUCH, reminder
from club.courses.learning_rules import PAST
from club.courses.letters import AboutCourse, HomeworkDue, HomeworkPutOff
from club.courses.models import Lesson
from club.courses.telling import tell_of
from club.firms.days import days_here
from club.firms.models import Firm, Membership

REMIND = "courses.remind_homework"


def give(row: ClassSession, lesson: Lesson) -> None:
    """Let a class that is held give a lesson. Refused where it does already, or gives very many."""
    held = session().scalars(select(ClassHomework.lesson_id).where(ClassHomework.class_id == row.id)).all()
    if lesson.id in held:
        raise Refused(THERE)
    if len(held) >= MOST_GIVEN:
        raise Refused(TOO_MUCH)
    session().add(ClassHomework(class_id=row.id, lesson_id=lesson.id))
    record(Did.HOMEWORK_CHANGED, row.ref, given=lesson.ref)


def take_back(row: ClassSession, given: ClassHomework) -> None:
    """Let a class give a lesson no more; who did it has done it."""
    session().delete(given)
    record(Did.HOMEWORK_CHANGED, row.ref, taken_back=session().get_one(Lesson, given.lesson_id).ref)


@goes_with_draft
def _let_go(class_id: int) -> None:
    for given in session().scalars(select(ClassHomework).where(ClassHomework.class_id == class_id)):
        session().delete(given)
    session().flush()


def put_off(member: Membership, row: ClassSession, due_on: date, *, before: date | None, at: datetime) -> None:
    """Give somebody another day for what a class gives, and tell them; the day that they have `before` is no news."""
    if due_on < days_here().of(at):
        raise Refused(PAST)
    if due_on == before:
        return
    held = _day_of(member, row.id)
    held.due_on, held.extended_at = due_on, at
    record(Did.HOMEWORK_PUT_OFF, member.ref, session=row.ref, due_on=due_on.isoformat())
    _tell(member, HomeworkPutOff, row, due_on=due_on)


def order_reminders(today: date) -> None:
    """Order for each of the firm in scope whose homework is due soon that they are reminded, if they are not yet.

    Each is reminded in their own scope: what they have done in another of their firms counts as well.
    """
    for one in read(OPEN, today=today, soon=today + timedelta(days=REMIND_DAYS)):
        if reminder(one.due_on, held_on=one.held_on, today=today, told=one.reminded):
            scope = Scope(current().club, firm=current().firm, person=one.person_id)
            outbox.order(REMIND, scope=scope, member=one.membership_id, class_id=one.class_id)


@outbox.handles(REMIND)
def remind(*, member: int, class_id: int) -> None:
    """Remind somebody of what they have not done of the homework of a class, once of each day."""
    found, today = session().get_one(Membership, member), days_here().today()
    mine = [one for one in read(MINE, person_id=found.person_id) if one.class_id == class_id and not one.is_done]
    if not mine or found.left_at is not None:
        return
    held, due_on = _day_of(found, class_id), mine[0].due_on
    word = reminder(due_on, held_on=mine[0].held_on, today=today, told=held.reminded)
    if word:
        held.reminded = word
        lessons = [one.title for one in mine]
        _tell(found, HomeworkDue, session().get_one(ClassSession, class_id), due_on=due_on, lessons=lessons)


def _day_of(member: Membership, class_id: int) -> HomeworkDay:
    """What is known of somebody and the homework of a class, held; two who ask at once find one."""
    asked = select(HomeworkDay).where(HomeworkDay.class_id == class_id, HomeworkDay.membership_id == member.id)
    held = session().scalars(asked.with_for_update()).first()
    if held is not None:
        return held
    made = HomeworkDay(class_id=class_id, membership_id=member.id, person_id=member.person_id)
    try:
        with session().begin_nested():
            session().add(made)
    except IntegrityError:
        return session().scalars(asked.with_for_update()).one()
    return made


def _tell(member: Membership, letter: type[AboutCourse], row: ClassSession, **facts: object) -> None:
    slug = session().get_one(Firm, current().firm).slug
    link = absolute("learning.mine", firm=slug, part="homework")
    tell_of(member, letter, title=row.title, link=link, **facts)
