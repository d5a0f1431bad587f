"""The front page of a club and of the installation."""

import re
from datetime import timedelta

import pytest

from club.core import clock
from club.firms import people_actions
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.makers import (
    a_club,
    a_department,
    a_draft,
    a_firm,
    a_membership,
    a_person,
    a_plan,
    a_role,
    a_talk,
    an_article,
    as_firm,
    sign_in,
)
from tests.makers.members import an_invoice
from tests.statements import counted


def test_the_front_page_says_who_may_join_and_what_is_new(app, client: HouseClient) -> None:
    club = a_club(
        "crown",
        opening_en="Owners teaching each other.",
        about_en="Once a month one of us explains.",
        place_en="Hangzhou",
        telephone="0571 5550 1230",
        hours_en="9 to 18",
        chat_address="https://chat.example/crown",
    )
    a_plan(club)
    for number in range(6):
        a_talk(club, slug=f"talk-{number}", title=f"Talk number {number}")
    an_article(club, title="Winter dinner")
    page = client.get("/crown/").text
    for words in ("Owners teaching each other.", "CNY\u00a070,000,000", "fiscal year", "less refunds"):
        assert words in page
    for words in ("All 6 talks", "Winter dinner", "0571 5550 1230", "9 to 18", "<svg", "Hangzhou"):
        assert words in page
    assert page.count("Talk number") == 4


def test_the_front_page_of_a_new_club_stands(app, client: HouseClient) -> None:
    a_club("crown", gate_minor=5_000_000_00, gate_currency="USD")
    page = client.get("/crown/", headers={"Accept-Language": "zh"}).text
    assert "crown 俱乐部" in page
    assert "5,000,000 USD" in page


def test_the_root_lists_the_clubs(app, client: HouseClient) -> None:
    assert "No club yet" in client.get("/").text
    a_club("crown", name_en="Golden Crown", place_en="Hangzhou")
    page = client.get("/").text
    assert 'href="/crown/"' in page
    assert "Hangzhou" in page


def test_the_front_page_sends_two_statements(app, client: HouseClient) -> None:
    a_talk(a_club("crown"))
    client.get("/crown/")
    with counted(app) as sent:
        client.get("/crown/")
    assert len(sent) == 2, sent


@pytest.mark.parametrize(
    ("role", "is_proven", "is_told"), [("owner", False, True), ("owner", True, False), ("staff", False, False)]
)
def test_an_owner_is_asked_to_confirm_a_mailbox(app, client: HouseClient, role, is_proven, is_told) -> None:
    firm = a_firm(a_club("crown"), "lantern", set_up_at=clock.now())
    person = a_person(email_verified_at=clock.now() if is_proven else None)
    a_membership(firm, FirmRole(role), person)
    sign_in(client, person)
    page = client.get("/crown/firms/lantern/").text
    assert ('href="/crown/me/mail">Confirm a mail address' in page) is is_told


def test_one_person_is_no_people(app, client: HouseClient) -> None:
    firm, owner = a_firm(a_club("crown"), "lantern", set_up_at=clock.now()), a_person()
    a_membership(firm, FirmRole.OWNER, owner)
    sign_in(client, owner)
    assert re.search(r"1</\w+>\s*<\w+[^>]*>person<", client.get("/crown/firms/lantern/").text)


def test_the_workspace_leads_to_the_text_that_is_being_written(app, client: HouseClient) -> None:
    firm = a_firm(a_club("crown"), "lantern", set_up_at=clock.now())
    a_membership(firm, FirmRole.OWNER, owner := a_person())
    written = a_draft(firm, a_ladder())
    sign_in(client, owner)
    step = client.get("/crown/firms/lantern/").text.partition('<div class="next">')[2].partition("</div>")[0]
    assert "One text is being written" in step
    assert f'href="/crown/firms/lantern/ladders/{written.ref}/edit"' in step


def test_the_workspace_asks_to_let_in_whoever_waits(app, client: HouseClient) -> None:
    firm, owner = a_firm(a_club("crown"), "lantern", set_up_at=clock.now()), a_person()
    a_membership(firm, FirmRole.OWNER, owner)
    came = a_person()
    with as_firm(firm):
        row = people_actions.invite(role=FirmRole.STAFF, name="Ning", by=owner.id, at=clock.now())
        row.came_id, row.came_at = came.id, clock.now()
    sign_in(client, owner)
    assert "One person opened an invitation and waits for your word." in client.get("/crown/firms/lantern/").text


def test_a_lead_who_is_invited_is_named(app, client: HouseClient) -> None:
    firm, owner = a_firm(a_club("crown"), "lantern", set_up_at=clock.now()), a_person()
    department = a_department(firm, "Operations")
    a_membership(firm, FirmRole.OWNER, owner)
    sign_in(client, owner)
    assert "One department has no lead" in client.get("/crown/firms/lantern/departments").text
    with as_firm(firm):
        facts = {"role": FirmRole.LEAD, "name": "Ning", "department_id": department.id}
        people_actions.invite(**facts, by=owner.id, at=clock.now())
    assert "One department has no lead" not in client.get("/crown/firms/lantern/departments").text


def test_an_instructor_is_not_asked_to_join_and_begins_at_the_texts(app, client: HouseClient) -> None:
    club, instructor = a_club("crown"), a_person()
    a_role(club, instructor, ClubRole.INSTRUCTOR)
    sign_in(client, instructor)
    assert "Apply to join" not in client.get("/crown/").text
    assert client.get("/crown/places").location == "/crown/texts"


def test_a_member_finds_back_to_the_firm_from_the_clubs_pages(app, client: HouseClient) -> None:
    club = a_club("crown")
    firm, owner = a_firm(club, "lantern", name="Lantern", set_up_at=clock.now()), a_person()
    assert "Apply to join" in client.get("/crown/").text
    a_membership(firm, FirmRole.OWNER, owner)
    sign_in(client, owner)
    page = client.get("/crown/").text
    assert "Apply to join" not in page
    for there in ("/crown/", "/crown/inbox", "/crown/me", "/crown/library"):
        shown = client.get(there).text
        assert '<a href="/crown/firms/lantern/">Your firm</a>' in shown, there
        assert '<a href="/crown/firms/lantern/">Lantern</a>' in shown, there
    assert ">Your firm</a>" not in client.get("/crown/firms/lantern/").text


def test_a_treasurers_desk_counts_the_invoices(app, client: HouseClient) -> None:
    club, treasurer = a_club("crown"), a_person()
    a_role(club, treasurer, ClubRole.TREASURER)
    sign_in(client, treasurer)
    assert "Nothing waits on you" in client.get("/crown/desk").text
    plan = a_plan(club)
    for at in (clock.now() - timedelta(days=365), clock.now(), clock.now()):
        an_invoice(club, plan, at=at)
    page = client.get("/crown/desk").text
    assert "2 things wait on you" in page
    assert 'state=overdue">1 invoice is late<' in page
    assert 'state=open">2 invoices are owed, not late<' in page
