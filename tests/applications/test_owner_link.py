"""The owner’s way in that ran out: made anew by the applicant, or at the desk."""

import re
from functools import partial

import pytest

from club.applications.actions import status_token
from club.applications.models import Application, ApplicationStatus
from club.core.db import session
from club.policy import ClubRole
from tests.applications.test_races import at_once
from tests.makers import a_club, a_person, a_plan, a_role, as_desk, sign_in
from tests.makers.applications import an_application
from tests.makers.members import a_paid_firm, let_joining_links_run_out, open_joining_links

NEW = {"new_password": "seven grey herons", "email": "lin@people.example"}
JOIN = re.compile(r"/crown/join/[a-z2-7]{26}")


@pytest.fixture
def club(app):
    return a_club("crown")


@pytest.fixture
def application(club):
    firm = a_paid_firm(club, a_plan(club))
    return an_application(club, status=ApplicationStatus.APPROVED, firm_id=firm.id)


@pytest.fixture
def status(club, application):
    with as_desk(club):
        return "/crown/apply/" + status_token(session().get_one(Application, application.id))


def at_the_desk(client, club, role=ClubRole.SECRETARY):
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)


def test_an_applicant_makes_a_new_link_once_the_first_ran_out(client, club, status):
    first = JOIN.findall(client.get(status).text)[0]
    let_joining_links_run_out(club)
    page = client.get(status).text
    assert "the link to the workspace has run out" in page
    assert not JOIN.findall(page)
    assert client.submit(status, to=f"{status}/owner-link").location == status
    second = JOIN.findall(client.get(status).text)[0]
    assert second != first
    assert client.get(first).status_code == 410
    assert client.submit(second, NEW).status_code == 303
    assert "Sign in to its workspace." in client.get(status).text


def test_pressed_twice_at_once_it_is_one_link(app, club, status):
    let_joining_links_run_out(club)
    clients = [app.test_client() for _ in range(4)]
    calls = [partial(one.post, f"{status}/owner-link", data=one.form(status)) for one in clients]
    assert {answer.status_code for answer in at_once(*calls)} == {303}
    assert open_joining_links(club) == 1


def test_once_the_owner_is_in_nobody_makes_another_link(app, client, club, application, status):
    app.test_client().submit(JOIN.findall(client.get(status).text)[0], NEW)
    answer = client.submit("/crown/apply/find", to=f"{status}/owner-link")
    assert answer.status_code == 422
    assert "The owner has come in already" in answer.text
    at_the_desk(client, club)
    case = f"/crown/applications/{application.ref}"
    assert "New link for the owner" not in client.get(case).text
    assert client.submit(case, to=f"{case}/owner-link").status_code == 422
    assert open_joining_links(club) == 0


def test_before_admission_there_is_no_link_to_make(client, club):
    application = an_application(club)
    with as_desk(club):
        token = status_token(session().get_one(Application, application.id))
    answer = client.submit(f"/crown/apply/{token}", to=f"/crown/apply/{token}/owner-link")
    assert answer.status_code == 422
    assert "The firm is not admitted" in answer.text


def test_a_guessed_link_makes_nothing(client, club):
    assert client.submit("/crown/apply/find", to=f"/crown/apply/{'a' * 26}/owner-link").status_code == 404


@pytest.mark.parametrize("role", [ClubRole.SECRETARY, ClubRole.ADMINISTRATOR])
def test_the_desk_hands_a_new_link_over_and_the_old_one_ends(client, club, application, status, role):
    first = JOIN.findall(client.get(status).text)[0]
    at_the_desk(client, club, role)
    case = f"/crown/applications/{application.ref}"
    assert "New link for the owner" in client.get(case).text
    page = client.submit(case, to=f"{case}/owner-link").text
    second = JOIN.findall(page)[0]
    assert "<svg" in page
    assert second != first
    assert client.get(first).status_code == 410
    assert open_joining_links(club) == 1


def test_a_verifier_hands_no_link_over(client, club, application):
    at_the_desk(client, club, ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    assert "New link for the owner" not in client.get(case).text
    assert client.submit(case, to=f"{case}/owner-link").status_code == 404
