"""A class gives a lesson as homework, or takes it back; the row of the class is held meanwhile."""

from sqlalchemy import select

from club.classes.models import ClassSession
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.courses.homework_models import ClassHomework
from club.courses.homework_rules import MOST_GIVEN, THERE, TOO_MUCH
from club.courses.models import Lesson


def give(row: ClassSession, lesson: Lesson) -> None:
    """Let a class give a lesson. Refused where it does already, or gives very many."""
    held = session().scalars(select(ClassHomework.lesson_id).where(ClassHomework.class_id == row.id)).all()
    if lesson.id in held:
        raise Refused(THERE)
    if len(held) >= MOST_GIVEN:
        raise Refused(TOO_MUCH)
    session().add(ClassHomework(class_id=row.id, lesson_id=lesson.id))
    record(Did.HOMEWORK_CHANGED, row.ref, given=lesson.id)


def take_back(row: ClassSession, given: ClassHomework) -> None:
    """Let a class give a lesson no more; who did it has done it."""
    session().delete(given)
    record(Did.HOMEWORK_CHANGED, row.ref, taken_back=given.lesson_id)
