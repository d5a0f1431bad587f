"""A figure below the gate: whatever happens then, the case neither comes to the board nor into the club."""

import pytest
from sqlalchemy import select

from club.applications.actions import answer
from club.applications.models import Application, ApplicationStatus, Question, Vote
from club.core import clock
from club.core.db import session
from club.core.messages import Message
from club.core.money import Money
from club.core.refs import new_ref
from club.policy import ClubRole
from tests.makers import a_club, a_person, a_plan, a_role, as_desk, saved
from tests.makers.applications import an_application, with_board

Status = ApplicationStatus


@pytest.fixture
def club(app):
    made = a_club("crown")
    a_plan(made)
    a_role(made, a_person("member@board.example"), ClubRole.BOARD_MEMBER)
    return made


def now_of(club, application):
    with as_desk(club):
        return session().get_one(Application, application.id)


def asked(club, application, by):
    """The question that holds the case open."""
    with as_desk(club):
        facts = {"application_id": application.id, "asked_by_id": by.id, "reason": "Which refunds are in it?"}
        saved(Question(ref=new_ref(), asked_at=clock.now(), **facts))


def answered(club, application):
    with as_desk(club):
        row = session().get_one(Application, application.id)
        answer(row, text="None.", evidence=[], gate=Money(club.gate_minor, club.gate_currency))


def test_an_answer_brings_a_figure_below_the_gate_back_to_the_verifier(client, club, as_role):
    application = with_board(club, verified_minor=6_000_000_000, status=Status.QUESTION_OPEN)
    asked(club, application, as_role(ClubRole.SECRETARY))
    answered(club, application)
    assert now_of(club, application).status is Status.RECEIVED
    with as_desk(club):
        assert session().scalars(select(Message)).all() == []
    as_role(ClubRole.VERIFIER)
    page = client.get(f"/crown/applications/{application.ref}").text
    assert "The applicant answered: look again and set the figure anew." in page


def test_an_answer_brings_a_figure_that_passes_back_to_the_board(client, club, as_role):
    application = with_board(club, status=Status.QUESTION_OPEN)
    asked(club, application, as_role(ClubRole.SECRETARY))
    answered(club, application)
    assert now_of(club, application).status is Status.WITH_BOARD


@pytest.mark.parametrize("status", [Status.WITH_BOARD, Status.QUESTION_OPEN])
@pytest.mark.parametrize("minor", [None, 6_999_999_999])
def test_the_board_does_not_vote_on_a_case_that_is_not_through(client, club, as_role, status, minor):
    application = with_board(club, status=status, verified_minor=minor)
    as_role(ClubRole.BOARD_MEMBER)
    path = f"/crown/applications/{application.ref}/vote"
    assert "Cast my vote" not in client.get(path).text
    csrf = client.form("/crown/desk")["csrf_token"]
    sent = client.post(path, data={"choice": "yes", "reason": "", "version": "1", "csrf_token": csrf})
    assert sent.status_code == 422
    assert "no verified figure that passes the gate" in sent.text
    with as_desk(club):
        assert session().scalars(select(Vote)).all() == []


def test_votes_that_decide_do_not_admit_below_the_gate(client, club, as_role):
    application = with_board(club, verified_minor=6_000_000_000)
    for _ in range(2):
        member = as_role(ClubRole.BOARD_MEMBER)
        with as_desk(club):
            facts = {"application_id": application.id, "person_id": member.id, "cast_at": clock.now()}
            saved(Vote(choice="yes", **facts))
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{application.ref}"
    page = client.get(case).text
    assert "The verified figure is below the gate" in page
    assert "Close the vote" not in page
    assert client.submit(case, to=f"{case}/count").status_code == 422
    assert now_of(club, application).status is Status.WITH_BOARD


def test_a_gate_that_was_lowered_asks_the_verifier_to_set_the_figure_again(client, club, as_role):
    application = an_application(club, verified_minor=8_000_000_000, verified_at=clock.now())
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    assert "The verified figure passes the gate as it is now: set it again" in client.get(case).text
