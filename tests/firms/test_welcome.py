"""The first owner's way in, and how it is made anew."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from club.clubs.models import Club
from club.core import mail
from club.core.audit import ClubEvent
from club.core.db import session
from club.core.messages import Message
from club.core.outbox import Job
from club.core.refusals import Refused
from club.firms.models import Firm, FirmRecord, FirmStatus
from club.firms.rules import welcome_refusal
from club.firms.welcome_actions import renew, way_in
from club.people.models import Person
from tests.client import HouseClient
from tests.makers import a_club, a_plan, an_admitted_firm, as_desk, as_firm
from tests.makers.members import a_paid_firm, let_joining_links_run_out, open_joining_links

NEW = {"new_password": "seven grey herons", "email": "lin@people.example"}


@pytest.fixture
def club(app: Flask) -> Club:
    return a_club("crown")


def opened(club: Club) -> Firm:
    """A firm whose dues are paid and whose owner was asked in."""
    return a_paid_firm(club, a_plan(club), name="Lantern")


def renewed(club: Club, firm: Firm, *, only_if_over: bool = False) -> str:
    with as_desk(club):
        return renew(session().get_one(Firm, firm.id), only_if_over=only_if_over)


def address_of(club: Club, firm: Firm) -> str:
    with as_desk(club):
        return way_in(firm.id).address


def mailed_address() -> str:
    letters = [file.read_text() for file in mail.written_files()]
    (welcome,) = [letter for letter in letters if "Subject: Lantern is a member of" in letter]
    (address,) = set(re.findall(r"http://127\.0\.0\.1:8000/crown/join/[a-z2-7]{26}", welcome))
    return address


def firm_contact(club: Club, firm: Firm) -> str:
    with as_desk(club):
        return session().scalars(select(FirmRecord.contact_email).where(FirmRecord.firm_id == firm.id)).one()


def test_nobody_is_asked_in_before_activation(club: Club) -> None:
    firm = an_admitted_firm(club)
    with as_desk(club):
        way = way_in(firm.id)
    assert (way.waits, way.ran_out, way.address) == (False, False, "")
    with pytest.raises(Refused):
        renewed(club, firm)


def test_only_the_mailbox_and_the_page_of_the_application_show_the_link(club: Club) -> None:
    firm = opened(club)
    shown = address_of(club, firm)
    mailed = mailed_address()
    assert mailed != shown
    with as_desk(club):
        told = session().scalars(select(Message.body_text)).all()
        ordered = [str(job.values) for job in session().scalars(select(Job))]
    assert told
    tokens = [address.rpartition("/")[2] for address in (shown, mailed)]
    assert not any(token in text for token in tokens for text in [*told, *ordered])


@pytest.mark.parametrize(("by_mail", "is_proven"), [(True, True), (False, False)])
def test_whoever_comes_in_by_the_letter_has_proven_the_mailbox(
    club: Club, client: HouseClient, by_mail: bool, is_proven: bool
) -> None:
    firm = opened(club)
    address = mailed_address() if by_mail else address_of(club, firm)
    contact = firm_contact(club, firm)
    client.submit(address.removeprefix("http://127.0.0.1:8000"), {**NEW, "email": contact})
    assert open_joining_links(club) == 0
    with as_desk(club):
        assert way_in(firm.id).has_come_in
        owner = session().scalars(select(Person).where(Person.email == contact)).one()
        assert (owner.email_verified_at is not None) is is_proven
        assert (owner.home_firm_id is None) is is_proven


@pytest.mark.slow
def test_a_link_that_ran_out_is_made_anew_and_brings_the_owner_in(club: Club, client: HouseClient) -> None:
    firm = opened(club)
    let_joining_links_run_out(club)
    with as_desk(club):
        assert way_in(firm.id).ran_out
    address = renewed(club, firm, only_if_over=True)
    assert address == address_of(club, firm)
    assert client.submit(address.removeprefix("http://127.0.0.1:8000"), NEW).status_code == 303
    with as_desk(club):
        assert way_in(firm.id).has_come_in


def test_an_open_link_is_kept_or_replaced_as_the_caller_wishes(club: Club) -> None:
    firm = opened(club)
    first = address_of(club, firm)
    assert renewed(club, firm, only_if_over=True) == first
    second = renewed(club, firm)
    assert second != first
    assert address_of(club, firm) == second
    assert open_joining_links(club) == 1


def test_an_owner_who_is_in_gets_no_other_link(club: Club, client: HouseClient) -> None:
    firm = opened(club)
    client.submit(address_of(club, firm).removeprefix("http://127.0.0.1:8000"), NEW)
    with pytest.raises(Refused, match="owner_is_in"):
        renewed(club, firm)
    assert open_joining_links(club) == 0


def test_a_new_link_is_written_where_the_firm_reads_it(club: Club) -> None:
    firm = opened(club)
    renewed(club, firm)
    with as_firm(firm):
        told = select(func.count()).select_from(ClubEvent).where(ClubEvent.did == "owner_link.renewed")
        assert session().scalar(told) == 1


@pytest.mark.parametrize(
    ("status", "is_asked", "has_come_in", "code"),
    [
        (FirmStatus.ACTIVE, True, False, None),
        (FirmStatus.ACTIVE, True, True, "owner_is_in"),
        (FirmStatus.ACTIVE, False, False, "not_asked_in"),
        (FirmStatus.APPROVED_UNPAID, False, False, "not_asked_in"),
        (FirmStatus.ENDED, True, False, "not_asked_in"),
    ],
)
def test_a_new_link_is_due_while_an_owner_is_asked_in(status, is_asked, has_come_in, code) -> None:
    refusal = welcome_refusal(status, is_asked=is_asked, has_come_in=has_come_in)
    assert (refusal.code if refusal else None) == code
