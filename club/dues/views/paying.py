"""The way from an invoice to the provider's page, the same for an applicant and for a firm."""

from flask import abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock, i18n
from club.core.db import read
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.dues.checkout_actions import begin, keys_of_club
from club.dues.gateway import Order, ProviderAway, start
from club.dues.queries import ONE


def go_and_pay(ref: str, *, back: str) -> ResponseReturnValue:
    """Send the payer to the provider; `back` is the invoice's page, where they come out again."""
    invoice = read(ONE, ref=ref).first() or abort(404)
    keys = keys_of_club() or abort(404)
    try:
        intent = begin(ref, at=clock.now())
    except Refused as refused:
        flash(said(refused.refusal), "warn")
        return redirect(back, 303)
    if intent.address:
        return redirect(intent.address, 303)
    order = Order(
        title=_("%(club)s: invoice %(number)s", club=club_here().name, number=invoice.number),
        amount_minor=invoice.amount_minor,
        currency=invoice.currency,
        email=invoice.contact_email,
        lang=i18n.lang(),
        back=back,
    )
    try:
        return redirect(start(intent, order, keys), 303)
    except ProviderAway:
        flash(
            _("The payment provider did not answer. Nothing was charged. Try again in two minutes, or pay by bank."),
            "bad",
        )
        return redirect(back, 303)
