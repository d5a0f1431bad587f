"""At the door: a code is opened on the desk’s phone, one tap lets somebody in."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import actions, day_actions, place_queries
from club.classes.day_rules import not_at_the_door
from club.classes.labels import STANDING_KINDS, STANDINGS
from club.classes.place_forms import WalkInsForm
from club.classes.views.blueprint import blueprint
from club.classes.views.desk import people_page
from club.core import clock, i18n
from club.core.db import read
from club.policy import Can, needs


@blueprint.get("/classes/check-in/<ref:ref>")
@needs(Can.CLASS_RUN)
def door(ref: str) -> ResponseReturnValue:
    """Whose code it is: name and firm, and one button; whether and when they came in already."""
    came = read(place_queries.ONE, ref=ref).first() or abort(404)
    refusal = not_at_the_door(came.status, came.class_status, came.starts_at, came.ends_at, now=clock.now())
    return render_template(
        "classes/door.html", came=came, ref=ref, refusal=refusal, words=STANDINGS, kinds=STANDING_KINDS
    )


@blueprint.post("/classes/check-in/<ref:ref>")
@needs(Can.CLASS_RUN)
def check_in(ref: str) -> ResponseReturnValue:
    """Let somebody in, or take a wrong tap back."""
    came = read(place_queries.ONE, ref=ref).first() or abort(404)
    if request.form.get("do") == "take-back":
        day_actions.take_back(ref)
        flash(_("Taken back: %(name)s is not in.", name=came.name), "good")
    elif before := day_actions.check_in(ref, by=g.who.person_id):
        flash(_("%(name)s came in already, on %(at)s.", name=came.name, at=i18n.moment(before)), "warn")
    else:
        flash(_("%(name)s is checked in.", name=came.name), "good")
    if request.form.get("from") == "list":
        return redirect(url_for("classes.people", slug=came.slug, show="placed"), 303)
    return redirect(url_for("classes.door", ref=ref), 303)


@blueprint.post("/classes/<slug:slug>/walk-ins")
@needs(Can.CLASS_RUN)
def walk_ins(slug: str) -> ResponseReturnValue:
    """Note how many came without a place."""
    form = WalkInsForm()
    if not form.validate() or form.many.data is None:
        return people_page(slug, walk_ins=form), 422
    day_actions.set_walk_ins(actions.to_write(slug) or abort(404), form.many.data)
    flash(_("Noted."), "good")
    return redirect(url_for("classes.people", slug=slug, show="placed"), 303)
