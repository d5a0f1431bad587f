"""Paying at the provider: the intent before it, and what the provider's notices change after it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.core.money import Money
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.core.secrets import seal
from club.dues.actions import settle_checkout
from club.dues.gateway import Notice
from club.dues.models import CheckoutIntent, Invoice, ProviderEvent, ProviderKeys
from club.dues.rules import settles

OPEN_AT_PROVIDER = timedelta(hours=23)
"""The provider keeps a Checkout open for a day; a little less, so that nobody is sent to a closed one."""

STARTING = timedelta(minutes=2)
"""A call that a double click started may still be under way so long after."""

PAID_KINDS = frozenset({"checkout.session.completed", "checkout.session.async_payment_succeeded"})


def begin(ref: str, *, at: datetime) -> CheckoutIntent:
    """The intent to pay an invoice: the one still open at the provider, else a new one. Refused if it is not owed."""
    invoice = session().execute(select(Invoice).where(Invoice.ref == ref).with_for_update()).scalar_one()
    owed = Money(invoice.amount_minor, invoice.currency)
    if (refusal := settles(invoice.status, owed, owed)) is not None:
        raise Refused(refusal)
    if (under_way := _under_way(invoice, at)) is not None:
        return under_way
    intent = CheckoutIntent(ref=new_ref(), firm_id=invoice.firm_id, invoice_id=invoice.id, started_at=at)
    session().add(intent)
    audit.record(Did.CHECKOUT_STARTED, invoice.ref, about_firm=invoice.firm_id, intent=intent.ref)
    return intent


def _under_way(invoice: Invoice, at: datetime) -> CheckoutIntent | None:
    latest = session().scalars(
        select(CheckoutIntent)
        .where(CheckoutIntent.invoice_id == invoice.id, CheckoutIntent.completed_at.is_(None))
        .order_by(CheckoutIntent.id.desc())
        .limit(1)
    )
    intent = latest.first()
    if intent is None or at - intent.started_at > (OPEN_AT_PROVIDER if intent.address else STARTING):
        return None
    return intent


def take_in(notice: Notice, *, at: datetime) -> None:
    """Take in a signed notice, once; money that settles an intent's invoice opens the firm in the same commit.

    Money that settles nothing (another sum, a second payment) is written down for the treasurer.
    """
    try:
        with session().begin_nested():
            session().add(ProviderEvent(event=notice.event, kind=notice.kind, received_at=at))
    except IntegrityError:
        return
    if notice.kind not in PAID_KINDS or not notice.is_paid:
        return
    intent = _intent_of(notice)
    if intent is None:
        audit.record(Did.PAYMENT_UNMATCHED, notice.payment[:60], reason="no_intent")
        return
    if intent.completed_at is not None:
        return
    try:
        with session().begin_nested():
            settle_checkout(
                intent, amount=notice.amount_minor, currency=notice.currency, reference=notice.payment, at=at
            )
    except Refused as refused:
        _set_aside(intent, notice, refused.refusal.code)


def _intent_of(notice: Notice) -> CheckoutIntent | None:
    """The intent that a notice speaks of; none where another Checkout claims its ref."""
    intent = session().execute(select(CheckoutIntent).where(CheckoutIntent.ref == notice.intent)).scalar_one_or_none()
    if intent is None or intent.provider_session not in {None, notice.session}:
        return None
    return intent


def _set_aside(intent: CheckoutIntent, notice: Notice, reason: str) -> None:
    invoice = session().get_one(Invoice, intent.invoice_id)
    audit.record(
        Did.PAYMENT_UNMATCHED,
        invoice.ref,
        reason=reason,
        amount=notice.amount_minor,
        currency=notice.currency,
        payment=notice.payment,
    )


def keys_of_club() -> ProviderKeys | None:
    """The club's keys at the provider, sealed; None where it takes bank transfers only."""
    return session().execute(select(ProviderKeys)).scalar_one_or_none()


def set_keys(*, secret_key: str, webhook_secret: str, at: datetime) -> None:
    """Keep the club's keys, sealed, in place of the ones before."""
    keys = keys_of_club()
    if keys is None:
        keys = ProviderKeys()
        session().add(keys)
    keys.secret_key, keys.webhook_secret, keys.set_at = seal(secret_key), seal(webhook_secret), at
    audit.record(Did.PROVIDER_KEYS_SET, "provider_keys")


def remove_keys() -> None:
    """Take no more money at the provider."""
    if (keys := keys_of_club()) is not None:
        session().delete(keys)
        audit.record(Did.PROVIDER_KEYS_REMOVED, "provider_keys")
