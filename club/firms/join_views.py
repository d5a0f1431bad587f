"""Coming in by an invitation: into a firm, or among the club's own people."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock, links
from club.core.addresses import absolute
from club.core.db import session
from club.core.i18n import lang
from club.core.limits import Limit, hit
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.firms.offer_queries import Offer, offered
from club.firms.people_forms import ConfirmForm, JoinForm
from club.people import actions
from club.people.joining_actions import JOIN, wait_behind
from club.people.labels import ROLES
from club.people.models import Person
from club.people.rules import mail_address, phone_number
from club.policy import Can, needs

blueprint = Blueprint("join", __name__)
PER_LINK = Limit("join", 30, timedelta(hours=1))


def join_address(token: str) -> str:
    """Where an invitation is opened."""
    return absolute("join.show", token=token)


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@needs(Can.INVITATION_OPEN, link=JOIN)
def show(token: str) -> ResponseReturnValue:
    """What is offered, by whom, and what will be done with one's data; nothing is used up by looking."""
    offer = offered(g.link) if g.link else None
    if offer is None:
        return _gone(token)
    form = ConfirmForm() if g.who else JoinForm(email=offer.email, phone=offer.phone)
    form.has_to_read(offer.notice.version if offer.notice else None)
    if not offer.is_nameless:
        del form.own_name
    if isinstance(form, JoinForm) and not offer.staff_number:
        form.needs_one()
    if not form.validate_on_submit():
        return _page(offer, form, token), 422 if form.errors else 200
    return _come_in(offer, form, token)


def _come_in(offer: Offer, form: ConfirmForm, token: str) -> ResponseReturnValue:
    if not hit(PER_LINK, g.link.ref):
        abort(429)
    if not offer.hold() or not links.use(g.link):
        return _gone(token)
    try:
        person = _open(offer, form) if isinstance(form, JoinForm) else _present()
        if form.own_name:
            offer.call(form.own_name.data or "")
        is_in = offer.accept(person, at=clock.now())
        if not is_in:
            wait_behind(g.link.id, person.id)
    except Refused as refused:
        form.form_errors.append(said(refused.refusal))
        return _page(offer, form, token), 422
    if g.who is None:
        actions.sign_in(person)
    if not is_in:
        return redirect(url_for("account.waiting"), 303)
    flash(_("Welcome. This place is yours now."), "good")
    return redirect(url_for("account.places"), 303)


def _present() -> Person:
    return session().get_one(Person, g.who.person_id)


def _open(offer: Offer, form: JoinForm) -> Person:
    """A new account. Opening the link that a mailbox got proves that mailbox; anything else typed is not proven."""
    email = mail_address(form.email.data) if form.email.data else None
    is_proven = offer.is_mailed and email == offer.email
    if is_proven and email:
        actions.free_unproven(email)
    return actions.open_account(
        password=form.new_password.data,
        lang=lang(),
        at=clock.now(),
        email=email,
        is_email_proven=is_proven,
        phone=phone_number(form.phone.data) if form.phone.data else None,
        home_firm_id=g.link.firm_id,
    )


def _page(offer: Offer, form: ConfirmForm, token: str) -> str:
    return render_template(
        "people/join.html",
        form=form,
        offer=offer,
        token=token,
        roles=ROLES,
        notice=offer.notice.body if offer.notice else None,
        back=request.script_root + request.path,
    )


def _gone(token: str) -> ResponseReturnValue:
    """Why the invitation is over; a link that never was is not found."""
    ended: Any = links.end_of(token, JOIN, club_here().id)
    if ended is None:
        abort(404)
    return render_template("people/join_gone.html", ended=ended), 410
