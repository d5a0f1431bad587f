"""A firm is admitted by the club, and opened to its owner once its dues are paid."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from club.core import audit, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.refs import new_ref
from club.core.scope import Scope
from club.firms.models import Firm, FirmRecord, FirmStatus
from club.firms.rules import slugs_for


def admit(
    *,
    legal_name: str,
    name: str,
    credit_code: str,
    city: str,
    platforms: Sequence[str],
    categories: str,
    contact_name: str,
    contact_email: str,
    contact_phone: str,
    verified_minor: int | None,
    verified_currency: str | None,
    lang: str,
    at: datetime,
    case_ref: str = "",
) -> Firm:
    """Make an approved firm that has not paid yet, with what the club holds about it. At the club's desk only.

    `case_ref` is the application's ref: messages to the contact are filed under it. The same credit code twice in a
    club fails the commit.
    """
    firm = _with_free_slug(
        Firm(
            name=name,
            city=city,
            platforms=list(platforms),
            categories=categories,
            status=FirmStatus.APPROVED_UNPAID,
            lang=lang,
            admitted_at=at,
        )
    )
    session().add(
        FirmRecord(
            firm_id=firm.id,
            legal_name=legal_name,
            credit_code=credit_code,
            contact_name=contact_name,
            contact_email=contact_email,
            contact_phone=contact_phone,
            verified_minor=verified_minor,
            verified_currency=verified_currency,
            case_ref=case_ref,
        )
    )
    audit.record(Did.FIRM_ADMITTED, firm.slug, about_firm=firm.id)
    return firm


def activate(firm: Firm, *, plan_seats: int, at: datetime) -> bool:
    """Open an approved firm: seats, and the owner's invitation with its link, made in the firm's own scope.

    False where it is active already; nothing happens then. At the club's desk only.
    """
    opened = session().execute(
        update(Firm)
        .where(Firm.id == firm.id, Firm.status == FirmStatus.APPROVED_UNPAID)
        .values(status=FirmStatus.ACTIVE, activated_at=at, version=Firm.version + 1)
    )
    if not opened.rowcount:  # type: ignore[attr-defined]
        return False
    record = record_of(firm.id)
    record.seats = plan_seats
    record.welcome_ref = new_ref()
    audit.record(Did.FIRM_ACTIVATED, firm.slug, about_firm=firm.id, seats=plan_seats)
    outbox.order("firms.welcome", key=f"firms.welcome:{record.welcome_ref}", scope=Scope(firm.club_id, firm.id))
    return True


def record_of(firm_id: int) -> FirmRecord:
    """What the club holds about a firm, to be changed."""
    return session().execute(select(FirmRecord).where(FirmRecord.firm_id == firm_id)).scalar_one()


def _with_free_slug(firm: Firm) -> Firm:
    """Add the firm under the first address that nobody else takes."""
    for slug in slugs_for(firm.name, new_ref()):
        firm.slug = slug
        try:
            with session().begin_nested():
                session().add(firm)
        except IntegrityError:
            continue
        return firm
    raise RuntimeError("no free address for a firm")
