"""Whoever has not done the homework of a class is reminded before its day, once; another day moves it."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from club.classes.models import ClassStatus
from club.core import clock, jobs
from club.core.db import db
from club.core.messages import Message
from club.core.scope import Scope
from club.courses import telling_actions
from club.courses.homework_models import HomeworkDay
from club.courses.homework_rules import reminder
from club.courses.learning_models import DoneBy, Enrolment, LessonDone
from club.courses.models import Lesson
from club.policy import FirmRole
from tests.client import HouseClient
from tests.courses.test_homework import Place
from tests.courses.test_learning import begun
from tests.makers import a_firm, a_membership, a_person, a_registration, about, as_desk, as_firm, saved, sign_in

DUE = date(2026, 11, 28)
PEOPLE = "/crown/firms/mill/learning/people"


@pytest.mark.parametrize(
    ("days", "told", "word"),
    [
        (-4, "", ""),
        (-3, "", "soon:2026-11-28"),
        (0, "", "soon:2026-11-28"),
        (1, "", ""),
        (-1, "soon:2026-11-28", ""),
        (-1, "soon:2026-11-21", "soon:2026-11-28"),
    ],
)
def test_a_reminder_comes_once_before_the_day_and_anew_of_another_day(days: int, told: str, word: str) -> None:
    assert reminder(DUE, held_on=date(2026, 11, 21), today=DUE + timedelta(days=days), told=told) == word


def test_nobody_is_reminded_before_the_class_has_given_it() -> None:
    assert reminder(DUE, held_on=DUE - timedelta(days=1), today=DUE - timedelta(days=1), told="") == ""
    assert reminder(None, held_on=DUE, today=DUE, told="") == ""


@pytest.fixture
def place(app, client: HouseClient) -> Place:
    found = Place()
    found.gives(client)
    return found


def passes(place: Place, days: float) -> None:
    """So many days after the class, the daily job, twice."""
    with clock.telling_of(place.first.starts_at + timedelta(days=days)):
        for _ in range(2):
            with as_firm(place.firm):
                telling_actions.remind()
            jobs.finish_all()


def told(place: Place) -> list[tuple[str, str]]:
    with about(Scope(place.club.id, person=place.owner.id)):
        homework = select(Message.event, Message.subject).where(Message.event.like("courses/home%"))
        found = db.session.execute(homework.order_by(Message.written_at))
        return [(event.removeprefix("courses/"), subject) for event, subject in found]


def done(place: Place, client: HouseClient) -> None:
    sign_in(client, place.owner)
    begun(client, place.firm, place.course)
    with as_firm(place.firm):
        taken = db.session.scalars(select(Enrolment)).one()
        facts = {"enrolment_id": taken.id, "lesson_id": place.lesson, "person_id": place.owner.id}
        saved(LessonDone(**facts, done_at=clock.now(), by=DoneBy.SEEN))


def test_whoever_has_not_done_it_finds_one_reminder_in_the_inbox(place: Place) -> None:
    passes(place, 3)
    assert told(place) == []
    passes(place, 5)
    passes(place, 6)
    ((letter, subject),) = told(place)
    assert (letter, "First evening" in subject) == ("homework_due", True)
    with about(Scope(place.club.id, person=place.owner.id)):
        assert "/firms/mill/learning#homework" in db.session.scalars(select(Message.body_text)).one()


@pytest.mark.slow
def test_whoever_has_done_it_is_not_reminded_wherever_they_did_it(place: Place, client: HouseClient) -> None:
    other = a_firm(place.club, "lamp")
    a_membership(other, FirmRole.OWNER, place.owner)
    place.firm, sends = other, place.firm
    done(place, client)
    place.firm = sends
    passes(place, 5)
    assert told(place) == []


@pytest.mark.slow
def test_another_day_moves_the_reminder_and_stands_on_the_own_page(place: Place, client: HouseClient) -> None:
    lead = a_person()
    a_membership(place.firm, FirmRole.OWNER, lead)
    sign_in(client, lead)
    page = client.get(PEOPLE).text
    put_off = page.partition('action="/crown/firms/mill/learning/people/')[2].partition('"')[0]
    later = place.second.day + timedelta(days=10)
    past = client.submit(PEOPLE, {"due_on": "2020-01-01"}, to=f"{PEOPLE}/{put_off}")
    assert (past.status_code, "This day is over." in past.text) == (422, True)
    for _click in range(2):
        assert client.submit(PEOPLE, {"due_on": later.isoformat()}, to=f"{PEOPLE}/{put_off}").status_code == 303
    assert [letter for letter, _ in told(place)] == ["homework_put_off"]
    passes(place, 5)
    assert [letter for letter, _ in told(place)] == ["homework_put_off"]
    passes(place, 15)
    assert [letter for letter, _ in told(place)] == ["homework_put_off", "homework_due"]
    sign_in(client, place.owner)
    assert f"{later.day}" in client.get("/crown/firms/mill/learning").text


@pytest.mark.slow
def test_a_lead_gives_days_to_the_own_people_only(place: Place, client: HouseClient) -> None:
    lead = a_person()
    a_membership(a_firm(place.club, "lamp"), FirmRole.OWNER, lead)
    sign_in(client, place.owner)
    put_off = client.get(PEOPLE).text.partition('action="/crown/firms/mill/learning/people/')[2].partition('"')[0]
    sign_in(client, lead)
    theirs = PEOPLE.replace("mill", "lamp")
    assert "First evening" not in client.get(theirs).text
    day = (clock.now() + timedelta(days=30)).date().isoformat()
    assert client.submit(f"{theirs}", {"due_on": day}, to=f"{theirs}/{put_off}").status_code == 404
    with as_firm(place.firm):
        assert db.session.scalars(select(HomeworkDay)).all() == []


def test_homework_that_is_no_more_reminds_nobody(place: Place) -> None:
    second = a_person()
    a_membership(place.firm, FirmRole.STAFF, second)
    a_registration(place.first, place.club, firm=place.firm, person_id=second.id)
    with as_firm(place.firm):
        db.session.get_one(Lesson, place.lesson).ended_at = clock.now()
        db.session.commit()
    passes(place, 5)
    assert told(place) == []


def test_the_own_calendar_has_the_classes_and_the_homework_until_it_is_done(place: Place, client: HouseClient) -> None:
    sign_in(client, place.owner)
    mine = "/crown/firms/mill/learning"
    client.submit(mine, to=f"{mine}/calendar")
    address = "/crown/deadlines/" + client.get(mine).text.split("/crown/deadlines/")[1].split('"')[0].split("<")[0]
    made = {str(event["summary"]): event for event in Calendar.from_ical(client.get(address).data).walk("VEVENT")}
    assert list(made) == ["Homework: Adopt the statement", "First evening"]
    assert made["Homework: Adopt the statement"].decoded("dtstart") == place.second.day
    assert made["First evening"].decoded("dtstart") == place.first.starts_at
    done(place, client)
    again = client.get(address).text
    assert ("Homework" in again, "First evening" in again) == (False, True)
    with as_desk(place.club):
        db.session.merge(place.first).status = ClassStatus.CANCELLED
    assert "STATUS:CANCELLED" in client.get(address).text
