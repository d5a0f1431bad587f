"""A firm's people: who is here, with which role, who is invited."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock, links, mail
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.messages import Recipient, send_link
from club.core.qr import svg
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.firms import people_actions as actions
from club.firms import people_rules as rules
from club.firms.join_views import join_address
from club.firms.models import Invitation, Membership
from club.firms.people_forms import InviteForm, MemberForm
from club.firms.people_queries import DEPARTMENTS, INVITATION, INVITATIONS, MEMBER, MEMBERS
from club.people.actions import RESET, make_reset
from club.people.joining_actions import INVITATION_DAYS, JOIN, make_link
from club.people.labels import ROLE_NOTES, ROLES
from club.people.letters import InvitedToFirm
from club.people.models import Person
from club.people.rules import RESET_DAYS, mail_address, may_reset, phone_number
from club.policy import Can, FirmRole, needs

blueprint = Blueprint("people", __name__)


@blueprint.get("/firms/<slug:firm>/people")
@needs(Can.PEOPLE_READ)
def index(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Everybody in the firm, and who is invited."""
    members = read(MEMBERS).all()
    invitations = read(INVITATIONS, since=_since()).all()
    return render_template(
        "people/index.html",
        members=members,
        invitations=invitations,
        seats=actions.seats_of_firm(clock.now()),
        roles=ROLES,
    )


@blueprint.route("/firms/<slug:firm>/people/invite", methods=["GET", "POST"])
@needs(Can.PEOPLE_MANAGE)
def invite(firm: str) -> ResponseReturnValue:
    """Invite somebody; a name and a role will do."""
    form = InviteForm(role=FirmRole.STAFF.value)
    form.offer(rules.grantable(g.standing.role), read(DEPARTMENTS).all())
    refusal = rules.may_invite(actions.seats_of_firm(clock.now()))
    if not form.validate_on_submit():
        return _invite_page(form, refusal), 422 if form.errors else 200
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    try:
        invitation = actions.invite(
            role=FirmRole(form.role.data),
            name=form.name.data,
            email=mail_address(form.email.data) or "" if form.email.data else "",
            phone=phone_number(form.phone.data) or "" if form.phone.data else "",
            staff_number=form.number,
            department_id=form.department_id,
            by=g.who.person_id,
            at=clock.now(),
        )
    except Refused as refused:
        form.form_errors.append(said(refused.refusal))
        return _invite_page(form, None), 422
    _mail(invitation)
    there = url_for("people.invitation", firm=firm, ref=invitation.ref)
    accept(form, there)
    return redirect(there, 303)


def _invite_page(form: InviteForm, refusal: Any) -> str:
    return render_template("people/invite.html", form=form, refusal=refusal, role_notes=_notes(), has_mail=mail.is_on())


def _mail(invitation: Invitation) -> None:
    if invitation.email and mail.is_on():
        letter = InvitedToFirm(
            club_name=club_here().name, firm_name=g.standing.firm_name, name=invitation.name, days=INVITATION_DAYS
        )
        link = make_link(invitation.ref, is_mailed=True)
        send_link(letter, link, "join.show", Recipient(lang=lang(), email=invitation.email))


@blueprint.get("/firms/<slug:firm>/people/invitations/<ref:ref>")
@needs(Can.PEOPLE_MANAGE)
def invitation(firm: str, ref: str) -> ResponseReturnValue:
    """An open invitation, to be shown or sent."""
    row = read(INVITATION, ref=ref, since=_since()).first()
    if row is not None and row.came_at is not None:
        return _came_page(firm, row)
    token = links.token_for(JOIN, ref, club_here().id) if row else None
    if row is None or token is None:
        abort(404)
    address = join_address(token)
    words = _(
        "%(name)s, %(firm)s invites you to its workspace at %(club)s. Open this link within %(days)s days: %(link)s",
        name=row.name,
        firm=g.standing.firm_name,
        club=club_here().name,
        days=INVITATION_DAYS,
        link=address,
    )
    return render_template(
        "people/invitation.html",
        invitation=row,
        address=address,
        words=words,
        qr=svg(address, _("QR code of the invitation")),
        days=INVITATION_DAYS,
        trail=[(_("People"), url_for("people.index", firm=firm))],
        facts=[
            (_("Role"), said(ROLES[row.role])),
            (_("Staff number"), row.staff_number or "–"),
            (_("Mail address"), row.email or "–"),
        ],
        revoke_at=url_for("people.revoke", firm=firm, ref=ref),
    )


def _came_page(firm: str, row: Any) -> str:
    return render_template(
        "people/came.html",
        invitation=row,
        trail=[(_("People"), url_for("people.index", firm=firm))],
        facts=[
            (_("Role"), said(ROLES[row.role])),
            (_("Staff number"), row.staff_number or "–"),
            (_("Mail address given"), row.came_email or "–"),
            (_("Telephone number given"), row.came_phone or "–"),
        ],
        confirm_at=url_for("people.confirm", firm=firm, ref=row.ref),
        revoke_at=url_for("people.revoke", firm=firm, ref=row.ref),
    )


@blueprint.post("/firms/<slug:firm>/people/invitations/<ref:ref>/confirm")
@needs(Can.PEOPLE_MANAGE)
def confirm(firm: str, ref: str) -> ResponseReturnValue:
    """Say that whoever opened the invitation is the right person, and let them in."""
    waits = select(Invitation).where(
        Invitation.ref == ref,
        Invitation.came_at.is_not(None),
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    row = session().execute(waits.with_for_update()).scalar_one_or_none()
    if row is None:
        abort(404)
    actions.confirm(row, by=g.standing.role, at=clock.now())
    flash(_("%(name)s is in.", name=row.name), "good")
    return redirect(url_for("people.index", firm=firm), 303)


@blueprint.post("/firms/<slug:firm>/people/invitations/<ref:ref>/revoke")
@needs(Can.PEOPLE_MANAGE)
def revoke(firm: str, ref: str) -> ResponseReturnValue:
    """Take an invitation back."""
    row = (
        session()
        .execute(
            select(Invitation).where(
                Invitation.ref == ref, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
            )
        )
        .scalar_one_or_none()
    )
    if row is None:
        abort(404)
    if refusal := rules.may_touch(g.standing.role, row.role):
        raise Refused(refusal)
    actions.revoke(row, at=clock.now())
    flash(_("The invitation is revoked; its link no longer works."), "good")
    return redirect(url_for("people.index", firm=firm), 303)


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
    return render_template(
        "people/member.html",
        member=row,
        form=form,
        role_notes=_notes(),
        may_touch=may_touch,
        can_reset=can_reset,
        reset_address=address,
        reset_qr=svg(address, _("QR code of the link for a new password")) if address else None,
        hours=round(RESET_DAYS * 24),
    )


def _notes() -> dict[str, str]:
    return {role.value: said(ROLE_NOTES[role]) for role in FirmRole}


def _since() -> Any:
    return clock.now() - timedelta(days=INVITATION_DAYS)
