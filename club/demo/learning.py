"""Lantern's service people in the course on their first ninety days: one finished, two are on the way, one is late."""

from datetime import timedelta

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.courses import learning_actions, lesson_actions
from club.courses.learning_models import Enrolment
from club.courses.models import Course
from club.demo.growth import ZONE, morning
from club.demo.scopes import in_firm
from club.firms.models import Membership

COURSE = "first-ninety-days-at-the-counter"
GIVEN, DAYS = 30, 33
"""Days ago, and the days that they got for it."""
LEARNED: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("L009", (29, 27, 24, 20, 17, 12)),
    ("L014", (28, 21, 9)),
    ("L018", (25,)),
)
"""Staff number, and the days ago on which they did a module’s worth of lessons."""
A_SITTING = 5


def seed_learning(club_id: int, firm_id: int, *, lead: int) -> None:
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
    sittings = [(day, number, place) for number, days in LEARNED for place, day in enumerate(days)]
    for day, number, place in sorted(sittings, reverse=True):
        _sit(club_id, firm_id, number, day, place)


def _sit(club_id: int, firm_id: int, number: str, days: int, place: int) -> None:
    with in_firm(club_id, firm_id):
        member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
        person = member.person_id
    at = morning(days)
    with clock.telling_of(at), in_firm(club_id, firm_id, person):
        course = _course()
        member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
        for lesson in lesson_actions.lessons_of(course)[place * A_SITTING : (place + 1) * A_SITTING]:
            learning_actions.do_lesson(course, lesson, member, at=at)


def _course() -> Course:
    return session().scalars(select(Course).where(Course.slug == COURSE)).one()
