"""What follows an approval, as the status page tells it: the invoice, the payment, the owner’s way in."""

from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from club.applications import queries
from club.applications.models import ApplicationStatus
from club.applications.progress_rules import Standing
from club.core import clock
from club.core.db import read
from club.core.i18n import day, money
from club.core.money import Money
from club.core.site import club_here
from club.dues.rules import is_overdue
from club.firms.welcome_actions import WayIn, way_in


@dataclass(frozen=True)
class After:
    """The standing after approval, with the rows that it was told from."""

    standing: Standing
    invoice: Any = None
    join_path: str = ""
    sign_in_path: str = ""
    pay_path: str = ""
    bank_details: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)


def after_approval(application: Any, token: str) -> After:
    """What dues and the firm say once an application is approved; before that only its status."""
    standing = Standing(application.status)
    if application.status is not ApplicationStatus.APPROVED or application.firm_id is None:
        return After(standing)
    invoice = read(queries.INVOICE, firm_id=application.firm_id).first()
    if invoice is None:
        return After(standing)
    is_paid = invoice.paid_at is not None
    way = way_in(application.firm_id) if is_paid else WayIn()
    club = club_here()
    owed = Money(invoice.amount_minor, invoice.currency)
    return After(
        Standing(
            application.status,
            owed=owed,
            due_on=invoice.due_on,
            is_overdue=is_overdue(invoice.status, invoice.due_on, clock.today(club.zone)),
            is_paid=is_paid,
            has_password=way.has_come_in,
            is_link_over=way.ran_out,
        ),
        invoice=invoice,
        join_path=way.address if way.waits else "",
        sign_in_path=_path("account.login") if way.has_come_in else "",
        pay_path="" if is_paid else _path("dues.follow", token=token),
        bank_details=club.bank_details,
        facts=_facts(invoice, owed),
    )


def _path(endpoint: str, **values: Any) -> str:
    """The path of a page of another slice, where this installation has it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def _facts(invoice: Any, owed: Money) -> list[tuple[str, str]]:
    facts = [
        (_("Number"), invoice.number),
        (_("Amount"), money(owed)),
        (_("For"), f"{day(invoice.starts_on)} – {day(invoice.ends_on)}"),
    ]
    last = (_("Paid on"), day(invoice.paid_at)) if invoice.paid_at else (_("Due by"), day(invoice.due_on))
    return [*facts, last]
