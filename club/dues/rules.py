"""What an invoice covers, when it is due, and which money settles it."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from club.core.money import Money
from club.core.refusals import Refusal
from club.core.text import N_
from club.dues.models import InvoiceStatus

TRANSITIONS: Mapping[InvoiceStatus, frozenset[InvoiceStatus]] = {
    InvoiceStatus.OPEN: frozenset({InvoiceStatus.PAID, InvoiceStatus.VOID}),
    InvoiceStatus.PAID: frozenset(),
    InvoiceStatus.VOID: frozenset(),
}
"""From each status the ones that may follow."""

NUMBER_DIGITS = 4
LONGEST_REFERENCE = 100
ACCOUNT_MAY_BE_BEHIND = timedelta(days=1)
"""A bank abroad may be a day ahead of the club's zone."""


def invoice_number(year: int, count: int) -> str:
    """`2026-0001`: the count starts anew each year."""
    return f"{year}-{count:0{NUMBER_DIGITS}d}"


def due_on(issued_on: date, days: int) -> date:
    """The last day on which dues are not late."""
    return issued_on + timedelta(days=days)


def is_overdue(status: InvoiceStatus, due: date, today: date) -> bool:
    """Whether an invoice is owed and its day is past."""
    return status is InvoiceStatus.OPEN and today > due


def term(starts_on: date, months: int) -> tuple[date, date]:
    """First and last day of a membership; a day that its last month lacks becomes that month's last."""
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    day = min(starts_on.day, monthrange(year, month + 1)[1])
    return starts_on, date(year, month + 1, day) - timedelta(days=1)


def plain_reference(typed: str) -> str:
    """A bank's reference as it is compared: half-width, upper case, without spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed)).upper()


_LESS = (
    N_("%(paid)s is less than the %(owed)s owed."),
    N_(
        "Nothing was recorded. Ask the firm for the difference; once it has come, record the whole %(owed)s "
        "with the reference and the day of the last transfer."
    ),
)
_MORE = (
    N_("%(paid)s is more than the %(owed)s owed."),
    N_("Nothing was recorded. Record the %(owed)s, and pay back from your bank what is too much."),
)


def settles(status: InvoiceStatus, owed: Money, paid: Money) -> Refusal | None:
    """Why this money does not settle an invoice; None where it does. Only the exact sum does."""
    if status is InvoiceStatus.PAID:
        return Refusal(
            "paid_before",
            N_("This invoice is paid already."),
            N_("Nothing was recorded. If the money came twice, pay the second sum back from your bank."),
        )
    if status is InvoiceStatus.VOID:
        return Refusal("void", N_("This invoice was cancelled; it can’t be paid."))
    if paid.currency != owed.currency:
        return Refusal(
            "other_currency",
            N_("The invoice is over %(owed)s; money in %(currency)s does not settle it."),
            N_("Record the sum that your bank credited in the invoice’s currency."),
            {"owed": owed, "currency": paid.currency},
        )
    if paid.amount_minor != owed.amount_minor:
        message, how = _LESS if paid < owed else _MORE
        return Refusal("other_amount", message, how, {"paid": paid, "owed": owed})
    return None


def transfer_fault(reference: str, received_on: date, *, issued_on: date, today: date) -> Refusal | None:
    """What is wrong with the particulars of a bank transfer; None where they can be true."""
    if not plain_reference(reference):
        return Refusal("no_reference", N_("Type the bank’s reference of the transfer, as the statement shows it."))
    if len(plain_reference(reference)) > LONGEST_REFERENCE:
        return Refusal("long_reference", N_("A bank’s reference has at most 100 characters."))
    if received_on > today + ACCOUNT_MAY_BE_BEHIND:
        return Refusal("future_day", N_("That day has not come yet. Give the day on which the money arrived."))
    if received_on < issued_on:
        return Refusal(
            "early_day",
            N_("That is before the invoice was written (%(issued_on)s)."),
            N_("Give the day on which the money arrived."),
            {"issued_on": issued_on},
        )
    return None
