"""Dues are invoiced and settled; what settles an invoice opens the firm, in the same commit."""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from club.clubs.models import Club, Plan
from club.core import audit, clock
from club.core.audit import Did
from club.core.db import session
from club.core.money import Money
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.dues.models import CheckoutIntent, Invoice, InvoiceNumbers, InvoiceStatus, Payment, PaymentMethod
from club.dues.rules import due_on, invoice_number, plain_reference, settles, term, transfer_fault
from club.dues.telling_actions import tell_owes, tell_received
from club.firms import actions as firms
from club.firms.models import Firm


def invoice_for(firm: Firm, *, debtor: str, plan: Plan, at: datetime) -> Invoice:
    """Write the invoice over a year's dues and tell the firm's contact. At the club's desk only.

    Numbers run without gaps in a club and year: a rollback gives the number back.
    """
    club = session().get_one(Club, firm.club_id)
    issued_on = clock.today(club.zone, at=at)
    starts_on, ends_on = term(issued_on, plan.months)
    invoice = Invoice(
        ref=new_ref(),
        firm_id=firm.id,
        number=_next_number(issued_on.year),
        plan_id=plan.id,
        debtor=debtor,
        amount_minor=plan.price_minor,
        currency=plan.currency,
        starts_on=starts_on,
        ends_on=ends_on,
        issued_at=at,
        due_on=due_on(issued_on, club.dues_days),
        status=InvoiceStatus.OPEN,
    )
    session().add(invoice)
    audit.record(Did.INVOICE_ISSUED, invoice.ref, about_firm=firm.id, amount=plan.price_minor, currency=plan.currency)
    tell_owes(invoice, firm, club)
    session().flush()
    return invoice


def record_transfer(
    invoice: Invoice,
    *,
    amount: int,
    currency: str,
    reference: str,
    received_on: date,
    by: int,
    at: datetime,
) -> Payment:
    """Record money that came by bank; the exact sum settles the invoice and opens the firm. At the club's desk only.

    `amount` in minor units. Refused where the sum or currency differs, the invoice is paid, or the bank's reference
    was recorded before; nothing is written then.
    """
    club = session().get_one(Club, invoice.club_id)
    issued_on, today = (clock.today(club.zone, at=moment) for moment in (invoice.issued_at, at))
    if fault := transfer_fault(reference, received_on, issued_on=issued_on, today=today):
        raise Refused(fault)
    payment = Payment(
        firm_id=invoice.firm_id,
        invoice_id=invoice.id,
        method=PaymentMethod.TRANSFER,
        amount_minor=amount,
        currency=currency,
        reference=plain_reference(reference),
        received_on=received_on,
        recorded_at=at,
        recorded_by_id=by,
    )
    _settle(invoice, payment, club, at=at)
    return payment


def settle_checkout(intent: CheckoutIntent, *, amount: int, currency: str, reference: str, at: datetime) -> Payment:
    """Record money that the provider took for an intent; as `record_transfer`, without a person.

    `reference` is the provider's name of the payment; `currency` in upper case.
    """
    invoice = session().get_one(Invoice, intent.invoice_id)
    club = session().get_one(Club, invoice.club_id)
    payment = Payment(
        firm_id=invoice.firm_id,
        invoice_id=invoice.id,
        method=PaymentMethod.CHECKOUT,
        amount_minor=amount,
        currency=currency,
        reference=reference,
        received_on=clock.today(club.zone, at=at),
        recorded_at=at,
    )
    _settle(invoice, payment, club, at=at)
    intent.completed_at = at
    return payment


def invoice_to_settle(ref: str) -> Invoice | None:
    """An invoice by its ref, to be changed; None where the scope has none."""
    return session().execute(select(Invoice).where(Invoice.ref == ref)).scalar_one_or_none()


def _settle(invoice: Invoice, payment: Payment, club: Club, *, at: datetime) -> None:
    paid, owed = Money(payment.amount_minor, payment.currency), Money(invoice.amount_minor, invoice.currency)
    if (refusal := settles(invoice.status, owed, paid)) is not None:
        raise Refused(refusal)
    settled = session().execute(
        update(Invoice)
        .where(Invoice.id == invoice.id, Invoice.status == InvoiceStatus.OPEN)
        .values(status=InvoiceStatus.PAID, paid_at=at, version=Invoice.version + 1)
    )
    if not settled.rowcount:  # type: ignore[attr-defined]
        raise Refused(settles(InvoiceStatus.PAID, owed, paid) or _used_before())
    try:
        with session().begin_nested():
            session().add(payment)
    except IntegrityError:
        raise Refused(_used_before()) from None
    firm = session().get_one(Firm, invoice.firm_id)
    plan = session().get_one(Plan, invoice.plan_id)
    audit.record(
        Did.PAYMENT_RECORDED,
        invoice.ref,
        about_firm=firm.id,
        amount=paid.amount_minor,
        currency=paid.currency,
        by=payment.method.value,
    )
    tell_received(invoice, payment, firm, club)
    firms.activate(firm, plan_seats=plan.seats, at=at)


def _used_before() -> Refusal:
    return Refusal(
        "reference_used",
        N_("A payment with this reference is recorded already, for another invoice."),
        N_("Compare both with the bank’s statement."),
    )


def _next_number(year: int) -> str:
    """The next number of the club's year; its row stays locked until this commit ends."""
    mine = select(InvoiceNumbers).where(InvoiceNumbers.year == year).with_for_update()
    numbers = session().execute(mine).scalar_one_or_none()
    if numbers is None:
        try:
            with session().begin_nested():
                session().add(InvoiceNumbers(year=year, last=0))
        except IntegrityError:  # somebody else wrote the year's first invoice meanwhile
            pass
        numbers = session().execute(mine.execution_options(populate_existing=True)).scalar_one()
    numbers.last += 1
    return invoice_number(year, numbers.last)
