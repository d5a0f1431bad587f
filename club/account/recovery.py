"""A forgotten password: asked for by mail address, set anew by a private link."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.account import guard
from club.account.blueprint import blueprint
from club.account.forms import AddressForm, ResetForm
from club.account.letters import PasswordChanged, ResetAsked, ResetLink, tell
from club.account.sign_in import TOO_MANY, go_in
from club.core import clock, links, mail, outbox
from club.core.db import read, session
from club.core.limits import hit
from club.core.messages import Recipient, send_link
from club.core.scope import current
from club.core.site import here
from club.people import actions, rules
from club.people.models import Person
from club.people.queries import BY_EMAIL, BY_REF, LINKS_MADE
from club.policy import Can, needs


@blueprint.route("/forgotten", methods=["GET", "POST"])
@needs(Can.SIGN_IN)
def forgotten() -> ResponseReturnValue:
    """Ask for a link to set a new password; the answer is the same for everybody."""
    form = AddressForm()
    can_mail = mail.is_on() and here().club is not None
    if not can_mail or not form.validate_on_submit():
        page = render_template("account/forgotten.html", form=form, can_mail=can_mail)
        return page, 422 if form.errors else 200
    if not hit(guard.ASKED_PER_ADDRESS, request.remote_addr or ""):
        form.form_errors.append(_("Too many tries in a short time. Wait a while, then try again."))
        return render_template("account/forgotten.html", form=form, can_mail=True), TOO_MANY
    account = read(BY_EMAIL, value=rules.mail_address(form.email.data)).first()
    outbox.order("account.forgotten", person=account.id if account else 0)
    return redirect(url_for("account.asked"), 303)


@blueprint.get("/forgotten/asked")
@needs(Can.SIGN_IN)
def asked() -> ResponseReturnValue:
    """What happens now."""
    return render_template("account/asked.html", hours=round(rules.RESET_DAYS * 24))


@outbox.handles("account.forgotten")
def _send_reset(*, person: int) -> None:
    """Make and mail the link, unless nobody is meant or it was asked for too often today."""
    holder = session().get(Person, person) if person else None
    if holder is None or holder.email is None or holder.email_verified_at is None:
        return
    since = clock.now() - timedelta(days=1)
    if read(LINKS_MADE, purpose=actions.RESET, subject=holder.ref, since=since).scalar_one() >= rules.RESETS_A_DAY:
        return
    link = actions.make_reset(holder, club_id=current().club, days=rules.RESET_DAYS)
    letter = tell(holder, ResetAsked, keeps_mail_out=True)
    hours = round(rules.RESET_DAYS * 24)
    send_link(
        ResetLink(club_name=letter.club_name, hours=hours),
        link,
        "account.reset",
        Recipient(lang=holder.lang or "en", person_id=holder.id, email=holder.email),
    )


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@needs(Can.SIGN_IN)
def reset(token: str) -> ResponseReturnValue:
    """Set a new password by a private link; looking at the page uses nothing up."""
    club = here().club
    club_id = club.id if club else None
    link = links.find(token, actions.RESET, club_id) or links.find(token, actions.RESET_BY_CLUB, club_id)
    account = read(BY_REF, value=link.subject).first() if link else None
    if link is None or account is None:
        return render_template("account/reset_gone.html"), 410
    if link.firm_id is not None and rules.may_reset(home_firm_id=account.home_firm_id, firm_id=link.firm_id):
        return render_template("account/reset_gone.html"), 410
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("account/reset.html", form=form, token=token), 422 if form.errors else 200
    return _set(form, link, account.id)


def _set(form: ResetForm, link: links.Opened, person_id: int) -> ResponseReturnValue:
    if not links.use(link):
        return render_template("account/reset_gone.html"), 410
    person = session().get_one(Person, person_id)
    actions.change_password(person, password=form.new_password.data, at=clock.now())
    if here().club is not None:
        tell(person, PasswordChanged)
    g.who = None
    flash(_("Your new password is set. Every other sign-in has ended."), "good")
    return go_in(person, "")
