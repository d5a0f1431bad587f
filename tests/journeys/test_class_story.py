"""A class with one place: taken, waited for, given back, offered, accepted, shown at the door, certified."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from club.classes.certificate_actions import certify, reference_of
from club.classes.models import ClassSession, Registration, Standing
from club.clubs.models import Club, NoticeKind
from club.core import clock
from club.core.db import session, transaction
from club.people import passwords
from club.policy import ClubRole
from tests.chromium import Served
from tests.journeys.crown import Account
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_class, a_club, a_notice, a_person, a_role, as_desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECRETARY = Account("secretary@crown.example")


def registers(guest: Somebody, row: ClassSession, *, button: str, contact: str) -> str:
    """The line of the guest’s private page."""
    guest.opens(f"/crown/classes/{row.slug}")
    guest.looks("class")
    guest.follows(button)
    guest.types("Your name", f"Guest {guest.name}")
    guest.types("The firm you come from", "Stone Ferry")
    guest.types("Your mail address or mobile number", contact)
    guest.ticks("I have read the notice and agree")
    guest.looks("class-form")
    guest.presses(button)
    guest.looks("class-place")
    return guest.line("Link")


def is_held(club: Club, row: ClassSession) -> str:
    """The class is over; the reference of the certificate of whoever came."""
    with as_desk(club):
        held = session().get_one(ClassSession, row.id)
        held.starts_at, held.ends_at = clock.now() - timedelta(hours=3), clock.now() - timedelta(hours=1)
        ref = session().scalars(select(Registration.ref).where(Registration.attended_at.is_not(None))).one()
    with as_desk(club), transaction():
        certify(ref=ref)
    with as_desk(club):
        return reference_of(ref) or ""


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_from_the_line_to_the_certificate(app: Flask, served: Served, tmp_path: Path) -> None:
    crown = a_club("crown")
    a_notice(crown, NoticeKind.VISITORS)
    row = a_class(crown, seats=1, in_days=0.3, title="Counting stock")
    a_role(
        crown, a_person(SECRETARY.identifier, password_hash=passwords.hashed(SECRETARY.password)), ClubRole.SECRETARY
    )
    first = Somebody(served, "first", on_phone=True)
    own = registers(first, row, button="Register", contact="13800000001")
    first.reads_words("You have a place.")
    second = Somebody(served, "second", on_phone=True, lang="zh", dark=True)
    theirs = registers(second, row, button="Join the line", contact="13800000002")
    second.reads("You are first in line. When a place falls free, you are asked by message and on this page.")

    first.opens(own)
    first.unfolds("I cannot come")
    first.presses("Give the place back")
    first.reads("You are off the list. Thank you for telling us.")
    served.work()
    second.opens(theirs)
    second.looks("class-offer")
    second.presses("Take the place")
    second.reads("The place is yours.")

    desk = Somebody(served, "desk", on_phone=True)
    with as_desk(crown):
        placed = session().scalars(select(Registration.ref).where(Registration.status == Standing.PLACED)).one()
    desk.opens(f"/crown/classes/check-in/{placed}")
    signs_in(desk, SECRETARY)
    desk.page.wait_for_url("**/check-in/*")
    desk.looks("class-door")
    desk.presses("Let in")
    desk.reads_words("Guest second is checked in.", "Came in on")

    reference = is_held(crown, row)
    second.opens(theirs)
    second.ticks("Good")
    second.presses("Send")
    second.looks("class-after")
    with second.page.expect_download() as paper:
        second.follows("Download it as PDF")
    paper.value.save_as(tmp_path / "certificate.pdf")
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF-")
    anybody = Somebody(served, "anybody")
    anybody.opens(f"/crown/classes/certificates/{reference}")
    anybody.reads_words("This certificate holds", "Guest second", "Counting stock")
    anybody.looks("class-verified")
