"""Invoices of goldcrown's firms: one paid, one open, one overdue."""

from datetime import timedelta

from sqlalchemy import select

from club.clubs.models import Plan
from club.core import clock
from club.core.db import session
from club.demo.scopes import at_desk
from club.dues.actions import invoice_for, record_transfer
from club.dues.checkout_actions import keys_of_club, set_keys
from club.dues.models import Invoice
from club.firms.models import Firm, FirmRecord

DAYS_AGO = {"lantern": 40, "bamboo": 9, "kiln": 62, "quay": 5}
PAID = frozenset({"lantern"})


def seed_dues(clubs: dict[str, int], firms: dict[str, int], *, treasurer: int) -> None:
    """Invoice every firm once, and record the transfers of those that paid."""
    for club, slugs in (("goldcrown", ("lantern", "bamboo", "kiln")), ("harbor", ("quay",))):
        with at_desk(clubs[club], treasurer):
            if session().scalars(select(Invoice.id)).first() is not None:
                continue
            for slug in slugs:
                _invoice(firms[slug], slug, treasurer)


def _invoice(firm_id: int, slug: str, treasurer: int) -> None:
    firm = session().get_one(Firm, firm_id)
    record = session().scalars(select(FirmRecord).where(FirmRecord.firm_id == firm_id)).one()
    plan = session().scalars(select(Plan).where(Plan.withdrawn_at.is_(None))).one()
    at = clock.now() - timedelta(days=DAYS_AGO[slug])
    with clock.telling_of(at):
        invoice = invoice_for(firm, debtor=record.legal_name, plan=plan, at=at)
    if slug not in PAID:
        return
    paid_at = at + timedelta(days=7)
    with clock.telling_of(paid_at):
        record_transfer(
            invoice,
            amount=invoice.amount_minor,
            currency=invoice.currency,
            reference=f"DEMO-{slug.upper()}-2026",
            received_on=(at + timedelta(days=6)).date(),
            by=treasurer,
            at=paid_at,
        )


def seed_provider(club_id: int) -> None:
    """Let a club take payments by card at the double of the provider."""
    with at_desk(club_id):
        if keys_of_club() is None:
            set_keys(secret_key="sk_test_double", webhook_secret="whsec_double", at=clock.now())  # noqa: S106
