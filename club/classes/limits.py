"""How often one may register: generous per address, as a hall full of guests shares one, strict per link."""

from datetime import timedelta

from flask import request

from club.core.limits import Limit, hit
from club.core.refusals import Refusal
from club.core.text import N_

BY_ADDRESS = Limit("class-register", 600, timedelta(hours=1))
LINKS = Limit("class-link", 3, timedelta(days=1))

ADDRESS_FULL = Refusal(
    "address_full",
    N_("Very many registrations have come from your network in the last hour."),
    N_("Please send it again later; this page keeps what you typed."),
)


def may_register() -> bool:
    """Whether one more registration may come in from this address."""
    return hit(BY_ADDRESS, request.remote_addr or "")


def may_send_link(ref: str) -> bool:
    """Whether somebody’s private link may go out once more today."""
    return hit(LINKS, ref)
