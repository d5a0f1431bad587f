"""Firms on their way in: admitted, invoiced, paid."""

from itertools import count
from typing import Any

from club.clubs.models import Club, Plan
from club.core import clock
from club.dues.actions import invoice_for
from club.dues.models import Invoice
from club.firms.actions import admit
from club.firms.models import Firm
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
