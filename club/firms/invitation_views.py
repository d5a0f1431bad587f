"""Inviting somebody into a firm: the link to show or send, who opened it, letting them in."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock, links, mail
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.messages import Recipient, send_link
from club.core.qr import svg
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.firms import arrivals
from club.firms import people_actions as actions
from club.firms import people_rules as rules
from club.firms.join_views import join_address
from club.firms.models import Invitation
from club.firms.people_forms import InviteForm
from club.firms.people_queries import DEPARTMENTS, INVITATION, SETTLED
from club.firms.people_views import blueprint, open_since, role_notes, sign_in_at
from club.people.joining_actions import INVITATION_DAYS, JOIN, make_link
from club.people.labels import ROLES
from club.people.letters import InvitedToFirm
from club.people.rules import mail_address, phone_number
from club.policy import Can, FirmRole, needs


@blueprint.route("/firms/<slug:firm>/people/invite", methods=["GET", "POST"])
@needs(Can.PEOPLE_MANAGE)
def invite(firm: str) -> ResponseReturnValue:
    """Invite somebody; a name and a role will do. Whoever was invited before begins the form for one like them."""
    form = InviteForm(role=request.args.get("role", FirmRole.STAFF.value), department=request.args.get("department"))
    form.offer(rules.grantable(g.standing.role), read(DEPARTMENTS).all())
    form.offer_places(arrivals.places())
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
            place=form.place.data if form.place else "",
            first_day=form.first_day.data if form.place else None,
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
    return render_template(
        "people/invite.html", form=form, refusal=refusal, role_notes=role_notes(), has_mail=mail.is_on()
    )


def _mail(invitation: Invitation) -> None:
    if invitation.email and mail.is_on():
        letter = InvitedToFirm(
            club_name=club_here().name,
            firm_name=g.standing.firm_name,
            name=invitation.name,
            days=INVITATION_DAYS,
            staff_number=invitation.staff_number or "",
            short_name=g.standing.slug,
            sign_in_at=sign_in_at(),
        )
        link = make_link(invitation.ref, is_mailed=True)
        send_link(letter, link, "join.show", Recipient(lang=lang(), email=invitation.email))


@blueprint.get("/firms/<slug:firm>/people/invitations/<ref:ref>")
@needs(Can.PEOPLE_MANAGE)
def invitation(firm: str, ref: str) -> ResponseReturnValue:
    """An open invitation, to be shown or sent."""
    row = read(INVITATION, ref=ref, since=open_since()).first()
    if row is not None and row.came_at is not None:
        return _came_page(firm, row)
    token = links.token_for(JOIN, ref, club_here().id) if row else None
    if row is None or token is None:
        return _settled_page(firm, ref)
    address = join_address(token)
    return render_template(
        "people/invitation.html",
        invitation=row,
        address=address,
        words=_words(row, address),
        qr=svg(address, _("QR code of the invitation")),
        days=INVITATION_DAYS,
        trail=_trail(firm),
        facts=[
            (_("Role"), said(ROLES[row.role])),
            (_("Department"), row.department or "–"),
            (_("Staff number"), row.staff_number or "–"),
            (_("Mail address"), row.email or "–"),
            *([(_("Begins"), begins)] if (begins := arrivals.kept(ref)) else []),
            *([(_("Firm’s short name"), firm), (_("Signing in later"), sign_in_at())] if row.staff_number else []),
        ],
        revoke_at=url_for("people.revoke", firm=firm, ref=ref),
        again=url_for("people.invite", firm=firm, role=row.role.value, department=row.department_ref),
    )


def _settled_page(firm: str, ref: str) -> str:
    """An invitation that somebody answered already, as a message may still lead to it."""
    settled = read(SETTLED, ref=ref).first()
    if settled is None:
        abort(404)
    return render_template("people/settled.html", invitation=settled, trail=_trail(firm))


def _trail(firm: str) -> list[tuple[str, str]]:
    return [(_("People"), url_for("people.index", firm=firm))]


def _words(row: Any, address: str) -> str:
    """The invitation as a message for a chat, and how whoever has a staff number signs in afterwards."""
    invites = _(
        "%(name)s, %(firm)s invites you to its workspace at %(club)s. Open this link within %(days)s days: %(link)s",
        name=row.name,
        firm=g.standing.firm_name,
        club=club_here().name,
        days=INVITATION_DAYS,
        link=address,
    )
    if not row.staff_number:
        return str(invites)
    later = _(
        "Later you sign in at %(link)s with your staff number %(number)s.", link=sign_in_at(), number=row.staff_number
    )
    return f"{invites}\n{later}"


def _came_page(firm: str, row: Any) -> str:
    return render_template(
        "people/came.html",
        invitation=row,
        trail=_trail(firm),
        facts=[
            (_("Role"), said(ROLES[row.role])),
            (_("Staff number"), row.staff_number or "–"),
            (_("Mail address given"), row.came_email or "–"),
            (_("Telephone number given"), row.came_phone or "–"),
            *([(_("Begins"), begins)] if (begins := arrivals.kept(row.ref)) else []),
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
        return _again(firm, ref)
    came = actions.confirm(row, by=g.standing.role, at=clock.now())
    flash(_("%(name)s is in.", name=row.name), "good")
    return redirect(url_for("people.index", firm=firm, came=came.ref), 303)


def _again(firm: str, ref: str) -> ResponseReturnValue:
    """Pressed twice, or somebody else was first: to the page that says who."""
    if read(SETTLED, ref=ref).first() is None:
        abort(404)
    return redirect(url_for("people.invitation", firm=firm, ref=ref), 303)


@blueprint.post("/firms/<slug:firm>/people/invitations/<ref:ref>/revoke")
@needs(Can.PEOPLE_MANAGE)
def revoke(firm: str, ref: str) -> ResponseReturnValue:
    """Take an invitation back."""
    is_open = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
    mine = select(Invitation).where(Invitation.ref == ref, *is_open)
    row = session().execute(mine.with_for_update()).scalar_one_or_none()
    if row is None:
        return _again(firm, ref)
    if refusal := rules.may_touch(g.standing.role, row.role):
        raise Refused(refusal)
    actions.revoke(row, at=clock.now())
    flash(_("The invitation is revoked; its link no longer works."), "good")
    return redirect(url_for("people.index", firm=firm), 303)
