"""A firm’s people and the club’s classes: who goes, in own places and in the firm’s."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import actions, place_actions, place_queries, queries, series_actions
from club.classes.conditions import asked_of, lacking
from club.classes.labels import STANDING_KINDS, STANDINGS
from club.classes.models import ClassSession, Standing
from club.classes.place_actions import Comer
from club.classes.place_forms import SendPeopleForm
from club.classes.place_rules import beyond_cap, declined
from club.classes.telling_actions import LINK
from club.classes.views.blueprint import asked, blueprint, open_dates
from club.classes.views.registering import tell_refused
from club.core import clock, i18n, links
from club.core.db import read
from club.core.forms import accept, accepted_before
from club.core.refusals import Refusal, Refused
from club.core.site import club_here
from club.policy import Can, needs


@blueprint.get("/firms/<slug:firm>/classes")
@needs(Can.CLASS_ATTEND)
def of_firm(firm: str) -> ResponseReturnValue:
    """The classes that are to come, and who of the firm goes; who sends nobody sees only the own place."""
    now, going = clock.now(), dict[str, list[Any]]()
    for one in read(place_queries.OF_FIRM, now=now):
        if _sees(one):
            going.setdefault(one.slug, []).append(one)
    rows = read(queries.UPCOMING, now=now).all()
    return render_template("classes/of_firm.html", rows=rows, going=going, slug=firm)


@blueprint.route("/firms/<slug:firm>/classes/<slug:slug>", methods=["GET", "POST"])
@needs(Can.CLASS_ATTEND)
def from_firm(firm: str, slug: str) -> ResponseReturnValue:
    """Register for a class: oneself, and for whoever leads, others of the firm."""
    row = asked(slug)
    everywhere = read(place_queries.OF_FIRM, now=clock.now()).all()
    going = [one for one in everywhere if one.slug == slug]
    free, asked_first = _free(going), asked_of(row)
    lacks = lacking(asked_first, [one.person_id for one in free], day=row.day)
    people = [one for one in free if one.person_id not in lacks]
    dates = open_dates(row)
    form = SendPeopleForm()
    form.offer(people, dates=len(dates))
    shown = {
        "words": STANDINGS,
        "kinds": STANDING_KINDS,
        "row": row,
        "form": form,
        "going": [one for one in going if _sees(one)],
        "own": _own_page(going),
        "full": beyond_cap(most=row.firm_most, has=len(going), wanted=1),
        "slug": firm,
        "dates": dates,
        "others": _elsewhere(everywhere, row),
        "asked": asked_first,
        "lacking": [(one.name, lacks[one.person_id]) for one in free if one.person_id in lacks],
    }
    if not form.is_submitted():
        return render_template("classes/from_firm.html", **shown)
    if location := accepted_before(form):
        return redirect(location, 303)
    chosen = [one for one in people if one.ref in (form.people.data or [])]
    if not form.validate() or not form.takes(lambda: _send(row, chosen, to_all=form.wants_all)):
        return render_template("classes/from_firm.html", **shown), 422
    accept(form, location := url_for("classes.from_firm", firm=firm, slug=slug))
    flash(_("Registered. Each has a private page, and is told by message."), "good")
    return redirect(location, 303)


@blueprint.post("/firms/<slug:firm>/classes/<slug:slug>/withdrawal")
@needs(Can.CLASS_ATTEND)
def withdraw_from_firm(firm: str, slug: str) -> ResponseReturnValue:
    """Take somebody of the firm off the list of a class, or of every date of its series."""
    if (found := _named(slug)) is not None:
        told_by = "" if found.person_id == g.who.person_id else g.standing.firm_name
        if request.form.get("dates") == "all" and found.series:
            going = read(place_queries.OF_FIRM, now=clock.now())
            theirs = [one for one in going if one.person_id == found.person_id and one.series == found.series]
            series_actions.withdraw_all([one.ref for one in theirs], told_by=told_by)
        else:
            place_actions.withdraw(found.ref, told_by=told_by)
        flash(_("%(name)s is off the list.", name=found.name), "good")
    return redirect(url_for("classes.from_firm", firm=firm, slug=slug), 303)


@blueprint.post("/firms/<slug:firm>/classes/<slug:slug>/acceptance")
@needs(Can.CLASS_ATTEND)
def accept_from_firm(firm: str, slug: str) -> ResponseReturnValue:
    """Take the place that is offered to somebody of the firm."""
    if (found := _named(slug)) is not None:
        place_actions.accept(found.ref)
        flash(_("%(name)s has a place.", name=found.name), "good")
    return redirect(url_for("classes.from_firm", firm=firm, slug=slug), 303)


def _own_page(going: list[Any]) -> tuple[str, str] | None:
    """The acting person’s registration and the token of their private page, where they are on the list."""
    own = next((one.ref for one in going if one.person_id == g.who.person_id), None)
    token = links.token_for(LINK, own, club_here().id) if own else None
    return (own, token) if own and token else None


def _named(slug: str) -> Any:
    """Who of the firm is meant by the form, out of those whom the acting person may know of."""
    asked(slug)
    ref, going = request.form.get("ref"), read(place_queries.OF_FIRM, now=clock.now())
    return next((one for one in going if one.slug == slug and one.ref == ref and _sees(one)), None)


def _elsewhere(going: Sequence[Any], row: Any) -> dict[Any, list[Any]]:
    """Who of those whom the acting person may know of goes to the other dates of a series, by date."""
    found: dict[Any, list[Any]] = {}
    for one in going:
        if row.series and one.series == row.series and one.slug != row.slug and _sees(one):
            found.setdefault((one.slug, one.day), []).append(one)
    return found


def _send(row: Any, chosen: list[Any], *, to_all: bool) -> None:
    comers = [_comer(one) for one in chosen]
    if to_all:
        dates = series_actions.hold_dates(row.series)
        tell_refused(series_actions.ask_for_all(dates, comers, objection=_objection), by_name=True)
        return
    held = actions.to_write(row.slug) or abort(404)
    place_actions.refuse_beyond_cap(held, g.standing.firm_id, len(chosen))
    for comer in comers:
        came, _is_new = place_actions.register(held, comer)
        if came.status is Standing.DECLINED:
            raise Refused(declined(comer.name))


def _objection(row: ClassSession, comer: Comer) -> Refusal | None:
    """Why the firm cannot send somebody to a date of a series who does not go there already."""
    return place_actions.no_more_of(row, g.standing.firm_id, who=comer.who)


def _comer(one: Any) -> Comer:
    return Comer(
        who=f"person:{g.standing.firm_id}:{one.person_id}",
        name=one.name,
        firm_name=g.standing.firm_name,
        person_id=one.person_id,
        lang=one.lang or i18n.lang(),
    )


def _free(going: list[Any]) -> list[Any]:
    """Whom the acting person may register and who is not on the list."""
    there = {one.person_id for one in going}
    if g.who.person_id in there and not g.standing.can(Can.CLASS_SEND):
        return []
    return [one for one in read(place_queries.PEOPLE) if _sees(one) and one.person_id not in there]


def _sees(one: Any) -> bool:
    """Whether the acting person may know of this one: oneself, and for whoever leads, everybody of the firm."""
    return bool(g.standing.can(Can.CLASS_SEND)) or one.person_id == g.who.person_id
