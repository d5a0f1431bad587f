"""From the form to the owner’s way in, as the status page tells it at each step."""

import re

import pytest
from sqlalchemy import select

from club.core import clock, jobs
from club.core.db import session
from club.core.messages import Message
from club.dues.actions import record_transfer
from club.dues.models import Invoice
from club.policy import ClubRole
from tests.applications.applying import send
from tests.makers import a_club, a_notice, a_person, a_plan, a_role, as_desk, sign_in

FIGURE = {"verify-turnover": "7千1百万", "verify-remarks": "Bank statements of twelve months."}


@pytest.fixture
def club(app):
    made = a_club("crown", board_yes=2, bank_details="Demo Bank 1234")
    a_notice(made)
    a_plan(made)
    return made


def as_role(client, club, role):
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)
    return person


def the_next_step(client, path):
    page = client.get(path).text
    found = re.search(r"Next step</h2><p>([^<]+)</p>", page)
    assert found
    return found[1].replace("\xa0", " "), page


def case_of(client):
    return re.findall(r'href="(/crown/applications/[a-z2-7]{16})"', client.get("/crown/applications").text)[0]


@pytest.mark.slow
@pytest.mark.parametrize("contact", ["owner@stoneferry.example", "138 0013 8000"])
def test_a_firm_applies_is_verified_voted_on_pays_and_comes_in(app, club, contact):
    applicant, desk = app.test_client(), app.test_client()
    status = send(applicant, contact=contact).location
    assert the_next_step(applicant, status)[0].startswith("We have your application")

    as_role(desk, club, ClubRole.VERIFIER)
    case = case_of(desk)
    desk.submit(case, FIGURE, to=f"{case}/verification")
    assert the_next_step(applicant, status)[0].startswith("The board is voting.")

    for role in (ClubRole.BOARD_MEMBER, ClubRole.BOARD_MEMBER):
        as_role(desk, club, role)
        desk.submit(f"{case}/vote", {"choice": "yes"})
    step, page = the_next_step(applicant, status)
    assert step.startswith("The firm is admitted. Pay CNY 12,800 by ")
    assert "Demo Bank 1234" in page
    assert f'href="{status}/invoice"' in page

    treasurer = a_person()
    with as_desk(club):
        invoice = session().scalars(select(Invoice)).one()
        record_transfer(
            invoice,
            amount=invoice.amount_minor,
            currency=invoice.currency,
            reference="demo 1",
            received_on=clock.today("Asia/Shanghai"),
            by=treasurer.id,
            at=clock.now(),
        )
    jobs.finish_all()
    step, page = the_next_step(applicant, status)
    assert step == "The dues are paid. Set your password and open the workspace."
    assert re.search(r'href="[^"]*/crown/join/[a-z2-7]{26}"[^>]*>Set your password', page)
    with as_desk(club):
        told = [message.event for message in session().scalars(select(Message).order_by(Message.written_at))]
    assert told == [
        "applications/received",
        "dues/owes",
        "dues/received",
    ]
