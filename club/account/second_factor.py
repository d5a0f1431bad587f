"""Setting up the second factor, and taking it away."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.account import guard
from club.account.blueprint import blueprint
from club.account.forms import CodeForm, OffForm
from club.account.letters import SecondFactorChanged, tell
from club.account.me import confirmed, own_account
from club.core import clock, secrets
from club.core.db import read
from club.core.qr import svg
from club.core.site import here
from club.people import actions
from club.people.queries import BY_ID
from club.people.second_factor import app_address
from club.policy import Can, needs


@blueprint.get("/me/second-factor")
@needs(Can.ACCOUNT_USE)
def second_factor() -> ResponseReturnValue:
    """Whether there is one, and what it is good for."""
    account = read(BY_ID, value=g.who.person_id).one()
    if account.totp_confirmed_at is not None and g.who.lacks_second_factor:
        return redirect(url_for("account.login"), 303)
    return render_template("account/second_factor.html", account=account, form=OffForm())


@blueprint.post("/me/second-factor")
@needs(Can.ACCOUNT_USE)
def start_second_factor() -> ResponseReturnValue:
    """Make a secret for the app."""
    person = own_account()
    if person.totp_confirmed_at is not None:
        abort(404)
    actions.begin_second_factor(person)
    return redirect(url_for("account.pair_app"), 303)


@blueprint.route("/me/second-factor/app", methods=["GET", "POST"])
@needs(Can.ACCOUNT_USE)
def pair_app() -> ResponseReturnValue:
    """Show the secret to the app and take its first code; then the recovery codes, once."""
    person = own_account()
    if person.totp_secret is None or person.totp_confirmed_at is not None:
        return redirect(url_for("account.second_factor"), 303)
    form, secret = CodeForm(), secrets.unseal(person.totp_secret)
    if form.validate_on_submit():
        if not guard.may_try_code(person.id):
            abort(429)
        codes = actions.confirm_second_factor(person, form.code.data, at=clock.now(), sign_in_id=g.who.sign_in_id)
        if codes is not None:
            _tell(is_on=True)
            return render_template("account/recovery_codes.html", codes=codes)
        form.code.errors = [_("This code is not right. Check the clock of your phone and type the next one.")]
    address = app_address(secret, name=g.who.email or g.who.phone or g.who.name, issuer=_issuer())
    drawn = svg(address, _("QR code for the authenticator app"))
    page = render_template("account/pair_app.html", form=form, qr=drawn, secret=secret)
    return page, 422 if form.errors else 200


@blueprint.post("/me/second-factor/off")
@needs(Can.ACCOUNT_USE)
def drop_second_factor() -> ResponseReturnValue:
    """Take it away: asks for the password and a last code."""
    form = OffForm()
    is_sure = form.validate() and confirmed(form)
    if is_sure and not guard.may_try_code(g.who.person_id):
        abort(429)
    if is_sure and not actions.pass_second_factor(g.who.person_id, form.code.data, at=clock.now()):
        form.code.errors = [_("This code is not right, or it was used before. Wait for the next one.")]
        is_sure = False
    if not is_sure:
        account = read(BY_ID, value=g.who.person_id).one()
        return render_template("account/second_factor.html", account=account, form=form), 422
    actions.drop_second_factor(own_account())
    _tell(is_on=False)
    flash(_("The second factor is off. Sign in again."), "good")
    return redirect(url_for("account.login"), 303)


def _tell(*, is_on: bool) -> None:
    if here().club is not None:
        tell(own_account(), SecondFactorChanged, is_on=is_on)


def _issuer() -> str:
    club = here().club
    return str(club.name) if club else (request.host.split(":")[0])
