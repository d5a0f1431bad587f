"""The desk of a class: who comes, who waits, whose application is to be decided."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.applications.labels import OWN_ROLES
from club.classes import place_actions, place_queries, queries
from club.classes.day_rules import not_at_the_door
from club.classes.labels import STANDING_KINDS, STANDINGS
from club.classes.models import Standing
from club.classes.place_forms import DeclinePlaceForm, WalkInsForm
from club.classes.views.blueprint import LIVE, blueprint, by_its_clock, holds, phase_of, runs
from club.copies.rules import Form
from club.copies.views.files import file_answer
from club.core import clock, i18n
from club.core.db import read
from club.core.saying import said
from club.core.sheets import Cell, Column, Sheet, workbook
from club.core.site import club_here
from club.policy import Can, needs
from club.talks.views import page_asked

LONGEST_FIND = 100
AS_WRITTEN = str.maketrans({sign: f"\\{sign}" for sign in "%_\\"})
"""What LIKE would take for a pattern."""
GROUPS = {
    "applied": (Standing.APPLIED,),
    "placed": (Standing.PLACED,),
    "waiting": (Standing.OFFERED, Standing.WAITING),
    "ended": (Standing.DECLINED, Standing.LAPSED, Standing.WITHDRAWN),
}


@blueprint.get("/classes/<slug:slug>/registrations")
@needs(Can.CLASS_LET_IN)
def people(slug: str) -> ResponseReturnValue:
    """Who stands how, in order of arrival; to whoever holds the class, who has a place in it."""
    return people_page(slug)


@blueprint.get("/classes/<slug:slug>/registrations.xlsx")
@needs(Can.CLASS_RUN)
def people_table(slug: str) -> ResponseReturnValue:
    """Everybody who asked, as a table."""
    row = by_its_clock(read(queries.ONE, slug=slug).first() or abort(404))
    rows = [_line(one) for one in read(place_queries.ALL_OF_CLASS, class_id=row.id)]
    headings = [
        Column(_("Came as number"), 10),
        Column(_("Person"), 24),
        Column(_("Firm"), 28),
        Column(_("Own role"), 24),
        Column(_("Contact"), 28),
        Column(_("State"), 18),
        Column(_("Registered (%(zone)s)", zone=row.zone), 24),
        Column(_("Came in (%(zone)s)", zone=row.zone), 24),
    ]
    content = workbook([Sheet(_("Who comes"), headings, rows, frozen=2, spare=0)])
    return file_answer(content, Form.SHEETS, " ".join((_("Who comes"), row.title)) + ".xlsx")


def _line(one: Any) -> list[Cell]:
    return [
        one.number,
        one.name,
        one.firm_name,
        said(OWN_ROLES[one.own_role]) if one.own_role else "",
        one.email or one.phone,
        said(STANDINGS[one.status]),
        i18n.moment(one.registered_at),
        i18n.moment(one.attended_at),
    ]


@blueprint.post("/classes/<slug:slug>/registrations/<ref:ref>/approval")
@needs(Can.CLASS_RUN)
def approve(slug: str, ref: str) -> ResponseReturnValue:
    """Say yes to somebody who applied."""
    came = _one(slug, ref)
    then = place_actions.approve(ref)
    flash(_("%(name)s: %(standing)s", name=came.name, standing=said(STANDINGS[then])), "good")
    return redirect(url_for("classes.people", slug=slug), 303)


@blueprint.post("/classes/<slug:slug>/registrations/<ref:ref>/refusal")
@needs(Can.CLASS_RUN)
def decline(slug: str, ref: str) -> ResponseReturnValue:
    """Say no to somebody who applied."""
    came, form = _one(slug, ref), DeclinePlaceForm()
    if not form.validate():
        return people_page(slug, (ref, form)), 422
    place_actions.decline(ref, reason=form.reason.data or "")
    flash(_("%(name)s is told, with the reason.", name=came.name), "good")
    return redirect(url_for("classes.people", slug=slug), 303)


@blueprint.post("/classes/<slug:slug>/registrations/<ref:ref>/withdrawal")
@needs(Can.CLASS_RUN)
def take_off(slug: str, ref: str) -> ResponseReturnValue:
    """Take somebody off the list, who called or is not to come."""
    came = _one(slug, ref)
    place_actions.withdraw(ref, told_by=club_here().name)
    flash(_("%(name)s is off the list, and told so.", name=came.name), "good")
    return redirect(url_for("classes.people", slug=slug, show="placed"), 303)


def _one(slug: str, ref: str) -> Any:
    came = read(place_queries.ONE, ref=ref).first()
    if came is None or came.slug != slug:
        abort(404)
    return came


def people_page(
    slug: str, refused: tuple[str, DeclinePlaceForm] | None = None, walk_ins: WalkInsForm | None = None
) -> str:
    """Who stands how, with the forms that were not taken."""
    row = by_its_clock(read(queries.ONE, slug=slug).first() or abort(404))
    if not (runs() or holds(row)):
        abort(404)
    default = "applied" if row.applied and runs() else "placed"
    asked = "applied" if refused else "placed" if walk_ins or not runs() else request.args.get("show", default)
    chosen, page = asked if asked in GROUPS else default, page_asked()
    looking_for = request.args.get("find", "").replace("\0", "").strip()[:LONGEST_FIND]
    found = read(
        place_queries.OF_CLASS,
        class_id=row.id,
        standings=list(GROUPS[chosen]),
        like=f"%{looking_for.translate(AS_WRITTEN)}%",
        offset=(page - 1) * place_queries.PAGE,
    ).all()
    counts = read(place_queries.HOW_MANY, class_id=row.id) if runs() else ()
    many = {one.status: one.people for one in counts}
    return render_template(
        "classes/people.html",
        row=row,
        runs=runs(),
        many={group: sum(many.get(one, 0) for one in standings) for group, standings in GROUPS.items()},
        people=found[: place_queries.PAGE],
        has_next=len(found) > place_queries.PAGE,
        page=page,
        chosen=chosen,
        looking_for=looking_for,
        refused=refused,
        form=DeclinePlaceForm(),
        walk_ins=walk_ins or WalkInsForm(many=row.walk_ins),
        is_door_open=not_at_the_door(Standing.PLACED, row.status, row.starts_at, row.ends_at, now=clock.now()) is None,
        is_live=phase_of(row) in LIVE,
        words=STANDINGS,
        roles=OWN_ROLES,
        kinds=STANDING_KINDS,
    )
