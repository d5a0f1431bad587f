"""What the firm's people are told about their data, and the firm's own part of it."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.clubs.staff_notice import KEPT_MONTHS, contact_of
from club.core import clock
from club.core.db import read
from club.firms.forms import StaffNoticeForm
from club.firms.queries import NOTICE_READ, STAFF_NOTICES
from club.firms.staff_notice import Notice, Notices
from club.firms.views.blueprint import blueprint
from club.firms.workspace_actions import set_staff_notice
from club.policy import Can, needs


@blueprint.get("/firms/<slug:firm>/notice")
@needs(Can.FIRM_ENTER)
def notice(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """The notice in force, and which version the reader has read."""
    notices = Notices(g.standing.firm_name)
    found = notices.in_force()
    if found is None:
        abort(404)
    mine = read(NOTICE_READ, membership_id=g.standing.membership_id).one()
    return _page(found, mine, notices.read_by(mine.notice_id, mine.staff_notice_id))


@blueprint.get("/firms/<slug:firm>/notice/<int:text>/<int:own>")
@needs(Can.FIRM_ENTER)
def notice_version(firm: str, text: int, own: int) -> ResponseReturnValue:  # noqa: ARG001
    """One version, also when a newer one is in force."""
    found = Notices(g.standing.firm_name).of_version(text, own)
    if found is None:
        abort(404)
    return _page(found, None, None)


def _page(found: Notice, mine: Any, was_read: Notice | None) -> str:
    return render_template("firms/notice.html", notice=found, mine=mine, was_read=was_read)


@blueprint.route("/firms/<slug:firm>/settings/notice", methods=["GET", "POST"])
@needs(Can.FIRM_SET)
def set_notice(firm: str) -> ResponseReturnValue:
    """Whom staff ask, and how long the firm keeps what it knows of somebody who left."""
    now = read(STAFF_NOTICES).first()
    number = now.number if now else 0
    kept = {"contact": now.contact, "kept_months": now.kept_months} if now else {"kept_months": KEPT_MONTHS}
    form = StaffNoticeForm(data={**kept, "version": number})
    if form.validate_on_submit() and form.is_stale(number):
        form.version.data = str(number)
        form.form_errors.append(
            _(
                "Somebody else set “%(contact)s” meanwhile. Compare, then save again.",
                contact=now.contact if now else "",
            )
        )
    elif form.is_submitted() and not form.errors:
        set_staff_notice(
            after=number,
            contact=form.contact.data or "",
            kept_months=form.kept_months.data,
            by=g.who.person_id,
            at=clock.now(),
        )
        flash(_("In force from now on. Whoever read an older version has read that one."), "good")
        return redirect(url_for("firms.notice", firm=firm), 303)
    page = render_template(
        "firms/notice_edit.html",
        form=form,
        slug=firm,
        now=Notices(g.standing.firm_name).in_force(),
        otherwise=contact_of(g.standing.firm_name),
    )
    return page, 422 if form.is_submitted() else 200
