"""Tasks: what is asked is set, seen when it happens in the firm, or handed in in words and graded."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from club.core import audit, clock, outbox
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.courses import learning_actions, task_rules
from club.courses.anew_actions import sit_exam_anew
from club.courses.learning_models import DoneBy, Enrolment
from club.courses.letters import AnswerWaits, TaskGraded
from club.courses.models import Course, Lesson
from club.courses.task_models import Asks, Grade, LessonTask, TaskAnswer
from club.courses.task_queries import OF_CLUB, OPEN, QUEUE, TEACHING, work_of_firm
from club.courses.task_rules import Task
from club.courses.telling import tell, tell_teacher
from club.documents.followers import follows_publication
from club.documents.models import Document, Revision
from club.exams.finishing import when_finished
from club.exams.models import Attempt
from club.firms.days import days_here
from club.firms.models import Firm, Membership
from club.people.models import Person
from club.policy import CLUB, Can, ClubRole

SEE, TAKE_GRADE, ANSWER_WAITS = "courses.see", "courses.take_grade", "courses.answer_waits"


def ask(lesson: Lesson, task: Task) -> None:
    """Say what a lesson asks to be done. Refused where the system could not tell it from anything else."""
    if (refusal := task_rules.lacks(task)) is not None:
        raise Refused(refusal)
    held = session().scalars(select(LessonTask).where(LessonTask.lesson_id == lesson.id)).first()
    if held is None:
        held = LessonTask(lesson_id=lesson.id)
        session().add(held)
    held.asks, held.template_id, held.kind, held.people = task.asks, task.template_id, task.kind, task.people
    session().flush()


@follows_publication
def _see_once_in_force(_document: Document, revision: Revision) -> None:
    outbox.order(SEE, after=max(days_here().begins(revision.effective_on) - clock.now(), timedelta()))


@when_finished
def _see_whoever_passed(attempt: Attempt) -> None:
    if attempt.passed:
        outbox.order(SEE)


@outbox.handles(SEE)
def see(*, met: int = 0) -> None:
    """Mark the tasks as done that the people and texts of this firm have done by now, once a course waits for nothing.

    `met` is an enrolment of somebody who has met what its course asks for, perhaps in another firm.
    """
    today = days_here().today()
    rows = read(OPEN, today=today, met=met).all()
    if not rows:
        return
    work = work_of_firm(today)
    for row in rows:
        task, since = Task(row.asks, row.template_id, row.kind, row.people), row.begun_at if row.is_anew else None
        if (
            since is not None and row.asks is Asks.OWN_EXAM
        ):  # the lesson, or the firm's copy, may be newer than its course
            sit_exam_anew(row.template_id, session().get_one(Membership, row.membership_id), since=since)
        if task_rules.is_done(task, work, member=row.membership_id, since=since):
            enrolment = session().get_one(Enrolment, row.enrolment_id, with_for_update=True)
            course = session().get_one(Course, enrolment.course_id)
            learning_actions.mark(enrolment, course, row.lesson_id, by=DoneBy.SEEN, at=clock.now())


def hand_in(course: Course, lesson: Lesson, enrolment: Enrolment, words: str, *, at: datetime) -> TaskAnswer:
    """Hand an answer in to the instructors. Refused while one waits for them."""
    open_ = select(TaskAnswer.id).where(
        TaskAnswer.lesson_id == lesson.id, TaskAnswer.enrolment == enrolment.ref, TaskAnswer.graded_at.is_(None)
    )
    if session().scalars(open_).first() is not None:
        raise Refused(task_rules.HANDED_IN)
    member = session().get_one(Membership, enrolment.membership_id)
    answer = TaskAnswer(
        course_id=course.id,
        lesson_id=lesson.id,
        enrolment=enrolment.ref,
        person_id=enrolment.person_id,
        name=member.name,
        firm_name=session().get_one(Firm, current().firm).name,
        words=words,
        handed_at=at,
    )
    session().add(answer)
    session().flush()
    audit.record(Did.TASK_HANDED_IN, answer.ref, course=course.ref)
    outbox.order(ANSWER_WAITS, scope=Scope(current().club, staff=True), answer=answer.ref)
    return answer


@outbox.handles(ANSWER_WAITS)
def tell_instructors(*, answer: str) -> None:
    """Tell whoever follows the course that an answer waits, unless an earlier one does as well."""
    given: Any = session().scalars(select(TaskAnswer).where(TaskAnswer.ref == answer)).one()
    first = read(QUEUE, course_id=given.course_id).first()
    if first is None or first.ref != answer:
        return
    course = session().get_one(Course, given.course_id)
    teaching = read(TEACHING, course_id=course.id, roles=following(Can.COURSE_FOLLOW)).scalars().all()
    people = teaching or read(OF_CLUB, roles=following(Can.COURSE_PUBLISH)).scalars().all()
    for person in session().scalars(select(Person).where(Person.id.in_(people)).order_by(Person.id)):
        tell_teacher(person, AnswerWaits, course, link=absolute("courses.grading", slug=course.slug))


def following(can: Can) -> list[ClubRole]:
    """The roles of a club that hold a permission."""
    return [role for role, held in CLUB.items() if can in held]


def grade(answer: TaskAnswer, verdict: Grade, remark: str, *, by: int, at: datetime) -> None:
    """Say whether an answer will do; whoever handed it in is told inside their firm."""
    if answer.person_id == by:
        raise Refused(task_rules.OWN_ANSWER)
    if answer.graded_at is not None:
        raise Refused(task_rules.GRADED)
    answer.graded_at, answer.graded_by_id, answer.grade, answer.remark = at, by, verdict, remark
    audit.record(Did.TASK_GRADED, answer.ref, about_firm=answer.firm_id, grade=verdict.value)
    outbox.order(TAKE_GRADE, scope=Scope(current().club, firm=answer.firm_id), answer=answer.ref)


@outbox.handles(TAKE_GRADE)
def take_grade(*, answer: str) -> None:
    """In the firm: tell whoever handed the answer in, and mark the lesson where it will do."""
    given: Any = session().scalars(select(TaskAnswer).where(TaskAnswer.ref == answer)).one()
    held = select(Enrolment).where(Enrolment.ref == given.enrolment).with_for_update()
    enrolment, course = session().scalars(held).one(), session().get_one(Course, given.course_id)
    if given.grade is Grade.PASSED:
        learning_actions.mark(enrolment, course, given.lesson_id, by=DoneBy.GRADED, at=clock.now())
    member = session().get_one(Membership, enrolment.membership_id)
    lesson = session().get_one(Lesson, given.lesson_id)
    facts = {"lesson": lesson.title, "is_passed": given.grade is Grade.PASSED, "remark": given.remark}
    tell(member, TaskGraded, course, **facts)
