"""The blueprint that the modules beside this one hang their pages on."""

from datetime import date
from typing import Any

from flask import Blueprint, request

from club.core import clock
from club.core.db import read
from club.core.site import club_here
from club.dues.models import InvoiceStatus, PaymentMethod
from club.dues.queries import TAKES_CHECKOUT
from club.dues.rules import is_overdue

blueprint = Blueprint("dues", __name__)


def today_here() -> date:
    """The day in this club's zone."""
    return clock.today(club_here().zone)


def is_late(invoice: Any) -> bool:
    """Whether an invoice, as read, is overdue today."""
    return is_overdue(invoice.status, invoice.due_on, today_here())


def takes_checkout() -> bool:
    """Whether this club can be paid at the provider."""
    return bool(read(TAKES_CHECKOUT).scalar())


def has_just_paid() -> bool:
    """Whether the payer comes back from the provider."""
    return request.args.get("checkout") == "done"


def is_waiting(invoice: Any) -> bool:
    """Whether somebody has just paid, and the provider has not confirmed it yet."""
    return has_just_paid() and invoice.status == InvoiceStatus.OPEN


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"is_late": is_late, "PaymentMethod": PaymentMethod}
