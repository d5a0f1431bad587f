"""Admitting firms and opening them."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.core import clock
from club.core.audit import ClubEvent
from club.core.db import session
from club.firms.actions import activate, record_of
from club.firms.models import Firm, FirmStatus
from tests.makers import a_club, an_admitted_firm, as_desk, as_firm


def test_an_admitted_firm_has_not_paid_and_stands_under_an_address_of_its_own(app: Flask) -> None:
    club = a_club()
    firms = [an_admitted_firm(club, name) for name in ("Lantern", "Lantern", "灯笼", "燈籠", "Лампа")]
    assert {firm.status for firm in firms} == {FirmStatus.APPROVED_UNPAID}
    assert [firm.slug for firm in firms[:4]] == ["lantern", "lantern-2", "denglong", "denglong-2"]
    assert firms[4].slug.startswith("firm-")


def test_addresses_of_another_club_do_not_matter(app: Flask) -> None:
    an_admitted_firm(a_club("harbour"), "Lantern")
    assert an_admitted_firm(a_club("crown"), "Lantern").slug == "lantern"


def test_one_credit_code_is_one_firm(app: Flask) -> None:
    club = a_club()
    an_admitted_firm(club, credit_code="91330100MA2ABCDEFX")
    with pytest.raises(IntegrityError):
        an_admitted_firm(club, credit_code="91330100MA2ABCDEFX")


def test_a_firm_opens_once(app: Flask) -> None:
    club = a_club()
    firm = an_admitted_firm(club)
    with as_desk(club):
        opened = [activate(session().get_one(Firm, firm.id), plan_seats=seats, at=clock.now()) for seats in (30, 99)]
        assert record_of(firm.id).seats == 30
    assert opened == [True, False]


def test_the_firm_may_read_that_it_was_admitted(app: Flask) -> None:
    club = a_club()
    firm = an_admitted_firm(club)
    with as_firm(firm):
        assert session().scalars(select(ClubEvent.did)).all() == ["firm.admitted"]
