"""Firms on their way in: admitted, invoiced, paid."""

from itertools import count
from typing import Any

from sqlalchemy import func, select

from club.clubs.models import Club, Plan
from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.core.links import Link
from club.dues.actions import invoice_for, record_transfer
from club.dues.models import Invoice
from club.firms.actions import admit
from club.firms.models import Firm
from tests.makers.people import a_person
from tests.makers.scopes import as_desk

_number = count(1)


def an_admitted_firm(club: Club, name: str = "", **facts: Any) -> Firm:
    number = next(_number)
    values = {
        "legal_name": f"{name or 'Lamp'} {number} Ltd",
        "name": name or f"Lamp {number}",
        "credit_code": f"91330100MA2{number:06}X",
        "city": "Hangzhou",
        "platforms": ["tmall"],
        "categories": "Lamps",
        "contact_name": "Lin Demo",
        "contact_email": f"lin{number}@lamp.example",
        "contact_phone": "",
        "verified_minor": 82_000_000_00,
        "verified_currency": "CNY",
        "lang": "en",
        "at": clock.now(),
        "case_ref": f"case{number}",
        **facts,
    }
    with as_desk(club):
        return admit(**values)


def an_invoice(club: Club, plan: Plan, firm: Firm | None = None, **facts: Any) -> Invoice:
    firm = firm or an_admitted_firm(club)
    with as_desk(club):
        return invoice_for(firm, **{"debtor": firm.name, "plan": plan, "at": clock.now(), **facts})


def a_paid_firm(club: Club, plan: Plan, **facts: Any) -> Firm:
    """A firm that has paid: active, and its owner is asked in."""
    firm, treasurer = an_admitted_firm(club, **facts), a_person()
    invoice = an_invoice(club, plan, firm)
    with as_desk(club, treasurer.id):
        record_transfer(
            session().get_one(Invoice, invoice.id),
            amount=invoice.amount_minor,
            currency=invoice.currency,
            reference="demo 1",
            received_on=clock.today(club.zone),
            by=treasurer.id,
            at=clock.now(),
        )
    finish_all()
    return firm


def let_joining_links_run_out(club: Club) -> None:
    """Bring the end of every open link of an invitation to this moment."""
    with as_desk(club):
        for link in session().scalars(select(Link).where(Link.purpose == "join")):
            link.expires_at = clock.now()


def open_joining_links(club: Club) -> int:
    """How many links of invitations open something."""
    is_open = (Link.used_at.is_(None), Link.revoked_at.is_(None), Link.expires_at > clock.now())
    with as_desk(club):
        return session().scalar(select(func.count()).select_from(Link).where(Link.purpose == "join", *is_open)) or 0
