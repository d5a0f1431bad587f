"""A firm's people: who is here, with which role, who is invited."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock, links
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.qr import svg
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.firms import arrivals
from club.firms import people_actions as actions
from club.firms import people_rules as rules
from club.firms.models import Membership
from club.firms.people_forms import MemberForm
from club.firms.people_queries import DEPARTMENTS, INVITATIONS, MEMBER, MEMBERS
from club.people.actions import RESET, make_reset
from club.people.joining_actions import INVITATION_DAYS
from club.people.labels import ROLE_NOTES, ROLES
from club.people.models import Person
from club.people.rules import RESET_DAYS, may_reset
from club.policy import Can, FirmRole, needs

blueprint = Blueprint("people", __name__)


@blueprint.get("/firms/<slug:firm>/people")
@needs(Can.PEOPLE_READ)
def index(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Everybody in the firm, and who is invited."""
    members = read(MEMBERS).all()
    came = next((one for one in members if one.ref == request.args.get("came")), None)
    invitations = read(INVITATIONS, since=open_since()).all()
    return render_template(
        "people/index.html",
        members=members,
        invitations=invitations,
        seats=actions.seats_of_firm(clock.now()),
        roles=ROLES,
        to_place=came if came is not None and _may_begin(came, stands=arrivals.stands(came.ref)) else None,
    )


def _may_begin(member: Any, *, stands: str) -> bool:
    """Whether there is a ladder on which somebody who stands on none may be placed."""
    return (
        not stands
        and g.standing.can(Can.PLACEMENT_WRITE)
        and member.role is not FirmRole.ACCOUNTANT
        and bool(arrivals.places())
    )


@blueprint.route("/firms/<slug:firm>/people/<ref:ref>", methods=["GET", "POST"])
@needs(Can.PEOPLE_MANAGE)
def member(firm: str, ref: str) -> ResponseReturnValue:
    """One person: name, role, department, staff number."""
    row = _member(ref)
    form = MemberForm(
        name=row.name,
        role=row.role.value,
        department=row.department_ref or "",
        staff_number=row.staff_number,
        version=row.version,
    )
    grantable = rules.grantable(g.standing.role)
    form.offer(grantable if row.role in grantable else (row.role,), read(DEPARTMENTS).all())
    if not form.validate_on_submit():
        return _member_page(row, form), 422 if form.errors else 200
    if form.is_stale(row.version):
        form.form_errors.append(_("Somebody else changed this meanwhile. Look at it again, then save."))
        form.version.data = str(row.version)
        return _member_page(row, form), 422
    try:
        actions.change(
            _membership(ref),
            role=FirmRole(form.role.data),
            by=g.standing.role,
            name=form.name.data,
            staff_number=form.number,
            department_id=form.department_id,
        )
    except Refused as refused:
        form.form_errors.append(said(refused.refusal))
        return _member_page(row, form), 422
    flash(_("Saved."), "good")
    return redirect(url_for("people.index", firm=firm), 303)


@blueprint.post("/firms/<slug:firm>/people/<ref:ref>/end")
@needs(Can.PEOPLE_MANAGE)
def end(firm: str, ref: str) -> ResponseReturnValue:
    """A person leaves the firm."""
    _member(ref)
    actions.end(_membership(ref), by=g.standing.role, at=clock.now())
    flash(_("The membership has ended; the seat is free."), "good")
    return redirect(url_for("people.index", firm=firm), 303)


@blueprint.post("/firms/<slug:firm>/people/<ref:ref>/reset")
@needs(Can.PEOPLE_MANAGE)
def reset(firm: str, ref: str) -> ResponseReturnValue:
    """Give a person of this firm alone a link for a new password."""
    row = _member(ref)
    refusal = rules.may_touch(g.standing.role, row.role) or may_reset(
        home_firm_id=row.home_firm_id, firm_id=g.standing.firm_id
    )
    if refusal:
        raise Refused(refusal)
    person = session().get_one(Person, row.person_id)
    make_reset(person, club_id=club_here().id, firm_id=g.standing.firm_id, days=RESET_DAYS)
    record(Did.ACCOUNT_RESET, person.ref, person=person.id)
    record(Did.MEMBERSHIP_CHANGED, row.ref, what="reset_link")
    return redirect(url_for("people.member", firm=firm, ref=ref, _anchor="reset"), 303)


def _member(ref: str) -> Any:
    row = read(MEMBER, ref=ref).first()
    if row is None:
        abort(404)
    return row


def _membership(ref: str) -> Membership:
    return session().execute(select(Membership).where(Membership.ref == ref)).scalar_one()


def _member_page(row: Any, form: MemberForm) -> str:
    can_reset = may_reset(home_firm_id=row.home_firm_id, firm_id=g.standing.firm_id) is None
    may_touch = rules.may_touch(g.standing.role, row.role) is None
    token = links.token_for(RESET, row.person_ref, club_here().id) if can_reset and may_touch else None
    address = absolute("account.reset", token=token) if token else ""
    stands = arrivals.stands(row.ref)
    return render_template(
        "people/member.html",
        member=row,
        stands=stands,
        may_begin=_may_begin(row, stands=stands),
        form=form,
        role_notes=role_notes(),
        may_touch=may_touch,
        can_reset=can_reset,
        reset_address=address,
        reset_qr=svg(address, _("QR code of the link for a new password")) if address else None,
        hours=round(RESET_DAYS * 24),
        later=_sign_in_later() if row.staff_number else None,
    )


def sign_in_at() -> str:
    """The firm’s own sign-in, where a staff number is enough."""
    return absolute("account.login", firm=g.standing.slug)


def _sign_in_later() -> dict[str, str]:
    """The same, to copy and to scan."""
    address = sign_in_at()
    return {"address": address, "qr": svg(address, _("QR code of the sign-in"))}


def role_notes() -> dict[str, str]:
    """What each role is for."""
    return {role.value: said(ROLE_NOTES[role]) for role in FirmRole}


def open_since() -> datetime:
    """Since when an invitation must have been made to be open still."""
    return clock.now() - timedelta(days=INVITATION_DAYS)
