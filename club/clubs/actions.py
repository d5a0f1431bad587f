"""Clubs are founded, set and suspended by the installation's operator."""

from datetime import datetime

from sqlalchemy import select

from club.clubs.models import Basis, Club
from club.clubs.rules import domain_fault, slug_fault
from club.core import audit, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.core.scope import Scope, current
from club.core.text import N_

OFFER_STARTERS = "library.offer_starters"


def found(
    *,
    slug: str,
    name_en: str,
    name_zh: str,
    gate_minor: int,
    gate_currency: str,
    gate_basis: Basis = Basis.PAID_NET,
    lang: str = "en",
    reserved: frozenset[str],
    at: datetime,
    by: int | None = None,
) -> Club:
    """Make a club; what lies inside it is made by jobs in its own scope, after the commit. At the root only."""
    taken = session().scalars(select(Club.slug).where(Club.slug == slug)).all()
    if (fault := slug_fault(slug, reserved=reserved, taken=taken)) is not None:
        raise Refused(fault)
    club = Club(
        slug=slug,
        name_en=name_en,
        name_zh=name_zh,
        gate_minor=gate_minor,
        gate_currency=gate_currency,
        gate_basis=gate_basis,
        lang=lang,
        created_at=at,
    )
    session().add(club)
    session().flush()
    desk = Scope(club.id, person=by, staff=True)
    outbox.order("clubs.opened", key=f"clubs.opened:{club.id}", scope=desk)
    if OFFER_STARTERS in outbox.HANDLERS:
        outbox.order(OFFER_STARTERS, key=f"{OFFER_STARTERS}:{club.id}", scope=desk)
    return club


def set_domain(club: Club, domain: str, *, verified_at: datetime | None) -> None:
    """Give a club its own domain; it answers there once the operator has verified it."""
    if domain and (fault := domain_fault(domain)) is not None:
        raise Refused(fault)
    others = select(Club.slug).where(Club.domain == domain, Club.id != club.id)
    if domain and session().scalars(others).first():
        raise Refused(Refusal("taken_domain", N_("Another club has this domain.")))
    club.domain = domain or None
    club.domain_verified_at = verified_at if domain else None
    club.version += 1


def suspend(club: Club, *, at: datetime | None) -> None:
    """Close a club's site for everybody, or open it again; nothing is deleted."""
    club.suspended_at = at
    club.version += 1


def to_set(slug: str) -> Club | None:
    """A club by its slug, to be changed; locked until this commit ends."""
    found: Club | None = session().execute(select(Club).where(Club.slug == slug).with_for_update()).scalar_one_or_none()
    return found


@outbox.handles("clubs.opened")
def _opened() -> None:
    """The first event in a club's book."""
    club = session().get_one(Club, current().club)
    audit.record(Did.CLUB_CREATED, club.slug)
