"""Owners of a firm: another one, handing over, stepping down. The other person accepts."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.core.site import club_here
from club.firms import ownership_actions as acts
from club.firms.forms import OfferForm, StepDownForm
from club.firms.letters import OwnershipOffered
from club.firms.models import Membership, OwnershipOffer
from club.firms.queries import COLLEAGUES, OFFERS
from club.firms.views.blueprint import blueprint
from club.people.models import Person
from club.policy import Can, FirmRole, needs

ROOT = "/firms/<slug:firm>/ownership"


@blueprint.get(ROOT)
@needs(Can.FIRM_HAND_OVER)
def ownership(firm: str) -> ResponseReturnValue:
    """Who owns the firm, what is offered, and the forms to change it."""
    return _page(firm, _offer_form(), StepDownForm())


@blueprint.post(ROOT)
@needs(Can.FIRM_HAND_OVER)
def offer_ownership(firm: str) -> ResponseReturnValue:
    """Offer ownership to a colleague, who is told."""
    typed = _offer_form()
    if not typed.validate_on_submit():
        return _page(firm, typed, StepDownForm()), 422
    to = _membership(Membership.ref == typed.to.data)
    hands_over = typed.how.data == "instead"
    then_role = FirmRole(typed.then_role.data) if hands_over else None
    try:
        made = acts.offer(to, by=_own(), then_role=then_role, at=clock.now())
    except Refused as refused:
        typed.to.errors = [_said(refused.refusal)]
        return _page(firm, typed, StepDownForm()), 422
    _tell(to, made, firm, hands_over=hands_over)
    flash(_("%(name)s is told, and decides.", name=to.name), "good")
    return redirect(url_for("firms.ownership", firm=firm), 303)


@blueprint.post(f"{ROOT}/step-down")
@needs(Can.FIRM_HAND_OVER)
def step_down(firm: str) -> ResponseReturnValue:
    """Take another role; another owner stays."""
    typed = StepDownForm()
    if not typed.validate_on_submit():
        return _page(firm, _offer_form(), typed), 422
    try:
        acts.step_down(_own(), role=FirmRole(typed.role.data))
    except Refused as refused:
        typed.role.errors = [_said(refused.refusal)]
        return _page(firm, _offer_form(), typed), 422
    flash(_("You have another role now. Please sign in again."), "good")
    return redirect(url_for("firms.home", firm=firm), 303)


@blueprint.get(f"{ROOT}/<ref:ref>")
@needs(Can.FIRM_ENTER)
def offered(firm: str, ref: str) -> ResponseReturnValue:
    """What is offered to me, and what it means."""
    row = next((one for one in read(OFFERS) if one.ref == ref and _is_mine(one)), None) or abort(404)
    return render_template("firms/offered.html", offer=row, slug=firm, is_taker=row.to_person == g.who.person_id)


@blueprint.post(f"{ROOT}/<ref:ref>/accept")
@needs(Can.FIRM_ENTER)
def accept_ownership(firm: str, ref: str) -> ResponseReturnValue:
    """Become owner."""
    made = _offer(ref)
    if made.to_id != g.standing.membership_id:
        abort(404)
    acts.accept(made, at=clock.now())
    flash(_("You are an owner of the firm now. Please sign in again."), "good")
    return redirect(url_for("firms.home", firm=firm), 303)


@blueprint.post(f"{ROOT}/<ref:ref>/end")
@needs(Can.FIRM_ENTER)
def end_offer(firm: str, ref: str) -> ResponseReturnValue:
    """Withdraw what I offered, or decline what was offered to me."""
    made = _offer(ref)
    if g.standing.membership_id not in {made.to_id, made.from_id}:
        abort(404)
    acts.end(made, at=clock.now())
    flash(_("The offer has ended. Nothing else changed."), "good")
    return redirect(url_for("firms.home", firm=firm), 303)


def _is_mine(offer: Any) -> bool:
    return g.who.person_id in {offer.to_person, offer.from_person}


def _offer(ref: str) -> OwnershipOffer:
    row = session().execute(select(OwnershipOffer).where(OwnershipOffer.ref == ref)).scalar_one_or_none()
    return row or abort(404)


def _membership(which: Any) -> Membership:
    return session().execute(select(Membership).where(which)).scalar_one_or_none() or abort(404)


def _own() -> Membership:
    return _membership(Membership.id == g.standing.membership_id)


def _offer_form() -> OfferForm:
    made = OfferForm()
    made.offer_to(one for one in read(COLLEAGUES) if one.person_id != g.who.person_id)
    return made


def _page(firm: str, form: OfferForm, step_down_form: StepDownForm) -> str:
    owners = [one for one in read(COLLEAGUES) if one.role is FirmRole.OWNER]
    return render_template(
        "firms/ownership.html",
        form=form,
        step_down_form=step_down_form,
        owners=owners,
        offers=read(OFFERS).all(),
        slug=firm,
    )


def _tell(to: Membership, made: OwnershipOffer, firm: str, *, hands_over: bool) -> None:
    person = session().get_one(Person, to.person_id)
    club = club_here()
    letter = OwnershipOffered(
        club_name=club.name,
        link=absolute("firms.offered", firm=firm, ref=made.ref),
        firm_name=g.standing.firm_name,
        giver=g.standing.name,
        hands_over=hands_over,
    )
    send(letter, Recipient(lang=person.lang or club.lang, person_id=person.id, email=person.mailbox))


def _said(refusal: Refusal) -> str:
    return " ".join(filter(None, (said(refusal.message, refusal.values), said(refusal.next_step, refusal.values))))
