"""A firm's own dues: its invoices, to print and to pay."""

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.addresses import absolute
from club.core.db import read
from club.dues.queries import OF_FIRM, ONE
from club.dues.views.blueprint import blueprint, has_just_paid, is_waiting, takes_checkout
from club.dues.views.paying import go_and_pay
from club.policy import Can, needs


@blueprint.get("/firms/<slug:firm>/dues")
@needs(Can.FIRM_DUES_READ)
def of_firm(firm: str) -> ResponseReturnValue:
    """What the firm owes and paid, latest first."""
    invoices = read(OF_FIRM, firm_id=g.standing.firm_id).all()
    return render_template("dues/of_firm.html", invoices=invoices, slug=firm, takes_checkout=takes_checkout())


@blueprint.get("/firms/<slug:firm>/dues/<ref:ref>")
@needs(Can.FIRM_DUES_READ)
def of_firm_one(firm: str, ref: str) -> ResponseReturnValue:
    """One invoice, to print."""
    invoice, home = read(ONE, ref=ref).first() or abort(404), url_for("firms.home", firm=firm)
    return render_template(
        "dues/invoice.html",
        invoice=invoice,
        back=url_for("dues.of_firm", firm=firm),
        pay=url_for("dues.pay_as_firm", firm=firm, ref=ref) if takes_checkout() else None,
        onward=(_("Nothing more is to be paid."), _("Go to the workspace"), home) if has_just_paid() else None,
        is_waiting=is_waiting(invoice),
    )


@blueprint.post("/firms/<slug:firm>/dues/<ref:ref>/pay")
@needs(Can.FIRM_DUES_READ)
def pay_as_firm(firm: str, ref: str) -> ResponseReturnValue:
    """Go and pay at the provider."""
    return go_and_pay(ref, back=absolute("dues.of_firm_one", firm=firm, ref=ref))
