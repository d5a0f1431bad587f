"""A class of a series gives tasks of a course; whoever has a place finds them, and the firm’s work does them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.classes.models import ClassStatus, Standing
from club.core import clock
from club.core.db import db
from club.core.jobs import finish_all
from club.courses import lesson_actions, task_actions
from club.courses.homework_rules import is_open
from club.courses.models import Course, Lesson, Sort
from club.courses.task_models import Asks
from club.courses.task_rules import Task
from club.documents.edits import digest
from club.documents.models import Draft
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.courses.test_learning import begun
from tests.makers import (
    a_class,
    a_club,
    a_course,
    a_firm,
    a_membership,
    a_person,
    a_piece,
    a_registration,
    a_role,
    a_talk,
    a_template,
    as_desk,
    as_firm,
    sign_in,
)

SERIES = "s" * 16
DONE = 'state-good">done'


class Place:
    """A series of two classes by an instructor, a task that asks for a text, and an owner who has a place."""

    def __init__(self) -> None:
        self.club, self.writer, self.owner = a_club("crown"), a_person(), a_person()
        a_role(self.club, self.writer, ClubRole.INSTRUCTOR)
        self.firm = a_firm(self.club, "mill")
        a_membership(self.firm, FirmRole.OWNER, self.owner)
        facts: dict[str, Any] = {"series": SERIES, "author_id": self.writer.id}
        self.first = a_class(self.club, slug="first", in_days=1, title="First evening", **facts)
        self.second = a_class(self.club, slug="second", in_days=8, **facts)
        self.template = a_template(self.club)
        self.course = a_course(self.club, slug="ladders", title="Ladders", lessons=1)
        with as_desk(self.club):
            held = db.session.get_one(Course, self.course.id)
            told = lesson_actions.LessonFacts(title="Adopt the statement", words="Now.")
            module = lesson_actions.modules_of(held)[0]
            lesson = lesson_actions.add_lesson(held, module, Sort.TASK, told, at=clock.now())
            task_actions.ask(lesson, Task(Asks.ADOPT, self.template.id))
            lesson_actions.publish_lesson(held, lesson, at=clock.now())
            self.lesson = lesson.id
        a_registration(self.first, self.club, firm=self.firm, person_id=self.owner.id)

    def gives(self, client: HouseClient) -> None:
        sign_in(client, self.writer)
        assert client.submit("/crown/classes/first/homework", {"lesson": str(self.lesson)}).status_code == 303


@pytest.fixture
def place(app) -> Place:
    return Place()


def mine(client: HouseClient) -> str:
    page: str = client.get("/crown/firms/mill/learning").text
    return page.partition('id="homework"')[2].partition("</section>")[0]


@pytest.mark.slow
def test_homework_stands_on_the_class_and_on_the_own_page_until_the_next_date(
    place: Place, client: HouseClient
) -> None:
    place.gives(client)
    assert "Adopt the statement" not in client.get("/crown/classes/second").text
    sign_in(client, place.owner)
    page = client.get("/crown/classes/first").text
    assert "Homework until" in page
    assert '/crown/courses/ladders/lessons/2">Adopt the statement</a>' in page
    assert "Adopt the statement" in mine(client)
    with as_desk(place.club):
        held = db.session.merge(place.second)
        held.status = ClassStatus.CANCELLED
    assert "the next date is not set yet" in mine(client)
    assert "Homework until" not in client.get("/crown/classes/first").text


@pytest.mark.slow
def test_adopting_from_a_kit_does_the_homework_once_it_is_published(place: Place, client: HouseClient) -> None:
    a_piece(place.club, a_talk(place.club, slug="lamps"), place.template)
    place.gives(client)
    sign_in(client, place.owner)
    begun(client, place.firm, place.course)
    path = "/crown/firms/mill/library/our-culture?talk=lamps"
    shown = client.submit(path, {"lang": "en", "departments": "firm"}).location
    finish_all()
    assert DONE not in mine(client)  # a draft is nothing that the firm works by
    with as_firm(place.firm):
        seen = digest(db.session.scalars(select(Draft)).one().body)
    today = clock.today("Asia/Shanghai").isoformat()
    sent = client.submit(f"{shown}/publish", {"seen": seen, "note": "First", "effective_on": today})
    assert sent.status_code == 303
    finish_all()
    assert DONE in mine(client)
    assert DONE in client.get("/crown/classes/first").text


@pytest.mark.slow
def test_only_who_has_a_place_finds_it_and_no_stranger_reads_it(place: Place, client: HouseClient) -> None:
    place.gives(client)
    other = a_person()
    a_membership(a_firm(place.club, "lamp"), FirmRole.OWNER, other)
    a_registration(place.first, place.club, Standing.WAITING, person_id=other.id)
    sign_in(client, other)
    assert "Adopt the statement" not in client.get("/crown/firms/lamp/learning").text
    client.post("/crown/logout", data=client.form("/crown/"))
    assert "Adopt the statement" not in client.get("/crown/classes/first").text


def test_homework_that_is_no_more_leaves_nothing(place: Place, client: HouseClient) -> None:
    place.gives(client)
    with as_desk(place.club):
        db.session.get_one(Lesson, place.lesson).ended_at = clock.now()
    sign_in(client, place.owner)
    assert "Adopt the statement" not in client.get("/crown/classes/first").text
    assert mine(client) == ""


@pytest.mark.slow
def test_others_give_no_homework_and_none_is_given_twice(place: Place, client: HouseClient) -> None:
    a_class(place.club, slug="alone", author_id=place.writer.id)
    place.gives(client)
    again = client.submit("/crown/classes/first/homework", {"lesson": str(place.lesson)})
    assert again.status_code == 422
    assert client.get("/crown/classes/alone/homework").status_code == 404
    for stranger in (place.owner, a_person()):
        sign_in(client, stranger)
        assert client.get("/crown/classes/first/homework").status_code == 404
    other = a_person()
    a_role(place.club, other, ClubRole.INSTRUCTOR)
    sign_in(client, other)
    assert client.get("/crown/classes/first/homework").status_code == 404
    sign_in(client, place.writer)
    page = client.get("/crown/classes/first/homework").text
    where = page.partition('action="/crown/classes/first/homework/')[2].partition('"')[0]
    assert (
        client.submit("/crown/classes/first/homework", to=f"/crown/classes/first/homework/{where}").status_code == 303
    )
    assert "Adopt the statement" not in client.get("/crown/classes/first").text


TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("days", "is_done", "stands"),
    [(1, False, True), (0, True, True), (-1, True, False), (-1, False, True), (None, True, True)],
)
def test_what_was_done_goes_with_its_date(days: int | None, is_done: bool, stands: bool) -> None:
    due_on = None if days is None else TODAY + timedelta(days=days)
    assert is_open(due_on, is_done=is_done, today=TODAY) is stands
