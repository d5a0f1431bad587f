"""Lantern's service people in the course on their first ninety days: one finished, two are on the way, one is late."""

from datetime import datetime, timedelta

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.courses import learning_actions, lesson_actions, tally_actions, task_actions
from club.courses.learning_models import Enrolment
from club.courses.models import Course, Sort
from club.courses.task_models import Grade, TaskAnswer
from club.demo.growth import ZONE, morning
from club.demo.scopes import at_desk, in_firm
from club.documents.models import Document
from club.firms.models import Membership
from club.growth.course_actions import Courses
from club.growth.models import Placement

COURSE = "first-ninety-days-at-the-counter"
STAGE = "live"
"""The stage of the service ladder that the course belongs to."""
GIVEN, DAYS = 30, 33
"""Days ago, and the days that they got for it."""
LEARNED: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("L009", (29, 27, 24, 20, 17, 12)),
    ("L014", (28, 21, 9)),
    ("L018", (25,)),
    ("L002", (29, 26, 23, 19, 16, 8)),
)
"""Staff number, and the days ago on which they did a module’s worth of lessons."""
A_SITTING = 5
SHOWS_NAME = "L014"
HANDED_IN = (
    ("L009", 12, "Can I wash it with the curtains? Does the zip face the wall? Who pays when it comes on a holiday?"),
    ("L002", 8, "Is the 1.8 m one cut from two pieces? Can it be dyed? Why is the colour of the label another one?"),
)
"""Staff number, days ago, and what they wrote for the last lesson; the first of them was graded on the day after."""
REMARK = "Good questions. The second one is in the catalogue already; look under “fit”."


def seed_learning(club_id: int, firm_id: int, *, lead: int, instructor: int) -> None:
    """Give the course to service and let people learn, once."""
    with in_firm(club_id, firm_id, lead):
        if session().scalars(select(Enrolment.id)).first() is not None:
            return
    at = morning(GIVEN)
    with clock.telling_of(at), in_firm(club_id, firm_id, lead):
        numbers = [number for number, _days in LEARNED]
        members = session().scalars(select(Membership).where(Membership.staff_number.in_(numbers))).all()
        today = clock.today(ZONE)
        due_on = today + timedelta(days=DAYS)
        learning_actions.give(_course(), members, due_on=due_on, today=today, by=lead, at=at)
        placed = session().scalars(select(Placement).where(Placement.stage == STAGE)).first()
        if placed is not None:
            Courses().say(session().get_one(Document, placed.document_id), STAGE, COURSE)
    sittings = [(day, number, place) for number, days in LEARNED for place, day in enumerate(days)]
    for day, number, place in sorted(sittings, reverse=True):
        _sit(club_id, firm_id, number, day, place)
    for number, day, words in HANDED_IN:
        _hand_in(club_id, firm_id, number, morning(day) + timedelta(hours=2), words)
    _grade(club_id, firm_id, instructor, morning(HANDED_IN[0][1] - 1))
    with in_firm(club_id, firm_id, lead):
        tally_actions.count(course=_course().id)


def _sit(club_id: int, firm_id: int, number: str, days: int, place: int) -> None:
    with in_firm(club_id, firm_id):
        member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
        person = member.person_id
    at = morning(days)
    with clock.telling_of(at), in_firm(club_id, firm_id, person):
        course = _course()
        member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
        for lesson in lesson_actions.lessons_of(course)[place * A_SITTING : (place + 1) * A_SITTING]:
            if lesson.sort is not Sort.TASK:
                learning_actions.do_lesson(course, lesson, member, at=at)
        if number == SHOWS_NAME:
            _own(member).is_shown = True


def _hand_in(club_id: int, firm_id: int, number: str, at: datetime, words: str) -> None:
    with clock.telling_of(at), in_firm(club_id, firm_id):
        member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
        course = _course()
        last = lesson_actions.lessons_of(course)[-1]
        task_actions.hand_in(course, last, _own(member), words, at=at)


def _grade(club_id: int, firm_id: int, instructor: int, at: datetime) -> None:
    with clock.telling_of(at), at_desk(club_id, instructor):
        answer = session().scalars(select(TaskAnswer).order_by(TaskAnswer.id)).first()
        if answer is None:
            return
        task_actions.grade(answer, Grade.PASSED, REMARK, by=instructor, at=at)
        ref = answer.ref
    with clock.telling_of(at), in_firm(club_id, firm_id):
        task_actions.take_grade(answer=ref)


def _own(member: Membership) -> Enrolment:
    return session().scalars(select(Enrolment).where(Enrolment.membership_id == member.id)).one()


def _course() -> Course:
    return session().scalars(select(Course).where(Course.slug == COURSE)).one()
