"""Whoever came has a certificate: verified by a link, set as PDF by a job once the class is over."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from club.classes import place_queries
from club.classes.day_rules import CERTIFICATE_DAYS, is_certified
from club.classes.models import Registration
from club.copies.certificate_actions import keep, paper, set_as_pdf
from club.core import clock, links, outbox
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.files import FileStore
from club.core.scope import current

PURPOSE = "class_certificate"


def give(came: Registration) -> None:
    """Let a certificate hold, of which anybody learns by its random reference."""
    links.make(PURPOSE, came.ref, days=CERTIFICATE_DAYS, club_id=current().club, firm_id=came.firm_id)


def take_away(came: Registration) -> None:
    """Let a certificate hold no longer, and let go of its PDF."""
    links.revoke(PURPOSE, came.ref)
    if came.certificate_stored_as:
        outbox.order("classes.forget_certificate", stored_as=came.certificate_stored_as)
    came.certificate_stored_as = came.certificate_failed = ""


def reference_of(ref: str) -> str | None:
    """The random reference by which anybody verifies somebody’s certificate; None for whoever did not come."""
    return links.token_for(PURPOSE, ref, current().club)


def certified(ref: str) -> Any:
    """Whoever came to a class that is over, as read; None for everybody else."""
    came = read(place_queries.ONE, ref=ref).first()
    if came is None or came.erased_at is not None:
        return None
    return came if is_certified(came.status, came.attended_at, came.ends_at, now=clock.now()) else None


def order_setting(came: Registration) -> None:
    """Order that a certificate is set as PDF."""
    outbox.order("classes.certify", ref=came.ref)


@outbox.handles("classes.certify")
def certify(*, ref: str) -> None:
    """Set a certificate as PDF and keep it; where that cannot be done, its page can be printed."""
    came, reference = certified(ref), reference_of(ref)
    if came is None or reference is None or came.certificate_stored_as:
        return
    drawn = set_as_pdf(page(came, reference))
    row = session().scalars(select(Registration).where(Registration.ref == ref).with_for_update()).one()
    if row.certificate_stored_as or reference_of(ref) != reference:
        return
    row.certificate_stored_as, row.certificate_failed = keep(drawn)


@outbox.handles("classes.forget_certificate")
def forget_certificate(*, stored_as: str) -> None:
    """Let go of the bytes of a certificate that holds no longer."""
    store().forget(stored_as)


def page(came: Any, reference: str) -> str:
    """A certificate as it stands on paper, in the language of whoever came."""
    address = absolute("classes.verify", token=reference)
    facts = {"came": came, "reference": reference}
    return paper("classes/certificate_paper.html", lang=came.lang, address=address, **facts)


def store() -> FileStore:
    """Where the files of certificates are."""
    files: FileStore = current_app.extensions["files"]
    return files
