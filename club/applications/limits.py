"""How often one may apply: strict per contact, generous per address, as many share one."""

from collections.abc import Callable
from datetime import timedelta

from flask import request

from club.applications import queries
from club.applications.contact_fields import Contact
from club.applications.progress_rules import OPEN_STATUSES
from club.core.limits import Limit, hit
from club.core.questions import Pace
from club.core.refusals import Refusal
from club.core.text import N_

OPEN_PER_CONTACT = 3
BY_ADDRESS = Limit("apply", 60, timedelta(hours=1))
ANSWERED_BY_ADDRESS = Limit("apply-answered", 120, timedelta(hours=1))
UPLOADS = Limit("uploads", 400, timedelta(hours=1))
LINKS = Limit("status_link", 5, timedelta(days=1))
LINKS_BY_ADDRESS = Limit("status_link_address", 60, timedelta(hours=1))


def pace(contact: Contact, *, has_answered: Callable[[], bool]) -> Pace | Refusal:
    """Whether an application may come in: at once, after a question, or why not just now. Counts the try.

    Whether the question was answered is looked at only where one is due.
    """
    known = queries.open_for(contact)
    if sum(row.status in OPEN_STATUSES for row in known) >= OPEN_PER_CONTACT:
        return Refusal(
            "contact_full",
            N_("Three applications with this contact are open already."),
            N_("Follow them by their links, or ask a person at the club."),
        )
    address = request.remote_addr or ""
    if hit(BY_ADDRESS, address):
        return Pace.OPEN
    if not has_answered():
        return Pace.ASK
    if hit(ANSWERED_BY_ADDRESS, address):
        return Pace.OPEN
    return Refusal(
        "address_full",
        N_("Very many applications have come from your network in the last hour."),
        N_("Please send it again later; this page keeps what you typed."),
    )


def may_upload() -> bool:
    """Whether one more file may come in from this address."""
    return hit(UPLOADS, request.remote_addr or "")


def may_send_link(ref: str) -> bool:
    """Whether the link of an application may go out once more today."""
    return hit(LINKS_BY_ADDRESS, request.remote_addr or "") and hit(LINKS, ref)
