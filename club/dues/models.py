"""What a firm owes its club for a year, and how it was paid."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, ClubOwned, keys
from club.core.types import BIGINT, Currency, Day, Id, Key, Line, Minor, Moment, Prose, Ref, Word, one_of


class InvoiceStatus(StrEnum):
    """Whether an invoice is owed."""

    OPEN = "open"
    PAID = "paid"
    VOID = "void"


class Invoice(AboutFirm, Base):
    """One year's dues of one firm; the number is unique and without gaps inside a club and year."""

    __tablename__ = "invoice"
    __table_args__ = keys(
        AboutFirm, refers={"plan_id": "plan"}, unique=["ref", "number"], index=[("status", "due_on"), "firm_id"]
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    number: Mapped[Word]
    plan_id: Mapped[Key]
    debtor: Mapped[Line]
    amount_minor: Mapped[Minor]
    currency: Mapped[Currency]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    issued_at: Mapped[Moment]
    due_on: Mapped[Day]
    status: Mapped[InvoiceStatus] = mapped_column(one_of(InvoiceStatus), default=InvoiceStatus.OPEN)
    paid_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class InvoiceNumbers(ClubOwned, Base):
    """The last invoice number of a club in a year."""

    __tablename__ = "invoice_numbers"
    __table_args__ = keys(ClubOwned, unique=["year"])

    id: Mapped[Id]
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)


class PaymentMethod(StrEnum):
    """How money came."""

    TRANSFER = "transfer"
    CHECKOUT = "checkout"


class Payment(AboutFirm, Base):
    """Money received for one invoice; `reference` is the bank's or the provider's, used once in a club."""

    __tablename__ = "payment"
    __table_args__ = keys(AboutFirm, refers={"invoice_id": "invoice"}, unique=["invoice_id", ("method", "reference")])

    id: Mapped[Id]
    invoice_id: Mapped[Key]
    method: Mapped[PaymentMethod] = mapped_column(one_of(PaymentMethod))
    amount_minor: Mapped[Minor]
    currency: Mapped[Currency]
    reference: Mapped[Line]
    received_on: Mapped[Day]
    recorded_at: Mapped[Moment]
    recorded_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class CheckoutIntent(AboutFirm, Base):
    """That a payer wants to pay an invoice at the provider; written before the provider is called."""

    __tablename__ = "checkout_intent"
    __table_args__ = keys(AboutFirm, refers={"invoice_id": "invoice"}, unique=["ref"], index=["invoice_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    invoice_id: Mapped[Key]
    started_at: Mapped[Moment]
    provider_session: Mapped[Line | None]
    address: Mapped[Prose] = mapped_column(default="")
    completed_at: Mapped[Moment | None]


class ProviderEvent(ClubOwned, Base):
    """An event of the payment provider that was taken in; each id once."""

    __tablename__ = "provider_event"
    __table_args__ = keys(ClubOwned, unique=["event"])

    id: Mapped[Id]
    event: Mapped[Line]
    kind: Mapped[Line]
    received_at: Mapped[Moment]


class ProviderKeys(ClubOwned, Base):
    """A club's keys at the payment provider, encrypted with the installation's key."""

    __tablename__ = "provider_keys"
    __table_args__ = keys(ClubOwned, unique=[()])

    id: Mapped[Id]
    secret_key: Mapped[Prose]
    webhook_secret: Mapped[Prose]
    set_at: Mapped[Moment]
