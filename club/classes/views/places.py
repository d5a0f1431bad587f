"""The private page of somebody who asked for a place: how it stands, one next step, the way out."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import place_actions, place_queries, series_actions
from club.classes.calendar import calendar_of
from club.classes.day_rules import is_certified, may_rate
from club.classes.labels import STANDING_KINDS, STANDINGS
from club.classes.material_rules import may_have
from club.classes.models import Standing
from club.classes.place_forms import FeedbackForm
from club.classes.place_rules import OPEN
from club.classes.telling_actions import LINK
from club.classes.views.blueprint import asked, blueprint, by_its_clock, place_phase
from club.classes.views.materials import KINDS, materials_of
from club.classes.views.public import linked
from club.core import clock, links
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.qr import svg
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.policy import Can, needs


@blueprint.get("/classes/places/<token>")
@needs(Can.CLASS_FOLLOW, link=LINK)
def place(token: str) -> ResponseReturnValue:
    """How it stands, and what to do."""
    return place_page(token)


@blueprint.get("/classes/places/<token>/calendar.ics")
@needs(Can.CLASS_FOLLOW, link=LINK)
def own_entry(token: str) -> ResponseReturnValue:
    """The class for the calendar of whoever has a place: it leads back here, and to where they join."""
    came = read(place_queries.ONE, ref=g.link.subject).first() if g.link else None
    if came is None or came.status is not Standing.PLACED:
        abort(404)
    row = asked(came.slug)
    link = absolute("classes.place", token=token)
    entry = calendar_of([row], name=row.title, link=link, online_url=came.online_url)
    return Response(entry, mimetype="text/calendar", headers={"Cache-Control": "private, no-store"})


@blueprint.post("/classes/places/<token>/acceptance")
@needs(Can.CLASS_FOLLOW, link=LINK)
def accept(token: str) -> ResponseReturnValue:
    """Take the place that is offered."""
    if g.link is None:
        return place_page(token)
    try:
        place_actions.accept(g.link.subject)
    except Refused as refused:
        session().rollback()
        flash(said(refused.refusal), "bad")
    else:
        flash(_("The place is yours."), "good")
    return redirect(url_for("classes.place", token=token), 303)


@blueprint.post("/classes/places/<token>/withdrawal")
@needs(Can.CLASS_FOLLOW, link=LINK)
def withdraw(token: str) -> ResponseReturnValue:
    """Give the place back, or leave the line."""
    if g.link is None:
        return place_page(token)
    try:
        if request.form.get("dates") == "all":
            series_actions.withdraw_all([one.ref for one in _dates(g.link.subject)])
        else:
            place_actions.withdraw(g.link.subject)
    except Refused as refused:
        session().rollback()
        flash(said(refused.refusal), "bad")
    else:
        flash(_("You are off the list. Thank you for telling us."), "good")
    return redirect(url_for("classes.place", token=token), 303)


def _dates(ref: str) -> Sequence[Any]:
    """The dates of a series that were asked for with a registration."""
    came = read(place_queries.ONE, ref=ref).first()
    return _dates_of(came) if came is not None else ()


def _dates_of(came: Any) -> Sequence[Any]:
    return read(place_queries.TOGETHER, together=came.together).all() if came.together else ()


def place_page(token: str, form: FeedbackForm | None = None, *, status: int = 200) -> ResponseReturnValue:
    """How it stands, one next step, and afterwards the certificate, the materials and how it was."""
    came = read(place_queries.ONE, ref=g.link.subject).first() if g.link else None
    if came is None or came.erased_at is not None:
        return render_template("classes/no_such_link.html"), 404
    by_its_clock(came)
    address = absolute("classes.place", token=token)
    now = clock.now()
    certified = is_certified(came.status, came.attended_at, came.ends_at, now=now)
    is_expected = came.status is Standing.PLACED and came.attended_at is None and now < came.ends_at
    waits = came.status is Standing.WAITING and came.firm_id is None
    dates, has_materials = _dates_of(came), may_have(came.status, came.starts_at, now=now)
    page = render_template(
        "classes/place.html",
        came=came,
        dates=dates,
        tokens=links.tokens_for(LINK, [one.ref for one in dates], club_here().id),
        is_on_several=sum(one.status in OPEN and one.attended_at is None and now < one.ends_at for one in dates) > 1,
        words=STANDINGS,
        kinds=STANDING_KINDS,
        phase=place_phase(came),
        ahead=read(place_queries.AHEAD, slug=came.slug, number=came.number).scalar() if waits else None,
        is_open=came.status in OPEN and came.attended_at is None,
        certified=certified,
        may_rate=may_rate(certified, came.rated_at),
        form=form or FeedbackForm(),
        materials=linked(came.materials) if has_materials else [],
        files=materials_of(came.slug) if has_materials else [],
        file_kinds=KINDS,
        door=svg(absolute("classes.door", ref=came.ref), _("Code for the door")) if is_expected else None,
        token=token,
        address=address,
        qr=svg(address, _("Link to this page")),
    )
    return page, status
