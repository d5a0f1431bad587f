"""Invoices, and the money that settles them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club, Plan
from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.core.messages import Message
from club.core.refusals import Refused
from club.dues.actions import invoice_for, invoice_to_settle, record_transfer
from club.dues.models import Invoice, InvoiceStatus, Payment
from club.firms.actions import record_of
from club.firms.models import Firm, FirmStatus, Invitation
from club.firms.welcome_actions import way_in
from club.policy import FirmRole
from tests.makers import a_club, a_person, a_plan, an_admitted_firm, an_invoice, as_desk, as_firm


@pytest.fixture
def club(app: Flask) -> Club:
    return a_club("crown", bank_details="Demo Bank\n0000 0000")


@pytest.fixture
def plan(club: Club) -> Plan:
    return a_plan(club)


def pay(invoice: Invoice, **facts: Any) -> Payment:
    found = invoice_to_settle(invoice.ref)
    assert found is not None
    values = {"amount": 12_800_00, "currency": "CNY", "reference": "T-1", "received_on": clock.today("Asia/Shanghai")}
    return record_transfer(found, **{**values, "by": facts.pop("by"), "at": clock.now(), **facts})


def at_once(app: Flask, count: int, work: Callable[[int], None]) -> list[Exception]:
    """Do one thing from several threads at the same moment; what each raised."""
    barrier, raised = Barrier(count), []

    def run(number: int) -> None:
        with app.app_context():
            barrier.wait()
            try:
                work(number)
            except Exception as error:  # noqa: BLE001
                raised.append(error)

    threads = [Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_an_invoice_covers_a_year_and_falls_due(club: Club, plan: Plan) -> None:
    invoice = an_invoice(club, plan, at=datetime(2026, 11, 22, 17, tzinfo=UTC))
    assert (invoice.number, invoice.amount_minor, invoice.currency) == ("2026-0001", 12_800_00, "CNY")
    assert (invoice.starts_on, invoice.ends_on) == (date(2026, 11, 23), date(2027, 11, 22))
    assert invoice.due_on == date(2026, 12, 23)


def test_numbers_run_on_start_anew_each_year_and_belong_to_a_club(club: Club, plan: Plan) -> None:
    harbour = a_club("harbour")
    other = an_invoice(harbour, a_plan(harbour))
    numbers = [an_invoice(club, plan).number for _ in range(2)]
    later = an_invoice(club, plan, at=datetime(2027, 1, 5, tzinfo=UTC)).number
    assert [*numbers, later, other.number] == ["2026-0001", "2026-0002", "2027-0001", "2026-0001"]


def test_a_number_that_was_rolled_back_is_given_again(club: Club, plan: Plan) -> None:
    firm = an_admitted_firm(club)
    with pytest.raises(RuntimeError), as_desk(club):
        invoice_for(firm, debtor="x", plan=plan, at=clock.now())
        raise RuntimeError
    assert an_invoice(club, plan, firm).number == "2026-0001"


def test_numbers_have_no_gap_when_many_are_written_at_once(app: Flask, club: Club, plan: Plan) -> None:
    firms = [an_admitted_firm(club) for _ in range(8)]
    assert at_once(app, 8, lambda number: an_invoice(club, plan, firms[number]) and None) == []
    with as_desk(club):
        numbers = sorted(session().scalars(select(Invoice.number)))
    assert numbers == [f"2026-{number:04}" for number in range(1, 9)]


def test_the_contact_is_told_what_is_owed(club: Club, plan: Plan) -> None:
    an_invoice(club, plan, an_admitted_firm(club, case_ref="case-a"))
    with as_desk(club):
        told = session().scalars(select(Message).where(Message.subject_ref == "case-a")).one()
    assert told.subject == "Admitted to Club crown: invoice 2026-0001"
    assert "CNY\xa012,800" in told.body_text
    assert "Demo Bank" in told.body_text


def test_a_transfer_pays_the_invoice_opens_the_firm_and_invites_its_owner(club: Club, plan: Plan) -> None:
    treasurer = a_person()
    firm = an_admitted_firm(club, "Lantern", case_ref="case-b")
    invoice = an_invoice(club, plan, firm)
    with as_desk(club, treasurer.id):
        pay(invoice, by=treasurer.id)
    finish_all()
    with as_desk(club):
        assert session().get_one(Invoice, invoice.id).status is InvoiceStatus.PAID
        assert session().get_one(Firm, firm.id).status is FirmStatus.ACTIVE
        assert record_of(firm.id).seats == 30
        link = way_in(firm.id).address
        told = session().scalars(select(Message.subject).where(Message.subject_ref == "case-b")).all()
    with as_firm(firm):
        invitation = session().scalars(select(Invitation)).one()
    assert (invitation.role, invitation.name) == (FirmRole.OWNER, "Lin Demo")
    assert link.startswith("http://127.0.0.1:8000/crown/join/")
    assert "Payment received: invoice 2026-0001" in told


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"amount": 12_799_00}, "other_amount"),
        ({"currency": "USD"}, "other_currency"),
        ({"reference": " "}, "no_reference"),
        ({"received_on": date(2099, 1, 1)}, "future_day"),
    ],
)
def test_what_does_not_settle_writes_nothing(club: Club, plan: Plan, facts: dict[str, Any], code: str) -> None:
    treasurer = a_person()
    invoice = an_invoice(club, plan)
    with pytest.raises(Refused) as refused, as_desk(club):
        pay(invoice, by=treasurer.id, **facts)
    assert refused.value.refusal.code == code
    with as_desk(club):
        assert session().get_one(Invoice, invoice.id).status is InvoiceStatus.OPEN
        assert session().scalars(select(Payment)).all() == []


def test_one_transfer_does_not_pay_two_invoices(club: Club, plan: Plan) -> None:
    treasurer = a_person()
    first, second = an_invoice(club, plan), an_invoice(club, plan)
    with as_desk(club):
        pay(first, by=treasurer.id, reference="T 77")
    with pytest.raises(Refused) as refused, as_desk(club):
        pay(second, by=treasurer.id, reference="t77")
    assert refused.value.refusal.code == "reference_used"


def test_an_invoice_recorded_by_many_at_once_is_paid_once(app: Flask, club: Club, plan: Plan) -> None:
    treasurer = a_person()
    firm = an_admitted_firm(club)
    invoice = an_invoice(club, plan, firm)

    def record(number: int) -> None:
        with as_desk(club, treasurer.id):
            pay(invoice, by=treasurer.id, reference=f"T-{number}")

    raised = at_once(app, 6, record)
    assert [error.refusal.code for error in raised if isinstance(error, Refused)] == ["paid_before"] * 5
    finish_all()
    with as_desk(club):
        assert len(session().scalars(select(Payment)).all()) == 1
    with as_firm(firm):
        assert len(session().scalars(select(Invitation)).all()) == 1
