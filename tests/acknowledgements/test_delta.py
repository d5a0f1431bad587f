"""Whoever signs what changed much passes the exam on it: only the questions that point to what changed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.acknowledgements import delta_actions
from club.acknowledgements.models import Delta, Signature
from club.acknowledgements.rules import State
from club.core import clock
from club.core.audit import FirmEvent
from club.core.db import session
from club.core.jobs import finish_all
from club.core.outbox import order_daily
from club.documents import actions as documents
from club.documents.models import Document
from club.exams import actions as exams
from club.exams import answer_actions as answering
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.firms.models import Membership
from tests.acknowledgements.mill import MAJOR, MINOR, Mill, a_text, later
from tests.client import HouseClient
from tests.documents.bodies import a_question, an_exam
from tests.makers import a_document, a_next_number, a_pointer, as_firm, sign_in

RIGHT, WRONG = "0", "1"
BOTH = a_text("Reply in 20 seconds.", "Say hello to 2 buyers first.")


def an_exam_on_both() -> Any:
    return an_exam(
        a_question("how-quick", clauses=("reply",)), a_question("how-kind", clauses=("hello",)), minutes=None
    )


class Examined(Mill):
    """The mill with an exam on its standard; staff have signed edition 1."""

    def __init__(self) -> None:
        super().__init__()
        self.exam = a_document(self.firm, an_exam_on_both(), "exam")
        a_pointer(self.firm, self.exam, self.document)
        self.assign()
        self.sign("staff")
        self.read = f"/crown/firms/mill/reading/{self.document.ref}"

    def sit(self, given: str = RIGHT, purpose: Purpose = Purpose.DELTA, **more: Any) -> None:
        """Begin, answer and hand in, past the pages."""
        with as_firm(self.firm, self.people["staff"][0].id):
            document = session().get_one(Document, self.exam.id)
            member = session().get_one(Membership, self.people["staff"][1].id)
            attempt = exams.begin(document, member, purpose=purpose, at=clock.now(), **more)
            session().flush()
            for one in attempt.drawn:
                answering.answer(attempt, one["key"], [given], seen=0, at=clock.now())
            exams.finish(attempt, at=clock.now())

    def staff(self) -> State:
        return self.states()["Zhou Xia"]

    def asked(self) -> list[list[str]]:
        with as_firm(self.firm):
            return [one.clauses for one in session().scalars(select(Delta).order_by(Delta.id))]


def test_a_first_signature_wants_no_exam_on_changes(app) -> None:
    mill = Examined()
    assert mill.staff() is State.CURRENT
    assert mill.asked() == []


def test_what_changed_much_is_asked_about_until_it_is_passed(app) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    mill.sign("staff")
    assert mill.asked() == [["reply"]]
    assert mill.staff() is State.EXAM
    mill.sit(WRONG, clauses=["reply"])
    assert mill.staff() is State.EXAM
    mill.sit(clauses=["reply"])
    assert mill.staff() is State.CURRENT
    with as_firm(mill.firm):
        attempts = session().scalars(select(Attempt).order_by(Attempt.id)).all()
        assert [[one["key"] for one in attempt.drawn] for attempt in attempts] == [["how-quick"], ["how-quick"]]
        delta = session().scalars(select(Delta)).one()
        assert delta.attempt_id == attempts[1].id
        assert "delta.settled" in session().scalars(select(FirmEvent.did)).all()


def test_a_minor_change_wants_no_exam(app) -> None:
    mill = Examined()
    mill.publish(MINOR)
    mill.sign("staff")
    assert mill.asked() == []


def test_where_no_question_asks_about_it_signing_is_enough(app) -> None:
    mill = Examined()
    a_next_number(mill.firm, mill.exam, an_exam(a_question("how-kind", clauses=("hello",))))
    mill.publish(MAJOR)
    mill.sign("staff")
    assert mill.staff() is State.CURRENT


def test_practice_an_exam_that_counts_and_one_sat_before_do_not_do(app, at_noon) -> None:
    mill = Examined()
    mill.sit(clauses=["reply"])
    at_noon.move_to(later(1))
    mill.publish(MAJOR)
    mill.sign("staff")
    mill.sit(purpose=Purpose.PRACTICE)
    mill.sit(purpose=Purpose.COUNTED)
    assert mill.staff() is State.EXAM


def test_an_exam_on_less_than_changed_does_not_do(app) -> None:
    mill = Examined()
    mill.publish(BOTH)
    mill.sign("staff")
    assert mill.asked() == [["hello", "reply"]]
    mill.sit(clauses=["reply"])
    assert mill.staff() is State.EXAM
    mill.sit(clauses=["hello", "reply"])
    assert mill.staff() is State.CURRENT


def test_what_was_left_of_an_earlier_exam_is_asked_with_the_next(app) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    mill.sign("staff")
    mill.publish(BOTH)
    assert mill.staff() is State.TO_SIGN_AGAIN, "a new change comes first"
    made = mill.sign("staff")
    assert made.clauses == ["hello"]
    assert mill.asked() == [["reply"], ["hello", "reply"]]
    mill.sit(clauses=["hello", "reply"])
    assert mill.staff() is State.CURRENT


def test_a_retired_exam_is_not_missing(app) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    mill.sign("staff")
    with as_firm(mill.firm):
        documents.retire(session().get_one(Document, mill.exam.id), at=clock.now())
    assert mill.staff() is State.CURRENT


@pytest.mark.slow
def test_whoever_lacks_the_exam_is_reminded_of_it(app, at_noon) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    mill.sign("staff")
    at_noon.move_to(later(7))
    order_daily()
    finish_all()
    assert mill.told("staff")[-1] == "acknowledgements/signature_due"
    duty = mill.duties()["Zhou Xia"]
    assert (duty.standing.state, duty.standing.is_overdue) == (State.EXAM, False)


@pytest.mark.slow
def test_somebody_signs_the_change_and_sits_its_exam(app, client: HouseClient) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    sign_in(client, mill.people["staff"][0])
    client.submit(mill.read, {"is_read": "y"})
    page = client.get(mill.read).text
    assert "What is missing is the exam on what changed" in page
    assert "20" in page[page.index("What changed much") :]
    step = "the exam on what changed is still missing"
    for own in ("/", "/today"):
        assert step in client.get(f"/crown/firms/mill{own}").text
    answer = client.submit(mill.read, to=f"{mill.read}/exam")
    sheet = answer.location
    assert client.submit(mill.read, to=f"{mill.read}/exam").location == sheet, "a double click goes on with it"
    client.submit(f"{sheet}?q=all", {"a-1": RIGHT}, to=f"{sheet}?q=all")
    result = client.submit(f"{sheet}/hand-in", to=f"{sheet}/hand-in", follow_redirects=True)
    assert "Passed" in result.text
    assert mill.read in result.text or "/firms/mill/reading" in result.text
    assert "You signed edition 2 on" in client.get(mill.read).text
    sign_in(client, mill.people["owner"][0])
    assert "passed on 23 Nov 2026" in client.get(f"/crown/firms/mill/signing/{mill.document.ref}/evidence").text


def test_an_exam_that_asks_nothing_any_more_is_settled(app, client: HouseClient) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    mill.sign("staff")
    a_next_number(mill.firm, mill.exam, an_exam(a_question("how-kind", clauses=("hello",))))
    sign_in(client, mill.people["staff"][0])
    answer = client.submit(mill.read, to=f"{mill.read}/exam", follow_redirects=True)
    assert "so nothing is missing" in answer.text
    assert mill.staff() is State.CURRENT


def test_an_exam_whose_time_went_by_with_right_answers_is_done_and_not_begun_anew(
    app, client: HouseClient, at_noon
) -> None:
    mill = Examined()
    timed = an_exam(a_question("how-quick", clauses=("reply",)), minutes=30)
    a_next_number(mill.firm, mill.exam, timed)
    mill.publish(MAJOR)
    made = mill.sign("staff")
    with as_firm(mill.firm, mill.people["staff"][0].id):
        member = session().get_one(Membership, mill.people["staff"][1].id)
        attempt = delta_actions.begin(made.id, member, at=clock.now())
        session().flush()
        answering.answer(attempt, "how-quick", [RIGHT], seen=0, at=clock.now())
    at_noon.move_to(later(1))
    sign_in(client, mill.people["staff"][0])
    answer = client.submit(mill.read, to=f"{mill.read}/exam", follow_redirects=True)
    assert "so nothing is missing" not in answer.text
    assert mill.staff() is State.CURRENT
    with as_firm(mill.firm, mill.people["staff"][0].id):
        (only,) = session().scalars(select(Attempt)).all()
        delta = session().scalars(select(Delta)).one()
        assert (delta.attempt_id, delta.done_at) == (only.id, only.ends_at)
        member = session().get_one(Membership, mill.people["staff"][1].id)
        assert delta_actions.begin(made.id, member, at=clock.now()) is None, "what is done is not begun"
        assert delta.done_at == only.ends_at


def test_the_exam_is_begun_by_nobody_who_does_not_lack_it(app, client: HouseClient) -> None:
    mill = Examined()
    sign_in(client, mill.people["staff"][0])
    assert client.submit(mill.read, to=f"{mill.read}/exam").location.endswith(mill.read)
    sign_in(client, mill.people["books"][0])
    hidden = client.form("/crown/me")
    assert client.post(f"{mill.read}/exam", data=hidden).status_code == 404
    with as_firm(mill.firm):
        assert session().scalars(select(Attempt)).all() == []
        assert len(session().scalars(select(Signature)).all()) == 1


AGAIN = a_text(reply="Reply in 10 seconds.")


@pytest.mark.slow
def test_an_exam_begun_before_the_text_changed_again_is_closed_and_asked_anew(
    app, client: HouseClient, at_noon
) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    mill.sign("staff")
    sign_in(client, mill.people["staff"][0])
    old = client.submit(mill.read, to=f"{mill.read}/exam").location
    at_noon.shift(timedelta(hours=1))
    mill.publish(AGAIN)
    client.submit(mill.read, {"is_read": "y"})
    assert client.get(old).location.endswith("/result"), "what was about the edition before is over"
    assert mill.asked() == [["reply"], ["reply"]]
    sheet = client.submit(mill.read, to=f"{mill.read}/exam").location
    assert sheet != old
    client.submit(f"{sheet}?q=all", {"a-1": RIGHT}, to=f"{sheet}?q=all")
    client.submit(f"{sheet}/hand-in", to=f"{sheet}/hand-in")
    assert mill.staff() is State.CURRENT


def test_what_an_exam_begun_before_had_right_is_not_asked_again(app, at_noon) -> None:
    mill = Examined()
    mill.publish(MAJOR)
    made = mill.sign("staff")
    with as_firm(mill.firm, mill.people["staff"][0].id):
        member = session().get_one(Membership, mill.people["staff"][1].id)
        attempt = delta_actions.begin(made.id, member, at=clock.now())
        session().flush()
        answering.answer(attempt, "how-quick", [RIGHT], seen=0, at=clock.now())
    at_noon.move_to(later(1))
    mill.publish(a_text("Reply in 20 seconds.", "Say hello to 2 buyers first."))
    mill.sign("staff")
    assert mill.asked() == [["reply"], ["hello"]]
