"""Answers in words: they wait, a person grades them, and whoever sat the exam hears of it."""

import pytest

from club.core import clock, jobs
from club.core.db import session
from club.core.messages import Message
from club.core.refusals import Refused
from club.exams import actions, finishing, grading_actions
from club.exams import sitting_rules as rules
from club.exams.grading_actions import Grade
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.firms.models import Membership
from club.people.models import Person
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_question, an_exam
from tests.exams.places import Room
from tests.makers import a_department, a_lead, a_membership, a_person, as_firm, sign_in

WHY = a_question("why", sort="open", options=(), points=4, text="Why?", explanation="Because they wait.")
EXAM = an_exam(WHY, a_question("reply"), attempts=2, shuffles=False)


def graded(room: Room, attempt: Attempt, **points: int) -> Attempt:
    with room.inside():
        given = {key: Grade(each, "Well said") for key, each in points.items()}
        done = grading_actions.grade(session().get_one(Attempt, attempt.id), given, by=None, at=clock.now())
        session().expunge(done)
        return done


def waiting(purpose: Purpose = Purpose.COUNTED) -> tuple[Room, Attempt]:
    room = Room(EXAM)
    return room, room.sat(purpose=purpose, why="They are people.", reply="0")


def test_an_answer_in_words_waits_and_another_attempt_waits_for_it(app):
    room, attempt = waiting()
    assert (attempt.points, attempt.of, attempt.passed) == (1, 5, None)
    with pytest.raises(Refused) as refused:
        room.begun()
    assert refused.value.refusal == rules.GRADED_FIRST
    with pytest.raises(Refused) as refused, room.inside():
        actions.allow_again(room.held(room.exam), room.held(room.member), why="", by=None, at=clock.now())
    assert refused.value.refusal == rules.NEEDS_NO_EXTRA


def test_points_decide_it_once_and_the_person_is_told(app):
    room, attempt = waiting()
    told: list[bool | None] = []
    listener = finishing.when_finished(lambda one: told.append(one.passed))
    try:
        assert graded(room, attempt, why=3).passed is True
    finally:
        finishing.forget(listener)
    assert told == [True]
    with pytest.raises(Refused) as refused:
        graded(room, attempt, why=0)
    assert refused.value.refusal == rules.NOT_TO_GRADE
    with room.inside():
        (message,) = session().query(Message).filter_by(event="exams/exam_graded").all()
        assert (message.person_id, message.subject) == (room.person.id, "You passed “Service exam”")


def told(room: Room, person: Person) -> list[tuple[str, bool]]:
    """The messages about grading that somebody has, and whether each is read."""
    jobs.finish_all()
    with as_firm(room.firm, person.id):
        found = session().query(Message).filter_by(event="exams/exam_to_grade").order_by(Message.written_at)
        return [(one.subject, one.read_at is not None) for one in found]


@pytest.mark.slow
def test_graders_get_one_message_however_much_waits_and_the_next_once_that_is_graded(app):
    room, lead, other = Room(EXAM), a_person(), a_person()
    led(room, by=a_membership(room.firm, FirmRole.LEAD, lead))
    a_membership(room.firm, FirmRole.LEAD, other)
    owner = a_person()
    a_membership(room.firm, FirmRole.OWNER, owner)
    first = room.sat(why="They are people.", reply="0")
    assert told(room, lead) == [("1 exam at Mill waits for you to grade it", False)]
    fellow = room.with_another("Wu Fan")
    second = fellow.sat(why="Because.", reply="0")
    assert len(told(room, lead)) == len(told(room, owner)) == 1
    assert told(room, other) == told(room, room.person) == []
    with as_firm(room.firm, owner.id):
        for attempt in (first, second):
            held = session().get_one(Attempt, attempt.id)
            grading_actions.grade(held, {"why": Grade(0, "")}, by=owner.id, at=clock.now())
    assert told(room, owner) == [("1 exam at Mill waits for you to grade it", True)]
    room.sat(why="Once more.", reply="0")
    assert [is_read for _subject, is_read in told(room, owner)] == [True, False]
    assert len(told(room, lead)) == 1  # it is unread, and leads to all that waits


def test_too_few_points_fail_it(app):
    room, attempt = waiting()
    done = graded(room, attempt, why=2)
    assert (done.points, done.passed) == (3, False)
    assert room.begun().ref != attempt.ref


@pytest.mark.slow
@pytest.mark.parametrize("points", [{"why": 5}, {"why": -1}, {"reply": 1}, {"elsewhere": 1}])
def test_points_that_a_question_has_not_are_none(app, points):
    room, attempt = waiting()
    with pytest.raises(Refused) as refused:
        graded(room, attempt, **points)
    assert refused.value.refusal == rules.NOT_TO_GRADE


def test_without_an_answer_nobody_grades(app):
    assert Room(EXAM).sat(reply="0").passed is False


def test_in_practice_an_answer_in_words_counts_neither_way(app):
    _room, attempt = waiting(Purpose.PRACTICE)
    assert (attempt.points, attempt.of, attempt.passed) == (1, 1, True)


class Office:
    """Somebody who leads, signed in, and an attempt that waits."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.OWNER) -> None:
        self.client = client
        self.room, self.attempt = waiting()
        self.person = a_person()
        self.member = a_membership(self.room.firm, role, self.person, name="Zhao Ping")
        self.queue = "/crown/firms/mill/exams/grading"
        self.at = f"{self.queue}/{self.attempt.ref}"
        sign_in(client, self.person)


def led(room: Room, *, by: Membership) -> None:
    """Whoever sat it is in a department that somebody leads."""
    department = a_department(room.firm)
    a_lead(room.firm, department, by)
    with room.inside():
        room.held(room.member).department_id = department.id


def test_whoever_leads_grades_in_the_queue(app, client: HouseClient):
    office = Office(client)
    assert "1 exam waits to be graded by you." in client.get("/crown/firms/mill/exams").text
    assert "Lin Yue" in client.get(office.queue).text
    page = client.get(office.at).text
    assert "They are people." in page
    assert "Because they wait." in page
    wrong = client.submit(office.at, {"points-1": "5", "remark-1": "Too much"})
    assert wrong.status_code == 422
    assert "Too much" in wrong.text
    assert client.submit(office.at, {"points-1": "", "remark-1": "Later"}).status_code == 303
    assert client.submit(office.at, {"points-1": "4", "remark-1": "Well said"}).status_code == 303
    assert "No exam waits to be graded" in client.get(office.queue).text
    assert client.get(office.at).headers["Location"].endswith("/exams/grading")


def test_the_result_says_that_it_waits_and_then_what_was_said(app, client: HouseClient):
    office = Office(client)
    sign_in(client, office.room.person)
    result = f"/crown/firms/mill/exams/{office.room.exam.ref}/attempts/{office.attempt.ref}/result"
    assert "Handed in: a person grades it now" in client.get(result).text
    assert "waits to be graded" in client.get("/crown/firms/mill/exams").text
    graded(office.room, office.attempt, why=3)
    page = client.get(result).text
    assert "Passed with 80 %" in page
    assert "3 of 4 points" in page
    assert "Well said" in page


def test_a_lead_grades_the_own_department_and_nobody_else(app, client: HouseClient):
    office = Office(client, FirmRole.LEAD)
    assert client.get(office.at).status_code == 404
    assert "Lin Yue" not in client.get(office.queue).text
    led(office.room, by=office.member)
    assert client.get(office.at).status_code == 200


def test_nobody_grades_the_own_answers_but_who_answers_to_nobody(app, client: HouseClient):
    office = Office(client, FirmRole.LEAD)
    led(office.room, by=office.room.member)
    with office.room.inside():
        office.room.held(office.room.member).role = FirmRole.LEAD
    sign_in(client, office.room.person)
    assert client.get(office.at).status_code == 404
