"""A course of one exam that Lantern's people take again each year: one finished it, and sits its exam anew."""

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.courses import actions, learning_actions, lesson_actions, task_actions
from club.courses.actions import CourseFacts
from club.courses.lesson_actions import LessonFacts
from club.courses.models import Course, Sort
from club.courses.task_models import Asks
from club.courses.task_rules import Task
from club.demo.growth import morning
from club.demo.scopes import at_desk, in_firm
from club.documents.models import Document
from club.exams.papers import EXAM
from club.firms.models import Membership
from club.talks.models import Visibility

SLUG, NUMBER = "still-fit-to-go-live", "L014"
TAKEN, AGAIN = 20, 2
"""Days ago: when the course was finished by an exam that was passed before, and when it was taken again."""
FACTS = CourseFacts(
    title="Still fit to go live",
    lang="en",
    summary="Once a year whoever talks to customers passes the exam again: the standard has moved on since.",
    description="Read what changed in the standard of your firm, then sit its exam. It takes half an hour.",
    visibility=Visibility.MEMBERS,
    valid_months=12,
)


def seed_refreshing(club_id: int, firm_id: int, *, instructor: int) -> None:
    """Write the course and let somebody take it twice, once."""
    with in_firm(club_id, firm_id):
        exam = session().scalars(select(Document).where(Document.kind == EXAM, Document.template_id.is_not(None))).one()
        template_id = exam.template_id
    at = morning(TAKEN + 1)
    with at_desk(club_id, instructor), clock.telling_of(at):
        if session().scalars(select(Course.id).where(Course.slug == SLUG)).first() is not None:
            return
        course = actions.draft(FACTS, by=instructor, at=at, slug=SLUG)
        told = LessonFacts(title="Sit the exam of your firm", words="Sit it when you have an hour without customers.")
        module = lesson_actions.add_module(course, "The exam")
        lesson = lesson_actions.add_lesson(course, module, Sort.EXAM, told, at=at)
        task_actions.ask(lesson, Task(Asks.OWN_EXAM, template_id))
        lesson_actions.publish_lesson(course, lesson, at=at)
        actions.take_step(course, "publish", publishes=True, at=at)
    for days, begin in ((TAKEN, learning_actions.begin), (AGAIN, learning_actions.begin_again)):
        with clock.telling_of(morning(days)), in_firm(club_id, firm_id):
            course = session().scalars(select(Course).where(Course.slug == SLUG)).one()
            member = session().scalars(select(Membership).where(Membership.staff_number == NUMBER)).one()
            begin(course, member, at=morning(days))
            task_actions.see()
