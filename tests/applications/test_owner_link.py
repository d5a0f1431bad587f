"""The owner’s way in that ran out: made anew by the applicant, or at the desk."""

import re
from functools import partial

import pytest
from sqlalchemy import select

from club.applications.actions import status_token
from club.applications.models import Application, ApplicationStatus
from club.core import clock
from club.core.audit import ClubEvent, Did, FirmEvent
from club.core.db import session
from club.core.jobs import finish_all
from club.firms.models import Firm
from club.people.actions import prove_mail
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.applications.test_races import at_once
from tests.makers import a_club, a_membership, a_person, a_plan, a_role, as_desk, as_firm, sign_in
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_pressed_twice_at_once_it_is_one_link(app, club, status):
    let_joining_links_run_out(club)
    clients = [app.test_client() for _ in range(4)]
    calls = [partial(one.post, f"{status}/owner-link", data=one.form(status)) for one in clients]
    assert {answer.status_code for answer in at_once(*calls)} == {303}
    assert open_joining_links(club) == 1


@pytest.mark.slow
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


@pytest.fixture
def owner(client, status):
    """The owner, who came in by the link of the page and has confirmed nothing."""
    client.submit(JOIN.findall(client.get(status).text)[0], NEW)
    client.post("/crown/logout", data=client.form("/crown/logout"))


RESET = re.compile(r"/crown/reset/[a-z2-7]{26}")


@pytest.mark.slow
def test_the_desk_gives_an_owner_whom_it_has_heard_a_new_password_on_record(client, club, application, owner):
    case = f"/crown/applications/{application.ref}"
    at_the_desk(client, club)
    assert f"{case}/owner-password" in client.get(case).text
    assert client.submit(f"{case}/owner-password").status_code == 422
    assert client.submit(f"{case}/owner-password", {"has_heard": "y"}).status_code == 303
    finish_all()
    link = RESET.findall(client.get(f"{case}/owner-password").text)[0]
    assert client.submit(link, {"new_password": "nine blue herons"}).status_code == 303
    assert "lin@people.example" in client.get("/crown/me").text
    assert not RESET.findall(client.get("/crown/me").text)
    with as_desk(club):
        (event,) = session().scalars(select(ClubEvent).where(ClubEvent.did == Did.OWNER_RESET.value))
        assert event.firm_id == application.firm_id
        firm = session().get_one(Firm, application.firm_id)
    with as_firm(firm):
        whats = [one.facts.get("what") for one in session().scalars(select(FirmEvent))]
    assert "reset_link" in whats


@pytest.mark.parametrize("change", ["another owner", "a proven mailbox"])
def test_nobody_but_the_holder_opens_an_account_that_others_can_help_or_that_is_its_holders_own(
    client, club, application, owner, change
):
    with as_desk(club):
        firm = session().get_one(Firm, application.firm_id)
    if change == "another owner":
        a_membership(firm, FirmRole.OWNER, a_person())
    else:
        with as_firm(firm):
            holder = session().scalars(select(Person).where(Person.email == "lin@people.example")).one()
            prove_mail(holder, email="lin@people.example", at=clock.now())
    at_the_desk(client, club)
    path = f"/crown/applications/{application.ref}/owner-password"
    client.submit(path, {"has_heard": "y"})
    finish_all()
    assert not RESET.findall(client.get(path).text)


@pytest.mark.parametrize("role", [ClubRole.VERIFIER, ClubRole.BOARD_MEMBER, ClubRole.TREASURER])
def test_only_who_keeps_firms_gives_an_owner_a_new_password(client, club, application, owner, role):
    at_the_desk(client, club, role)
    assert client.get(f"/crown/applications/{application.ref}/owner-password").status_code == 404
