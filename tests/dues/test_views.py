"""Pages of dues: who owes what, recording a transfer, the firm's own, the applicant's."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club, Plan
from club.core import clock, links
from club.core.db import session
from club.core.messages import Message
from club.dues.models import Invoice
from club.dues.telling_actions import tell_owes
from club.firms.models import Firm
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import (
    a_club,
    a_firm,
    a_membership,
    a_person,
    a_plan,
    a_role,
    an_admitted_firm,
    an_invoice,
    as_desk,
    sign_in,
)
from tests.makers.members import a_paid_firm


@pytest.fixture
def club(app: Flask) -> Club:
    return a_club("crown", bank_details="Demo Bank\n0000 0000")


@pytest.fixture
def plan(club: Club) -> Plan:
    return a_plan(club)


@pytest.fixture
def treasurer(client: HouseClient, club: Club) -> HouseClient:
    person = a_person()
    a_role(club, person, ClubRole.TREASURER)
    sign_in(client, person)
    return client


def test_the_treasurer_sees_what_is_late_first(treasurer: HouseClient, club: Club, plan: Plan) -> None:
    an_invoice(club, plan, an_admitted_firm(club, "Punctual"))
    an_invoice(club, plan, an_admitted_firm(club, "Tardy"), at=clock.now() - timedelta(days=60))
    shown = treasurer.get("/crown/dues").text
    assert "1 firm is late with its dues" in shown
    assert "Tardy" in shown
    assert "Punctual" not in shown
    assert "Punctual" in treasurer.get("/crown/dues?state=open&sort=-amount").text
    assert "Nothing is paid yet" in treasurer.get("/crown/dues?state=paid").text


@pytest.mark.parametrize("query", ["?sort=nonsense", "?state=x&page=-4", "?page=99999999999999999999", "?sort=-firm"])
def test_a_strange_address_still_shows_the_list(treasurer: HouseClient, club: Club, plan: Plan, query: str) -> None:
    an_invoice(club, plan)
    assert treasurer.get(f"/crown/dues{query}").status_code == 200


def test_a_transfer_is_recorded_as_typed(treasurer: HouseClient, club: Club, plan: Plan) -> None:
    invoice = an_invoice(club, plan, an_admitted_firm(club, "Lantern"))
    path = f"/crown/dues/{invoice.ref}"
    typed = {"amount": "1.28万", "reference": "T 1"}
    typed["received_on"] = clock.today("Asia/Shanghai").isoformat()
    assert treasurer.submit(path, typed, to=f"{path}/transfer").status_code == 303
    shown = treasurer.get(path).text
    assert "Lantern has paid" in shown
    assert "Record a bank transfer" not in shown


def test_a_transfer_that_cannot_be_is_refused_in_the_readers_own_writing(
    treasurer: HouseClient, club: Club, plan: Plan
) -> None:
    """Sums and days as the page around them writes them, and no space between Chinese sentences."""
    invoice = an_invoice(club, plan)
    path = f"/crown/dues/{invoice.ref}"
    today = clock.today("Asia/Shanghai")
    typed = {"amount": "1", "reference": "T 1", "received_on": today.isoformat()}
    treasurer.set_cookie("lang", "zh")
    answer = treasurer.submit(path, typed, to=f"{path}/transfer").text
    assert "1 元少于应付的 12,800 元。" in answer
    early = {**typed, "amount": "12800", "received_on": "2020-01-01"}
    answer = treasurer.submit(path, early, to=f"{path}/transfer").text
    assert f"早于账单开具日（{today.year}年{today.month}月{today.day}日）。请" in answer


def test_another_amount_comes_back_with_everything_typed(treasurer: HouseClient, club: Club, plan: Plan) -> None:
    invoice = an_invoice(club, plan)
    path = f"/crown/dues/{invoice.ref}"
    typed = {"amount": "1.2万", "reference": "T 1", "received_on": clock.today("Asia/Shanghai").isoformat()}
    answer = treasurer.submit(path, typed, to=f"{path}/transfer")
    assert answer.status_code == 422
    assert "CNY\xa012,000 is less than the CNY\xa012,800 owed." in answer.text
    assert 'value="T 1"' in answer.text
    assert "1.2万 = 12,000 CNY" in answer.text


def test_empty_fields_are_named(treasurer: HouseClient, club: Club, plan: Plan) -> None:
    invoice = an_invoice(club, plan)
    path = f"/crown/dues/{invoice.ref}"
    answer = treasurer.submit(path, {"amount": "", "reference": "", "received_on": ""}, to=f"{path}/transfer")
    assert answer.status_code == 422
    assert "3 things to put right" in answer.text


def of_firm(client: HouseClient, firm: Firm, role: FirmRole) -> HouseClient:
    person = a_person()
    a_membership(firm, role, person)
    sign_in(client, person)
    return client


@pytest.mark.parametrize(("role", "status"), [(FirmRole.ACCOUNTANT, 200), (FirmRole.OWNER, 200), (FirmRole.LEAD, 404)])
def test_a_firm_sees_its_own_dues(client: HouseClient, club: Club, plan: Plan, role: FirmRole, status: int) -> None:
    firm = an_admitted_firm(club, "Lantern")
    invoice = an_invoice(club, plan, firm)
    of_firm(client, firm, role)
    assert client.get("/crown/firms/lantern/dues").status_code == status
    assert client.get(f"/crown/firms/lantern/dues/{invoice.ref}").status_code == status


def test_a_firm_does_not_see_another_firms_invoice(client: HouseClient, club: Club, plan: Plan) -> None:
    invoice: Invoice = an_invoice(club, plan)
    bamboo = a_firm(club, "bamboo")
    of_firm(client, bamboo, FirmRole.OWNER)
    assert client.get(f"/crown/firms/bamboo/dues/{invoice.ref}").status_code == 404
    assert "No invoice yet" in client.get("/crown/firms/bamboo/dues").text


def test_an_applicant_prints_the_invoice_by_the_private_link(client: HouseClient, club: Club, plan: Plan) -> None:
    an_invoice(club, plan, an_admitted_firm(club, "Lantern", case_ref="case-l"))
    an_invoice(club, plan, an_admitted_firm(club, "Bamboo", case_ref="case-b"))
    with as_desk(club):
        token = links.token_of(links.make("status", "case-l", days=30, club_id=club.id).ref)
        stray = links.token_of(links.make("status", "", days=30, club_id=club.id).ref)
    shown = client.get(f"/crown/apply/{token}/invoice").text
    assert "Lantern" in shown
    assert "Bamboo" not in shown
    assert "Demo Bank" in shown
    assert client.get(f"/crown/apply/{stray}/invoice").status_code == 404
    assert client.get("/crown/apply/aaaaaaaaaaaaaaaaaaaaaaaaaa/invoice").status_code == 404


def test_a_firm_back_from_the_provider_is_not_asked_to_pay_again(client: HouseClient, club: Club, plan: Plan) -> None:
    firm = an_admitted_firm(club, "Lantern")
    address = f"/crown/firms/lantern/dues/{an_invoice(club, plan, firm).ref}"
    of_firm(client, firm, FirmRole.OWNER)
    assert "Pay by bank transfer" in client.get(address).text
    back = client.get(f"{address}?checkout=done").text
    assert "Your payment is being confirmed" in back
    assert "Look again" in back
    assert "Pay by" not in back


def test_an_applicant_who_has_paid_is_led_on(client: HouseClient, club: Club, plan: Plan) -> None:
    a_paid_firm(club, plan, name="Lantern", case_ref="case-l")
    with as_desk(club):
        token = links.token_of(links.make("status", "case-l", days=30, club_id=club.id).ref)
    shown = client.get(f"/crown/apply/{token}/invoice?checkout=done").text
    assert "is paid" in shown
    assert "Go on" in shown


@pytest.mark.parametrize(
    ("is_first", "told"), [(True, "its owner’s link is on its way"), (False, "the receipt goes to its contact")]
)
def test_a_payment_says_what_follows_for_the_owner(treasurer, club: Club, plan: Plan, is_first, told) -> None:
    firm = an_admitted_firm(club, "Punctual") if is_first else a_paid_firm(club, plan)
    invoice = an_invoice(club, plan, firm, at=clock.now())
    typed = {"amount": "1.28万", "reference": "T-1", "received_on": clock.today("Asia/Shanghai").isoformat()}
    page = treasurer.submit(
        f"/crown/dues/{invoice.ref}", typed, to=f"/crown/dues/{invoice.ref}/transfer", follow_redirects=True
    )
    assert told in page.text


def test_the_letter_about_an_invoice_leads_to_it_without_an_application(app: Flask, club: Club, plan: Plan) -> None:
    invoice = an_invoice(club, plan, an_admitted_firm(club, "Punctual"))
    with as_desk(club):
        firm = session().get_one(Firm, invoice.firm_id)
        tell_owes(session().get_one(Invoice, invoice.id), firm, session().get_one(Club, club.id))
        bodies = session().scalars(select(Message.body_html)).all()
        there = f"/crown/firms/{firm.slug}/dues/{invoice.ref}"
    assert all(there in body for body in bodies)
