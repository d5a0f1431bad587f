"""What a firm owes the club: its record, invoices open and paid, a payment and one that was begun."""

from datetime import date
from typing import Any

from club.clubs.models import Plan
from club.core import clock
from club.core.audit import Did, record
from club.core.db import session
from club.core.refs import new_ref
from club.dues.models import CheckoutIntent, Invoice, InvoiceStatus, Payment, PaymentMethod
from club.firms.models import Firm, FirmRecord
from tests.makers import as_desk, saved
from tests.world.tenants import Tenant


def fill_dues(tenant: Tenant, firm: Firm) -> None:
    """The firm's record, what it owes and what it paid."""
    at = clock.now()
    with as_desk(tenant.club):
        plan = session().query(Plan).first()
        session().add(
            FirmRecord(
                firm_id=firm.id,
                legal_name=f"{firm.slug} Ltd",
                credit_code=f"91330108MA2{firm.id:06}X",
                contact_email=f"owner@{firm.slug}.example",
                seats=30,
                case_ref=_case(tenant),
            )
        )
        for status in (InvoiceStatus.OPEN, InvoiceStatus.PAID):
            invoice = saved(
                Invoice(
                    ref=new_ref(),
                    firm_id=firm.id,
                    number=f"2026-{firm.id}{status.value}",
                    plan_id=plan.id if plan else 0,
                    debtor=f"{firm.slug} Ltd",
                    amount_minor=12_800_00,
                    currency="CNY",
                    starts_on=date(2026, 1, 1),
                    ends_on=date(2026, 12, 31),
                    issued_at=at,
                    due_on=date(2026, 2, 1),
                    status=status,
                    paid_at=at if status is InvoiceStatus.PAID else None,
                )
            )
            tenant.note("invoice", invoice)
            tenant.values[f"invoice.{status}"] = invoice.ref
        about: dict[str, Any] = {"firm_id": firm.id, "invoice_id": invoice.id}
        intent = saved(CheckoutIntent(ref=new_ref(), started_at=at, **about))
        saved(
            Payment(
                method=PaymentMethod.TRANSFER,
                amount_minor=12_800_00,
                currency="CNY",
                reference=f"bank-{firm.slug}",
                received_on=date(2026, 1, 20),
                recorded_at=at,
                **about,
            )
        )
        record(Did.PAYMENT_RECORDED, invoice.ref, about_firm=firm.id)
        tenant.note("intent", intent)


def _case(tenant: Tenant) -> str:
    """The application that the first firm of the club came from."""
    return tenant.values.get("application.approved", "") if session().query(FirmRecord).first() is None else ""
