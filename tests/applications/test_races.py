"""Two at once: the same click, two votes, an answer and a withdrawal."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import func, select

from club.applications.models import Application, ApplicationStatus, Decision, Evidence, Question
from club.core.db import session
from club.dues.models import Invoice
from club.firms.models import Firm
from club.policy import ClubRole
from tests.applications.applying import APPLY, hidden_of
from tests.makers import a_club, a_notice, a_person, a_plan, a_role, as_desk, sign_in
from tests.makers.applications import a_photo, typed, with_board

ROUNDS = 3


def at_once(*calls):
    """Run the calls at the same moment, each in a thread of its own."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(run, call) for call in calls]]


def many(club, model):
    with as_desk(club):
        return session().scalar(select(func.count()).select_from(model))


@pytest.fixture
def club(app):
    made = a_club("crown", board_yes=2)
    a_plan(made)
    return made


@pytest.mark.slow
def test_the_same_form_sent_many_times_at_once_makes_one_application(app, club):
    a_notice(club)
    for made in range(1, ROUNDS + 1):
        client = app.test_client()
        checked = client.submit(APPLY, typed(contact=f"owner{made}@stoneferry.example"))
        fields = {**hidden_of(checked.text), "step": "send"}
        clients = [app.test_client() for _ in range(6)]
        for one in clients:
            one.set_cookie("club", client.get_cookie("club").value)
        answers = at_once(*[partial(one.post, APPLY, data=fields) for one in clients])
        assert {answer.status_code for answer in answers} == {303}
        assert len({answer.location for answer in answers}) == 1
        assert many(club, Application) == made


@pytest.mark.slow
def test_the_same_form_with_a_photo_sent_many_times_at_once_keeps_the_photo_once(app, club):
    a_notice(club)
    for made in range(1, ROUNDS + 1):
        client = app.test_client()
        fields = typed(contact=f"owner{made}@stoneferry.example", evidence=(a_photo(), "bank.jpg"))
        checked = client.submit(APPLY, fields, content_type="multipart/form-data")
        fields = {**hidden_of(checked.text), "step": "send"}
        clients = [app.test_client() for _ in range(6)]
        for one in clients:
            one.set_cookie("club", client.get_cookie("club").value)
        answers = at_once(*[partial(one.post, APPLY, data=fields) for one in clients])
        assert {answer.status_code for answer in answers} == {303}
        assert len({answer.location for answer in answers}) == 1
        assert (many(club, Application), many(club, Evidence)) == (made, made)


def test_questions_at_once_reach_the_applicant_once_and_the_others_are_given_back(app, club):
    board = [a_person() for _ in range(3)]
    for number, person in enumerate(board):
        a_role(club, person, ClubRole.BOARD_MEMBER, f"Member {number}")
    application = with_board(club)
    path, calls = f"/crown/applications/{application.ref}/vote", []
    for number, person in enumerate(board):
        client = app.test_client()
        sign_in(client, person)
        calls.append(
            partial(client.post, path, data={**client.form(path), "choice": "ask", "reason": f"Why {number}?"})
        )
    answers = at_once(*calls)
    assert sorted(answer.status_code for answer in answers) == [303, 422, 422]
    for number, answer in enumerate(answers):
        assert answer.status_code == 303 or f"Why {number}?" in answer.text
    assert many(club, Question) == 1


@pytest.mark.slow
def test_votes_at_once_decide_once(app, club):
    board = [a_person() for _ in range(3)]
    for number, person in enumerate(board):
        a_role(club, person, ClubRole.BOARD_MEMBER, f"Member {number}")
    for made in range(1, ROUNDS + 1):
        application = with_board(club)
        path = f"/crown/applications/{application.ref}/vote"
        calls = []
        for person in board:
            client = app.test_client()
            sign_in(client, person)
            fields = {**client.form(path), "choice": "yes"}
            calls.append(partial(client.post, path, data=fields))
        answers = at_once(*calls)
        assert {answer.status_code for answer in answers} <= {303, 422}
        with as_desk(club):
            assert session().get_one(Application, application.id).status is ApplicationStatus.APPROVED
        assert [many(club, model) for model in (Decision, Firm, Invoice)] == [made, made, made]
