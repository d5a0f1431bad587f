"""Settings: the club's own people and their roles."""

from datetime import timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.clubs.models import ClubInvitation
from club.core import clock, links, mail
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.messages import Recipient, send_link
from club.core.qr import svg
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.people import actions as accounts
from club.people import staff_actions as actions
from club.people.joining_actions import INVITATION_DAYS, JOIN, make_link
from club.people.labels import ROLE_NOTES, ROLES
from club.people.letters import InvitedToClub
from club.people.models import Person
from club.people.rules import mail_address, phone_number
from club.people.staff_forms import ConfirmPhoneForm, RolesForm, StaffInviteForm, WorkerForm
from club.people.staff_queries import CLUB_INVITATION, CLUB_INVITATIONS, STAFF
from club.policy import WEIGHTY_IN_CLUB, Can, ClubRole, needs

blueprint = Blueprint("staff", __name__)


class Worker(NamedTuple):
    """One person of the club with all roles."""

    ref: str
    name: str
    roles: tuple[ClubRole, ...]
    has_second_factor: bool

    @property
    def version(self) -> str:
        """What tells this state of name and roles from any other; there is a row a role, and none that counts."""
        return sha256("\n".join([self.name, *sorted(self.roles)]).encode()).hexdigest()[:16]

    @property
    def is_weighty(self) -> bool:
        """Whether a role asks for a second factor."""
        return bool(WEIGHTY_IN_CLUB & set(self.roles))


def workers() -> list[Worker]:
    """Everybody who works for the club."""
    grouped = groupby(read(STAFF), key=lambda row: row.person_id)
    found = [list(rows) for _person, rows in grouped]
    return [
        Worker(rows[0].ref, rows[0].name, tuple(row.role for row in rows), rows[0].totp_confirmed_at is not None)
        for rows in found
    ]


@blueprint.get("/settings/people")
@needs(Can.CLUB_SET)
def index() -> ResponseReturnValue:
    """Who works for the club, and who is invited."""
    return _index(ConfirmPhoneForm())


def _index(form: ConfirmPhoneForm) -> str:
    invitations = read(CLUB_INVITATIONS, since=_since()).all()
    return render_template("people/staff.html", people=workers(), invitations=invitations, roles=ROLES, form=form)


@blueprint.route("/settings/people/invite", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def invite() -> ResponseReturnValue:
    """Invite somebody to work for the club."""
    form = StaffInviteForm()
    if not form.validate_on_submit():
        return _form_page(form, _("Invite somebody"), url_for("staff.invite"), _("Make the invitation"))
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    email = mail_address(form.email.data) or "" if form.email.data else ""
    invitation = actions.invite(roles=form.chosen, name=form.name.data, email=email, by=g.who.person_id, at=clock.now())
    if email and mail.is_on():
        letter = InvitedToClub(club_name=club_here().name, name=invitation.name, days=INVITATION_DAYS)
        send_link(letter, make_link(invitation.ref, is_mailed=True), "join.show", Recipient(lang=lang(), email=email))
    there = url_for("staff.invitation", ref=invitation.ref)
    accept(form, there)
    return redirect(there, 303)


def _form_page(form: RolesForm, title: str, action: str, submit: str, note: str = "") -> ResponseReturnValue:
    page = render_template(
        "people/staff_form.html",
        form=form,
        title=title,
        action=action,
        submit=submit,
        note=note,
        role_notes={role.value: said(ROLE_NOTES[role]) for role in ClubRole},
        has_mail=mail.is_on(),
    )
    return page, 422 if form.errors else 200


@blueprint.get("/settings/people/invitations/<ref:ref>")
@needs(Can.CLUB_SET)
def invitation(ref: str) -> ResponseReturnValue:
    """An open invitation, to be shown or sent."""
    row = read(CLUB_INVITATION, ref=ref, since=_since()).first()
    if row is not None and row.came_at is not None:
        return _came_page(row)
    token = links.token_for(JOIN, ref, club_here().id) if row else None
    if row is None or token is None:
        abort(404)
    address = absolute("join.show", token=token)
    words = _(
        "%(name)s, %(club)s invites you among its own people. Open this link within %(days)s days: %(link)s",
        name=row.name,
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
        trail=_trail(),
        facts=[(_("Roles"), _said_roles(row)), (_("Mail address"), row.email or "–")],
        revoke_at=url_for("staff.revoke", ref=ref),
    )


def _came_page(row: Any) -> str:
    return render_template(
        "people/came.html",
        invitation=row,
        trail=_trail(),
        facts=[
            (_("Roles"), _said_roles(row)),
            (_("Mail address given"), row.came_email or "–"),
            (_("Telephone number given"), row.came_phone or "–"),
        ],
        confirm_at=url_for("staff.confirm", ref=row.ref),
        revoke_at=url_for("staff.revoke", ref=row.ref),
    )


def _trail() -> list[tuple[str, str]]:
    return [(_("The club’s people"), url_for("staff.index"))]


def _said_roles(row: Any) -> str:
    return " · ".join(said(ROLES[role]) for role in row.roles)


@blueprint.post("/settings/people/invitations/<ref:ref>/confirm")
@needs(Can.CLUB_SET)
def confirm(ref: str) -> ResponseReturnValue:
    """Say that whoever opened the invitation is the right person, and give the roles."""
    row = session().execute(_open(ref).where(ClubInvitation.came_at.is_not(None))).scalar_one_or_none()
    if row is None:
        abort(404)
    actions.confirm(row, at=clock.now())
    flash(_("%(name)s is in.", name=row.name), "good")
    return redirect(url_for("staff.index"), 303)


@blueprint.post("/settings/people/invitations/<ref:ref>/revoke")
@needs(Can.CLUB_SET)
def revoke(ref: str) -> ResponseReturnValue:
    """Take an invitation back."""
    row = session().execute(_open(ref)).scalar_one_or_none()
    if row is None:
        abort(404)
    actions.revoke(row, at=clock.now())
    flash(_("The invitation is revoked; its link no longer works."), "good")
    return redirect(url_for("staff.index"), 303)


def _open(ref: str) -> Any:
    """The invitation of a ref, as long as it is open; locked."""
    is_open = (ClubInvitation.accepted_at.is_(None), ClubInvitation.revoked_at.is_(None))
    return select(ClubInvitation).where(ClubInvitation.ref == ref, *is_open).with_for_update()


@blueprint.route("/settings/people/<ref:ref>", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def person(ref: str) -> ResponseReturnValue:
    """The roles of one person; without any the person no longer works for the club."""
    worker: Any = next((one for one in workers() if one.ref == ref), None)
    if worker is None:
        abort(404)
    form = WorkerForm(name=worker.name, roles=[role.value for role in worker.roles], version=worker.version)
    here = url_for("staff.person", ref=ref)
    note = _("Taken roles end at once. Without a role the person no longer works for the club.")
    if not form.validate_on_submit():
        return _form_page(form, worker.name, here, _("Save"), note)
    if form.is_stale(worker.version):
        form.version.data = worker.version
        form.form_errors.append(
            _(
                "Somebody else changed this meanwhile: %(roles)s. Compare, then save again.",
                roles=" · ".join(said(ROLES[role]) for role in worker.roles),
            )
        )
        return _form_page(form, worker.name, here, _("Save"), note)
    row = session().execute(select(Person).where(Person.ref == ref)).scalar_one()
    try:
        actions.set_roles(row, roles=form.chosen, name=form.name.data, at=clock.now())
    except Refused as refused:
        form.form_errors.append(said(refused.refusal))
        return _form_page(form, worker.name, here, _("Save"), note)
    flash(_("Saved."), "good")
    return redirect(url_for("staff.index"), 303)


@blueprint.post("/settings/people/phone")
@needs(Can.CLUB_SET)
def confirm_phone() -> ResponseReturnValue:
    """Confirm the number of an account; tells nothing of whether there is one."""
    form = ConfirmPhoneForm()
    if not form.validate():
        return _index(form), 422
    accounts.confirm_phone(phone_number(form.phone.data) or "", at=clock.now())
    flash(_("If an account has this number, it is confirmed now."), "good")
    return redirect(url_for("staff.index"), 303)


def _since() -> Any:
    return clock.now() - timedelta(days=INVITATION_DAYS)
