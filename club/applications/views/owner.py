"""The owner of an admitted firm who lost the password and has proven no mailbox: helped by the desk, on record."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.applications import actions
from club.applications.case_queries import case
from club.applications.desk_forms import HeardForm
from club.applications.views.blueprint import blueprint
from club.core.qr import svg
from club.firms.ownership_actions import reset_address
from club.people.rules import RESET_DAYS
from club.policy import Can, needs


@blueprint.route("/applications/<ref:ref>/owner-password", methods=["GET", "POST"])
@needs(Can.FIRM_ADMINISTER)
def owner_password(ref: str) -> ResponseReturnValue:
    """Order a link for a new password of the firm's only owner, and show it once it is made."""
    found, form = case(ref) or abort(404), HeardForm()
    if form.validate_on_submit() and form.takes(lambda: actions.reset_owner(actions.load(ref))):
        flash(_("The link is being made. Load the page again in a moment."), "good")
        return redirect(url_for("applications.owner_password", ref=ref), 303)
    address = reset_address(found.row.firm_id) if found.row.firm_id else ""
    page = render_template(
        "applications/owner_password.html",
        application=found.row,
        form=form,
        address=address,
        qr=svg(address, _("Link for a new password")) if address else None,
        hours=round(RESET_DAYS * 24),
    )
    return page, 422 if form.errors else 200
