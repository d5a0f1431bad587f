"""The board’s vote, from a phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from club.applications.models import Application, ApplicationStatus, Decision, Question, Vote
from club.clubs.models import Plan
from club.core import clock
from club.core.db import session
from club.core.money import Money
from club.core.refs import new_ref
from club.policy import ClubRole
from tests.makers import a_club, a_person, a_plan, a_role, as_desk, saved, sign_in
from tests.makers.applications import an_application, some_evidence, with_board


@pytest.fixture
def club(app):
    made = a_club("crown", board_yes=2)
    a_plan(made)
    return made


@pytest.fixture
def board(club):
    people = [a_person() for _ in range(3)]
    for number, person in enumerate(people, start=1):
        a_role(club, person, ClubRole.BOARD_MEMBER, f"Member {number}")
    return people


def now_of(club, application):
    with as_desk(club):
        return session().get_one(Application, application.id)


def vote(client, person, application, choice, reason=""):
    sign_in(client, person)
    path = f"/crown/applications/{application.ref}/vote"
    return client.submit(path, {"choice": choice, "reason": reason})


def test_a_board_member_sees_a_band_and_remarks_but_no_figure_paper_or_contact(client, club, board):
    application = with_board(club)
    sign_in(client, board[0])
    page = client.get(f"/crown/applications/{application.ref}", follow_redirects=True).text
    assert "1 to 2 times the gate" in page
    assert "Bank statements of twelve months." in page
    for secret in ("88,000,000", "90,000,000", "owner@applicant.example", application.credit_code):
        assert secret not in page
    queue = client.get("/crown/applications").text
    assert "1 to 2 times the gate" in queue
    assert "90,000,000" not in queue


def test_four_choices_of_equal_rank_and_none_preselected(client, club, board):
    application = with_board(club)
    sign_in(client, board[0])
    page = client.get(f"/crown/applications/{application.ref}/vote").text
    assert page.count('type="radio" name="choice"') == 4
    assert "checked" not in page


def test_two_votes_for_it_admit_the_firm(client, club, board):
    application = with_board(club)
    assert vote(client, board[0], application, "yes").status_code == 303
    assert now_of(club, application).status is ApplicationStatus.WITH_BOARD
    assert vote(client, board[1], application, "yes").status_code == 303
    row = now_of(club, application)
    assert row.status is ApplicationStatus.APPROVED
    assert row.firm_id is not None
    with as_desk(club):
        assert session().scalars(select(Decision.is_admitted)).one() is True


def test_without_a_plan_nobody_is_admitted_and_no_vote_is_lost_silently(client, club, board):
    with as_desk(club):
        session().scalars(select(Plan)).one().withdrawn_at = clock.now()
    application = with_board(club)
    vote(client, board[0], application, "yes")
    answer = vote(client, board[1], application, "yes")
    assert answer.status_code == 422
    assert "hasn’t set what a year of membership costs" in answer.text
    assert now_of(club, application).status is ApplicationStatus.WITH_BOARD


def test_a_firm_that_is_a_member_already_is_not_admitted_twice(client, club, board):
    first = with_board(club)
    second = with_board(club, credit_code=first.credit_code)
    for member in board[:2]:
        vote(client, member, first, "yes")
    vote(client, board[0], second, "yes")
    sign_in(client, board[1])
    path = f"/crown/applications/{second.ref}/vote"
    page = client.get(path).text
    assert "The club has admitted a firm with this credit code" in page
    assert 'value="yes"' not in page
    assert 'value="no"' in page
    answer = client.submit(path, {"choice": "yes", "reason": "They are good people."})
    assert answer.status_code == 422
    assert "is a member of the club already. Your vote was not counted." in answer.text
    assert "They are good people." in answer.text
    with as_desk(club):
        assert len(session().scalars(select(Vote).where(Vote.application_id == second.id)).all()) == 1


def test_two_votes_against_it_decide_too(client, club, board):
    application = with_board(club)
    vote(client, board[0], application, "no", "We know the firm.")
    vote(client, board[1], application, "no", "So do I.")
    assert now_of(club, application).status is ApplicationStatus.DECLINED


def test_a_vote_may_be_changed_until_it_is_decided(client, club, board):
    application = with_board(club)
    vote(client, board[0], application, "no", "Not sure.")
    vote(client, board[0], application, "yes")
    with as_desk(club):
        assert [one.choice.value for one in session().scalars(select(Vote))] == ["yes"]


def test_a_vote_after_the_decision_is_told_so(client, club, board):
    application = with_board(club)
    sign_in(client, board[2])
    path = f"/crown/applications/{application.ref}/vote"
    late = {**client.form(path), "choice": "no", "reason": "Wait."}
    for member in board[:2]:
        vote(client, member, application, "yes")
    sign_in(client, board[2])
    answer = client.post(path, data={**late, "csrf_token": client.form("/crown/desk")["csrf_token"]})
    assert answer.status_code == 422
    assert "Wait." in answer.text
    assert now_of(club, application).status is ApplicationStatus.APPROVED


def test_whoever_asks_second_keeps_the_question(client, club, board):
    """Two members write at the same time; the words of the slower one come back, and may be cast as a reason."""
    application = with_board(club)
    sign_in(client, board[1])
    path = f"/crown/applications/{application.ref}/vote"
    slower = {**client.form(path), "choice": "ask", "reason": "Whose warehouse is it?"}
    vote(client, board[0], application, "ask", "How many companies?")
    sign_in(client, board[1])
    answer = client.post(path, data={**slower, "csrf_token": client.form("/crown/desk")["csrf_token"]})
    assert answer.status_code == 422
    assert "Whose warehouse is it?" in answer.text
    assert 'value="ask"' not in answer.text
    assert 'value="ask"' not in client.get(path).text


def test_what_is_wrong_with_a_vote_stands_first_and_the_desk_is_one_tap_away(client, club, board):
    page = vote(client, board[0], with_board(club), "no").text
    main = page[page.index("<main") :]
    assert main.index('class="summary"') < main.index("<h1")
    assert 'href="/crown/applications"' in page[: page.index("<main")]


@pytest.mark.parametrize("choice", ["no", "ask"])
def test_a_no_and_a_question_need_words(client, club, board, choice):
    application = with_board(club)
    answer = vote(client, board[0], application, choice)
    assert answer.status_code == 422
    assert "Write the reason, or what the applicant should explain." in answer.text


def test_no_choice_is_no_vote(client, club, board):
    answer = vote(client, board[0], with_board(club), "")
    assert answer.status_code == 422
    assert "Choose one." in answer.text


def test_a_vote_that_does_not_decide_cannot_be_closed(client, club, board):
    application = with_board(club)
    vote(client, board[0], application, "yes")
    secretary = a_person()
    a_role(club, secretary, ClubRole.SECRETARY)
    sign_in(client, secretary)
    case = f"/crown/applications/{application.ref}"
    answer = client.submit(case, to=f"{case}/count")
    assert answer.status_code == 422
    assert "The votes don’t decide yet." in answer.text


def test_whoever_stands_aside_shrinks_the_board_but_not_the_quorum(client, club, board):
    application = with_board(club)
    vote(client, board[0], application, "stand_aside")
    vote(client, board[1], application, "yes")
    assert now_of(club, application).status is ApplicationStatus.WITH_BOARD
    vote(client, board[2], application, "yes")
    assert now_of(club, application).status is ApplicationStatus.APPROVED


@pytest.mark.parametrize("status", [ApplicationStatus.RECEIVED, ApplicationStatus.WITHDRAWN])
def test_there_is_no_vote_where_the_board_is_not_asked(client, club, board, status):
    application = an_application(club, status=status)
    answer = vote(client, board[0], application, "yes")
    assert answer.status_code == 422


def test_staff_that_is_not_on_the_board_has_no_vote(client, club):
    application = with_board(club)
    person = a_person()
    a_role(club, person, ClubRole.SECRETARY)
    sign_in(client, person)
    assert client.get(f"/crown/applications/{application.ref}/vote").status_code == 404


def test_only_papers_that_came_after_the_question_are_new(client, club, board):
    application, now = with_board(club), clock.now()
    some_evidence(club, application, "crown/1", received_at=now - timedelta(days=2))
    with as_desk(club):
        facts = {"application_id": application.id, "asked_by_id": board[0].id, "reason": "How many companies?"}
        times = {"asked_at": now - timedelta(days=1), "answered_at": now}
        saved(Question(ref=new_ref(), answer="Two.", **facts, **times))
    some_evidence(club, application, "crown/2", received_at=now)
    sign_in(client, board[1])
    page = client.get(f"/crown/applications/{application.ref}/vote").text
    assert "1 new paper went to the verifiers." in page
    assert "Asked and answered" in page, "who never looked is not told what is new since"


def test_a_question_holds_the_decision_and_its_answer_is_shown(client, club, board):
    application = with_board(club)
    vote(client, board[0], application, "ask", "How many companies?")
    assert now_of(club, application).status is ApplicationStatus.QUESTION_OPEN
    vote(client, board[1], application, "yes")
    vote(client, board[2], application, "yes")
    assert now_of(club, application).status is ApplicationStatus.QUESTION_OPEN
    answered(club, application, "Two companies, both mine.")
    sign_in(client, board[0])
    page = client.get(f"/crown/applications/{application.ref}/vote").text
    assert "New since you looked" in page
    assert "Two companies, both mine." in page
    vote(client, board[0], application, "yes")
    assert now_of(club, application).status is ApplicationStatus.APPROVED


def test_votes_that_decide_once_the_question_is_answered_may_be_closed_by_the_desk(client, club, board):
    application = with_board(club)
    vote(client, board[0], application, "ask", "How many companies?")
    vote(client, board[1], application, "yes")
    vote(client, board[2], application, "yes")
    answered(club, application, "Two.")
    secretary = a_person()
    a_role(club, secretary, ClubRole.SECRETARY)
    sign_in(client, secretary)
    case = f"/crown/applications/{application.ref}"
    assert "The votes decide already: close the vote." in client.get(case).text
    assert client.submit(case, to=f"{case}/count").status_code == 303
    assert now_of(club, application).status is ApplicationStatus.APPROVED


def answered(club, application, text):
    from club.applications.actions import answer

    with as_desk(club):
        gate = Money(club.gate_minor, club.gate_currency)
        answer(session().get_one(Application, application.id), text=text, evidence=[], gate=gate)
