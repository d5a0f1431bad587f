"""The club's keys at the payment provider: set, replaced, removed, never shown."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.addresses import absolute
from club.core.db import read
from club.dues.checkout_actions import remove_keys, set_keys
from club.dues.forms import KeysForm
from club.dues.queries import KEYS
from club.dues.views.blueprint import blueprint
from club.policy import Can, needs


@blueprint.get("/settings/payments")
@needs(Can.CLUB_SET)
def keys() -> ResponseReturnValue:
    """Whether members can pay by card, and the form for the keys."""
    return _page(KeysForm())


@blueprint.post("/settings/payments")
@needs(Can.CLUB_SET)
def save_keys() -> ResponseReturnValue:
    """Keep both keys, sealed."""
    typed = KeysForm()
    if not typed.validate_on_submit():
        return _page(typed), 422
    set_keys(secret_key=typed.secret_key.data, webhook_secret=typed.webhook_secret.data, at=clock.now())
    flash(_("The keys are kept. Admitted firms can now pay by card."), "good")
    return redirect(url_for("dues.keys"), 303)


@blueprint.post("/settings/payments/remove")
@needs(Can.CLUB_SET)
def drop_keys() -> ResponseReturnValue:
    """Take bank transfers only."""
    remove_keys()
    flash(_("The keys are removed. Dues are paid by bank transfer."), "good")
    return redirect(url_for("dues.keys"), 303)


def _page(form: KeysForm) -> str:
    return render_template(
        "dues/keys.html", form=form, kept=read(KEYS).first(), webhook_address=absolute("dues.stripe_notice")
    )
