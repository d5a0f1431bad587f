"""A course taken anew: what it asks to be passed is sat anew, so that no old pass stands for what is known today."""

from datetime import date, datetime

from sqlalchemy import select

from club.core.db import read, session
from club.courses.learning_models import Enrolment
from club.courses.models import Course, Lesson
from club.courses.qualification_queries import RENEWED
from club.courses.qualification_rules import is_refresher
from club.courses.task_models import Asks, LessonTask
from club.documents.models import Document
from club.exams.papers import SAT
from club.exams.round_actions import sit_anew
from club.firms.models import Membership


def is_refreshed(course: Course, member: Membership, *, today: date) -> bool:
    """Whether a course refreshes what somebody was qualified for, or is about to be no more."""
    return is_refresher(read(RENEWED, course_id=course.id, membership_id=member.id).scalars(), today=today)


def sit_exams_anew(enrolment: Enrolment, member: Membership) -> None:
    """Let every exam that the lessons of a course ask somebody to pass be sat anew, from its beginning on."""
    asked = (
        select(LessonTask.template_id)
        .join(Lesson, Lesson.id == LessonTask.lesson_id)
        .where(Lesson.course_id == enrolment.course_id, Lesson.ended_at.is_(None), LessonTask.asks == Asks.OWN_EXAM)
    )
    for template_id in session().scalars(asked).all():
        sit_exam_anew(template_id, member, since=enrolment.begun_at)


def sit_exam_anew(template_id: int | None, member: Membership, *, since: datetime) -> None:
    """Let the exams that the firm adopted from a template be sat anew."""
    adopted = select(Document).where(Document.template_id == template_id, Document.kind.in_(SAT))
    for document in session().scalars(adopted.order_by(Document.id)).all():
        sit_anew(document, member, since=since)
