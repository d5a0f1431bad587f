"""At the door: a code is opened on the desk’s phone, one tap lets somebody in."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import actions, day_actions, place_queries
from club.classes.day_rules import not_at_the_door
from club.classes.labels import STANDING_KINDS, STANDINGS
from club.classes.place_forms import WalkInsForm
from club.classes.place_rules import OPEN
from club.classes.views.blueprint import LIVE, answers_for, blueprint, by_its_clock, holds, place_phase, runs
from club.classes.views.desk import people_page
from club.core import clock, i18n
from club.core.db import read
from club.policy import Can, needs


@blueprint.get("/classes/check-in/<ref:ref>")
@needs(Can.CLASS_LET_IN)
def door(ref: str) -> ResponseReturnValue:
    """Whose code it is: name and firm, and one button; whether and when they came in already."""
    came = _shown(ref)
    refusal = not_at_the_door(came.status, came.class_status, came.starts_at, came.ends_at, now=clock.now())
    return render_template(
        "classes/door.html",
        came=came,
        ref=ref,
        refusal=refusal,
        words=STANDINGS,
        kinds=STANDING_KINDS,
        sees_list=runs() or holds(came),
        may_take_off=runs() and came.status in OPEN and came.attended_at is None and place_phase(came) in LIVE,
    )


@blueprint.post("/classes/check-in/<ref:ref>")
@needs(Can.CLASS_LET_IN)
def check_in(ref: str) -> ResponseReturnValue:
    """Let somebody in, or take a wrong tap back; from the list, back to where it was."""
    came = _shown(ref)
    if request.form.get("do") == "take-back":
        day_actions.take_back(ref)
        flash(_("Taken back: %(name)s is not in.", name=came.name), "good")
    elif before := day_actions.check_in(ref, by=g.who.person_id):
        flash(_("%(name)s came in already, on %(at)s.", name=came.name, at=i18n.moment(before)), "warn")
    else:
        flash(_("%(name)s is checked in.", name=came.name), "good")
    if request.form.get("from") == "list":
        there: dict[str, Any] = {
            "show": "placed",
            "page": request.form.get("page", 1, type=int),
            "_anchor": f"at-{ref}",
        }
        return redirect(url_for("classes.people", slug=came.slug, **there), 303)
    return redirect(url_for("classes.door", ref=ref), 303)


def _shown(ref: str) -> Any:
    """Whoever shows this code: to the desk, and to whoever wrote their class or holds it."""
    came = read(place_queries.ONE, ref=ref).first()
    if came is None or not answers_for(came):
        abort(404)
    return by_its_clock(came)


@blueprint.post("/classes/<slug:slug>/walk-ins")
@needs(Can.CLASS_LET_IN)
def walk_ins(slug: str) -> ResponseReturnValue:
    """Note how many came without a place."""
    form, row = WalkInsForm(), actions.to_write(slug)
    if row is None or not (runs() or holds(row)):
        abort(404)
    if not form.validate() or form.many.data is None:
        return people_page(slug, walk_ins=form), 422
    day_actions.set_walk_ins(row, form.many.data)
    flash(_("Noted."), "good")
    return redirect(url_for("classes.people", slug=slug, show="placed"), 303)
