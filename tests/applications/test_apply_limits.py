"""How many applications come in, and the question where there are very many."""

import pytest
from sqlalchemy import select

from club.applications.contact_fields import Contact
from club.applications.limits import ANSWERED_BY_ADDRESS, BY_ADDRESS
from club.applications.models import Application, ApplicationStatus, Evidence
from club.applications.queries import open_for
from club.core.db import session
from club.core.limits import hit
from club.core.scope import Scope, inside
from tests.applications.applying import APPLY, hidden_of, rows, send
from tests.makers import as_desk
from tests.makers.applications import a_photo, typed
from tests.questions import answered
from tests.statements import counted


def test_a_contact_has_at_most_three_open_applications(client, club):
    for _ in range(3):
        assert send(client).status_code == 303
    answer = send(client)
    assert answer.status_code == 429
    assert "Three applications with this contact are open already." in answer.text


@pytest.mark.parametrize(
    ("contact", "column"),
    [(Contact(email="anna@lantern.example"), "email"), (Contact(phone="+8613800138000"), "phone")],
)
def test_a_contact_is_looked_up_by_an_index_however_much_a_club_has_had(sqlite_app, contact, column):
    with sqlite_app.app_context(), inside(Scope(1, staff=True)), counted(sqlite_app) as sent:
        open_for(contact).all()
    [sql] = sent
    with sqlite_app.extensions["reader"].connect() as connection:
        driver = connection.connection.driver_connection
        plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?"))]
    index = f"ix_application_club_id_contact_{column}"
    assert plan == [f"SEARCH application USING INDEX {index} (club_id=? AND contact_{column}=?)"]


@pytest.fixture
def crowded(app):
    """As many applications came from the address as may come without a question."""
    for _ in range(BY_ADDRESS.times):
        hit(BY_ADDRESS, "127.0.0.1")


def test_where_very_many_came_from_a_question_is_asked_and_nothing_typed_is_lost(client, club, crowded):
    checked = client.submit(APPLY, {**typed(), "evidence": (a_photo(), "statement.jpg")})
    asked = client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})
    assert asked.status_code == 422
    assert "Very many applications have come from your network" in asked.text
    assert "Stone Ferry" in asked.text
    assert rows(club, Application) == []
    sent = client.post(APPLY, data={**hidden_of(asked.text), **answered(asked.text), "step": "send"})
    assert sent.status_code == 303
    assert [row.name for row in rows(club, Evidence)] == ["statement.jpg"]


def test_a_wrong_answer_gets_another_question(client, club, crowded):
    asked = send(client)
    again = client.post(APPLY, data={**hidden_of(asked.text), **answered(asked.text), "answer": "77", "step": "send"})
    assert again.status_code == 422
    assert "Here is another question." in again.text
    assert answered(again.text)["question"] != answered(asked.text)["question"]
    sent = client.post(APPLY, data={**hidden_of(again.text), **answered(again.text), "step": "send"})
    assert sent.status_code == 303


def test_right_answers_end_too_and_what_was_typed_stays(client, club, crowded):
    for _ in range(ANSWERED_BY_ADDRESS.times):
        hit(ANSWERED_BY_ADDRESS, "127.0.0.1")
    asked = send(client)
    answer = client.post(APPLY, data={**hidden_of(asked.text), **answered(asked.text), "step": "send"})
    assert answer.status_code == 429
    assert "Please send it again later; this page keeps what you typed." in answer.text
    assert "Stone Ferry" in answer.text


@pytest.mark.slow
def test_an_owner_of_three_admitted_firms_applies_with_a_fourth(client, club):
    for _ in range(3):
        assert send(client).status_code == 303
    with as_desk(club):
        for row in session().scalars(select(Application)):
            row.status = ApplicationStatus.APPROVED
    assert send(client).status_code == 303
