"""Reads of dues: who owes what, one invoice, what a firm or an applicant owes."""

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import String, and_, bindparam, case, cast, func, select

from club.clubs.models import Plan
from club.core.audit import ClubEvent
from club.core.walls import reads
from club.dues.models import Invoice, InvoiceStatus, Payment, ProviderKeys
from club.firms.models import Firm, FirmRecord

PAGE = 30

_SORTS = {
    "number": (Invoice.number, Invoice.id),
    "firm": (Firm.name, Invoice.id),
    "due": (Invoice.due_on, Invoice.id),
    "amount": (Invoice.currency, Invoice.amount_minor, Invoice.id),
}
_OF_ITS_FIRM = and_(Firm.club_id == Invoice.club_id, Firm.id == Invoice.firm_id)

_ROWS = (
    select(
        Invoice.ref,
        Invoice.number,
        Invoice.debtor,
        Invoice.amount_minor,
        Invoice.currency,
        Invoice.due_on,
        Invoice.status,
        Invoice.paid_at,
        Firm.name.label("firm"),
        Firm.city,
    )
    .join(Firm, _OF_ITS_FIRM)
    .where(
        Invoice.status == bindparam("status"),
        Invoice.due_on >= bindparam("due_from"),
        Invoice.due_on <= bindparam("due_until"),
    )
)


def _sorted(columns: tuple[Any, ...], *, descending: bool) -> Any:
    order = [column.desc() if descending else column for column in columns]
    return reads(_ROWS.order_by(*order).limit(PAGE + 1).offset(bindparam("offset")))


LISTS = {
    (name, descending): _sorted(columns, descending=descending)
    for name, columns in _SORTS.items()
    for descending in (False, True)
}

_state = case(
    (and_(Invoice.status == InvoiceStatus.OPEN, Invoice.due_on < bindparam("today")), "overdue"),
    else_=cast(Invoice.status, String),
)
SUMS = reads(
    select(
        _state.label("state"),
        Invoice.currency,
        func.count().label("invoices"),
        func.sum(Invoice.amount_minor).label("amount_minor"),
    )
    .group_by(_state, Invoice.currency)
    .order_by(Invoice.currency)
)

_WHOLE = (
    select(
        *Invoice.__table__.c,
        Firm.name.label("firm"),
        Firm.slug.label("firm_slug"),
        Firm.city,
        Firm.activated_at,
        FirmRecord.legal_name,
        FirmRecord.credit_code,
        FirmRecord.contact_email,
        FirmRecord.case_ref,
        Plan.name_en.label("plan_en"),
        Plan.name_zh.label("plan_zh"),
        Plan.seats,
        Payment.method,
        Payment.reference,
        Payment.received_on,
    )
    .join(Firm, _OF_ITS_FIRM)
    .join(FirmRecord, and_(FirmRecord.club_id == Invoice.club_id, FirmRecord.firm_id == Invoice.firm_id))
    .join(Plan, and_(Plan.club_id == Invoice.club_id, Plan.id == Invoice.plan_id))
    .outerjoin(
        Payment,
        and_(
            Payment.club_id == Invoice.club_id,
            Payment.firm_id == Invoice.firm_id,
            Payment.invoice_id == Invoice.id,
        ),
    )
)
ONE = reads(_WHOLE.where(Invoice.ref == bindparam("ref")))
OF_FIRM = reads(
    _WHOLE.where(Invoice.firm_id == bindparam("firm_id")).order_by(Invoice.issued_at.desc(), Invoice.id.desc())
)
OF_CASE = reads(
    _WHOLE.where(FirmRecord.case_ref == bindparam("case_ref"))
    .order_by(Invoice.issued_at.desc(), Invoice.id.desc())
    .limit(1)
)
HISTORY = reads(
    select(ClubEvent.did, ClubEvent.at, ClubEvent.facts)
    .where(ClubEvent.row == bindparam("ref"))
    .order_by(ClubEvent.at, ClubEvent.ref)
)
KEYS = reads(select(ProviderKeys.secret_key, ProviderKeys.webhook_secret, ProviderKeys.set_at))
TAKES_CHECKOUT = reads(select(func.count()).select_from(ProviderKeys))


class Sum(NamedTuple):
    """How many invoices are in a state, and their sum in one currency."""

    invoices: int
    amount_minor: int
    currency: str


class Filter(StrEnum):
    """Which invoices a treasurer looks at."""

    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"


def filtered(state: Filter, today: date) -> dict[str, Any]:
    """The values of `LISTS` for a filter; open means owed and not yet late."""
    status = InvoiceStatus.PAID if state is Filter.PAID else InvoiceStatus.OPEN
    due_from = today if state is Filter.OPEN else date.min
    due_until = date.fromordinal(today.toordinal() - 1) if state is Filter.OVERDUE else date.max
    return {"status": status, "due_from": due_from, "due_until": due_until}
