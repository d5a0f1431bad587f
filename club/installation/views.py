"""The clubs of the installation, a new one, and the jobs that wait or were given up."""

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.clubs import actions, first_actions
from club.clubs.queries import ANY_CLUB, EVERY_CLUB
from club.core import clock, mail, outbox
from club.core.db import read
from club.core.i18n import lang
from club.core.money import Money, in_full
from club.core.qr import svg
from club.core.site import ClubSeen, address_of
from club.installation.forms import ClubForm
from club.installation.job_words import about
from club.installation.queries import DEAD, MOST, WAITING
from club.people.joining_actions import INVITATION_DAYS
from club.people.rules import mail_address
from club.policy import Can, needs

blueprint = Blueprint("installation", __name__)


@blueprint.get("/clubs")
@needs(Can.INSTALLATION_RUN)
def clubs() -> ResponseReturnValue:
    """Every club, with its gate and whether it is open."""
    return render_template("installation/clubs.html", clubs=read(EVERY_CLUB).all())


@blueprint.route("/clubs/new", methods=["GET", "POST"])
@needs(Can.INSTALLATION_RUN)
def new() -> ResponseReturnValue:
    """Found a club; what lies inside it is made by jobs in its own scope, after the commit."""
    form = ClubForm()
    if not form.validate_on_submit():
        page = {"form": form, "understood": _understood(form), "has_mail": mail.is_on()}
        return render_template("installation/new.html", **page), 422 if form.errors else 200
    club = actions.found(
        slug=form.slug.data,
        name_en=form.name_en.data,
        name_zh=form.name_zh.data,
        lang=form.lang.data,
        gate_minor=form.minor or 0,
        gate_currency=form.gate_currency.data,
        reserved=current_app.extensions["reserved"],
        at=clock.now(),
        by=g.who.person_id,
    )
    email = mail_address(form.email.data or "") or ""
    first_actions.invite(club, name=form.administrator.data, email=email, by=g.who.person_id, is_first=True)
    flash(_("The club is founded. It asks for %(amount)s.", amount=_understood(form)), "good")
    return redirect(url_for("installation.club", slug=club.slug), 303)


def _understood(form: ClubForm) -> str | None:
    """The gate as it was read, beside the gate as it was typed."""
    if form.minor is None:
        return None
    return in_full(form.gate.data or "", Money(form.minor, form.gate_currency.data), lang())


@blueprint.get("/clubs/<slug:slug>")
@needs(Can.INSTALLATION_RUN)
def club(slug: str) -> ResponseReturnValue:
    """One club from outside, and the way in for its first administrator."""
    row = read(ANY_CLUB, slug=slug).first() or abort(404)
    invited = first_actions.invited_first(row.id)
    address = invited.address if invited else None
    name = ClubSeen(row).name
    return render_template(
        "installation/club.html",
        row=row,
        name=name,
        address=address_of(ClubSeen(row), current_app.extensions["settings"]),
        invited=invited,
        days=INVITATION_DAYS,
        qr=svg(address, _("QR code of the invitation")) if address else None,
        words=_words(invited.name, name, address) if invited and address else None,
    )


def _words(person: str, club_name: str, address: str) -> str:
    """The line that is pasted into a chat."""
    line = _(
        "%(name)s, %(club)s invites you among its own people. Open this link within %(days)s days: %(link)s",
        name=person,
        club=club_name,
        days=INVITATION_DAYS,
        link=address,
    )
    return str(line)


@blueprint.get("/jobs")
@needs(Can.INSTALLATION_RUN)
def jobs() -> ResponseReturnValue:
    """What was given up, then what waits."""
    dead, waiting = read(DEAD).all(), read(WAITING).all()
    return render_template(
        "installation/jobs.html", dead=dead, waiting=waiting, most=MOST, now=clock.now(), about=about
    )


@blueprint.post("/jobs/<int:job>/again")
@needs(Can.INSTALLATION_RUN)
def again(job: int) -> ResponseReturnValue:
    """Give a dead job another five tries."""
    if not outbox.again(job):
        abort(404)
    flash(_("It will be tried again."), "good")
    return redirect(url_for("installation.jobs"), 303)
