"""The applicant’s private page."""

import pytest
from sqlalchemy import select

from club.applications.actions import status_token
from club.applications.models import Application, ApplicationStatus, Evidence, Question
from club.core import clock, links
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.core.messages import Message
from club.core.refs import new_ref
from club.policy import ClubRole
from tests.makers import a_club, a_person, a_role, as_desk, saved
from tests.makers.applications import a_photo, an_application, with_board
from tests.statements import counted


@pytest.fixture
def club(app):
    return a_club("crown", telephone="0571 5550 1230")


def a_status_page(club, application):
    with as_desk(club):
        token = status_token(session().get_one(Application, application.id))
    return f"/crown/apply/{token}"


def a_question(club, application, reason="How many companies does the figure cover?"):
    asker = a_person()
    with as_desk(club):
        session().get_one(Application, application.id).status = ApplicationStatus.QUESTION_OPEN
        facts = {"application_id": application.id, "asked_by_id": asker.id, "asked_at": clock.now()}
        return saved(Question(ref=new_ref(), reason=reason, **facts))


def now_of(club, application):
    with as_desk(club):
        return session().get_one(Application, application.id)


def test_the_page_says_one_next_step_and_what_was_sent(client, club):
    application = an_application(club)
    page = client.get(a_status_page(club, application)).text
    assert page.count("Next step") == 1
    assert application.legal_name in page
    assert "CNY\xa090,000,000" in page
    assert "Year 2025, Paid, net of refunds" in page


@pytest.mark.parametrize("token", ["a" * 26, "x", "AAAA", "a" * 5000, "😀"])
def test_a_guessed_link_is_explained(client, club, token):
    answer = client.get(f"/crown/apply/{token}")
    assert answer.status_code == 404
    assert "This link leads to no application" in answer.text


def test_a_link_that_has_run_out_is_explained(client, club):
    application = an_application(club)
    page = a_status_page(club, application)
    with as_desk(club):
        session().scalars(select(links.Link)).one().expires_at = clock.now()
    assert client.get(page).status_code == 404


def test_a_link_of_another_club_opens_nothing(client, club):
    page = a_status_page(club, an_application(club))
    a_club("harbour")
    assert client.get(page).status_code == 200
    assert client.get(page.replace("/crown/", "/harbour/")).status_code == 404
    assert client.post(page.replace("/crown/", "/harbour/") + "/withdrawal").status_code in {400, 404}


@pytest.mark.slow
def test_a_question_is_answered_with_new_evidence_and_the_board_goes_on(client, club):
    application = with_board(club)
    member = a_person("member@board.example")
    a_role(club, member, ClubRole.BOARD_MEMBER)
    a_question(club, application)
    path = a_status_page(club, application)
    assert "How many companies does the figure cover?" in client.get(path).text
    fields = {"answer": "Two companies, both mine.", "evidence": (a_photo(), "second.jpg")}
    answer = client.submit(path, fields, to=f"{path}/answer", content_type="multipart/form-data")
    assert answer.status_code == 303
    assert now_of(club, application).status is ApplicationStatus.WITH_BOARD
    with as_desk(club):
        assert session().scalars(select(Question.answer)).one() == "Two companies, both mine."
        assert session().scalars(select(Evidence.name)).one() == "second.jpg"
    with as_desk(club, person=member.id):
        assert "has answered the question of the board" in session().scalars(select(Message.body_text)).one()


def test_an_answer_before_the_figure_is_verified_goes_back_to_the_verifier(client, club):
    application = an_application(club)
    a_question(club, application)
    path = a_status_page(club, application)
    client.submit(path, {"answer": "Two companies."}, to=f"{path}/answer")
    assert now_of(club, application).status is ApplicationStatus.RECEIVED


@pytest.mark.slow
def test_an_empty_answer_keeps_the_file(client, club):
    application = with_board(club)
    a_question(club, application)
    path = a_status_page(club, application)
    fields = {"answer": "", "evidence": (a_photo(), "second.jpg")}
    answer = client.submit(path, fields, to=f"{path}/answer", content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Write your answer." in answer.text
    assert "second.jpg" in answer.text


def test_an_answer_on_a_page_that_stood_open_too_long_is_not_lost(client, club):
    application = with_board(club)
    a_question(club, application)
    path = a_status_page(club, application)
    answer = client.post(f"{path}/answer", data={"answer": "Two companies.", "csrf_token": "stale"})
    assert answer.status_code == 422
    assert "This page stood open for long." in answer.text
    assert "Two companies." in answer.text


def test_an_answer_sent_twice_counts_once(client, club):
    application = with_board(club)
    a_question(club, application)
    path = a_status_page(club, application)
    fields = {**client.form(path), "answer": "Two companies."}
    assert [client.post(f"{path}/answer", data=fields).status_code for _ in range(2)] == [303, 303]


def test_an_answer_without_an_open_question_is_refused(client, club):
    path = a_status_page(club, with_board(club))
    answer = client.submit(path, {"answer": "Hello?"}, to=f"{path}/answer")
    assert answer.status_code == 422
    assert "Hello?" in answer.text
    assert "No question is open any more." in answer.text


def test_an_applicant_may_withdraw(client, club):
    application = with_board(club)
    path = a_status_page(club, application)
    assert client.submit(path, to=f"{path}/withdrawal").status_code == 303
    assert "You have withdrawn the application." in client.get(path).text
    assert now_of(club, application).withdrawn_at is not None
    assert client.submit("/crown/apply/find", to=f"{path}/withdrawal").status_code == 303
    with as_desk(club):
        withdrawn = select(ClubEvent).where(ClubEvent.did == Did.APPLICATION_WITHDRAWN.value)
        assert len(session().scalars(withdrawn).all()) == 1


def test_a_status_page_takes_few_statements(client, club, app):
    path = a_status_page(club, an_application(club))
    client.get("/crown/apply/find")
    with counted(app) as sent:
        client.get(path)
    assert len(sent) <= 6
