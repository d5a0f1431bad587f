"""The invoice of an admitted firm that has no account yet, opened by the applicant's private link."""

from typing import Any

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.addresses import absolute
from club.core.db import read
from club.dues.queries import OF_CASE
from club.dues.views.blueprint import blueprint, is_waiting, takes_checkout
from club.dues.views.paying import go_and_pay
from club.policy import Can, needs


@blueprint.get("/apply/<token>/invoice")
@needs(Can.APPLICATION_FOLLOW, link="status")
def follow(token: str) -> ResponseReturnValue:
    """The invoice, to print and to pay."""
    invoice, back = _invoice(), url_for("applications.status", token=token)
    return render_template(
        "dues/invoice.html",
        invoice=invoice,
        back=back,
        pay=url_for("dues.pay", token=token) if takes_checkout() else None,
        onward=(_("Go back to your application, where the owner’s sign-in is set up."), _("Go on"), back),
        is_waiting=is_waiting(invoice),
    )


@blueprint.post("/apply/<token>/pay")
@needs(Can.APPLICATION_FOLLOW, link="status")
def pay(token: str) -> ResponseReturnValue:
    """Go and pay at the provider."""
    return go_and_pay(_invoice().ref, back=absolute("dues.follow", token=token))


def _invoice() -> Any:
    """The latest invoice of the case that the link leads to, and of no other."""
    if g.link is None or not g.link.subject:
        abort(404)
    return read(OF_CASE, case_ref=g.link.subject).first() or abort(404)
