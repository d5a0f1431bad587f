"""How a course is taken, for its instructors: numbers over all firms, names of those who show them, a word to all."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock, limits
from club.core.db import read
from club.core.forms import accept, accepted_before
from club.core.limits import Limit
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.courses import actions, tally_actions
from club.courses.chart import drawn
from club.courses.learning_forms import NoteForm
from club.courses.tally_queries import TALLIES
from club.courses.tally_rules import FEWEST_STOPPED, Standing, standing
from club.courses.task_queries import WAITING
from club.courses.views.grading import followed
from club.courses.views.places import COURSE, blueprint, outline_of
from club.policy import Can, needs

PER_COURSE = Limit("course-notes", 3, timedelta(days=1))
ENOUGH = Refusal(
    "enough_notes",
    N_("This course got three letters within a day already."),
    N_("Write the next one tomorrow."),
)
NOBODY = Refusal(
    "nobody_reached",
    N_("Nobody is on the way there now, so this reaches nobody."),
    N_("Write once somebody has begun; nothing was sent."),
)


@blueprint.get(f"{COURSE}/progress")
@needs(Can.COURSE_FOLLOW)
def progress(slug: str) -> ResponseReturnValue:
    """Who is where, and where people stop."""
    return _page(*_followed(slug), NoteForm(whom=request.args.get("whom", "")))


@blueprint.post(f"{COURSE}/progress")
@needs(Can.COURSE_FOLLOW)
def write(slug: str) -> ResponseReturnValue:
    """Write to everybody who is on the way, or who stands at a lesson."""
    (course, tallies, found), form = _followed(slug), NoteForm()
    form.offer(found)
    if not form.validate():
        return _page(course, tallies, found, form), 422
    if location := accepted_before(form):
        return redirect(location, 303)

    def step() -> None:
        if not found.reached(form.lesson):
            raise Refused(NOBODY)
        if not limits.hit(PER_COURSE, course.ref):
            raise Refused(ENOUGH)
        held = actions.to_write(slug)
        if held is not None:
            tally_actions.write_to_group(held, form.words.data, lesson=form.lesson, by=g.who.name, at=clock.now())

    if not form.takes(step):
        return _page(course, tallies, found, form), 422
    accept(form, location := url_for(".progress", slug=slug))
    flash(_("Sent. Whoever has finished the course got nothing."), "good")
    return redirect(location, 303)


def _followed(slug: str) -> tuple[Any, Sequence[Any], Standing]:
    """A course that whoever asks follows, what its firms have counted, and that put together."""
    course = followed(slug)
    tallies = read(TALLIES, course_id=course.id).all()
    return course, tallies, standing(tallies, outline_of(course.id, course.lang, with_drafts=False).items)


def _page(course: Any, tallies: Sequence[Any], found: Standing, form: NoteForm) -> str:
    form.offer(found)
    words = _("How many people have done each lesson, and how many stand at it; the table below says the same.")
    return render_template(
        "courses/progress.html",
        course=course,
        standing=found,
        as_of=max((one.as_of for one in tallies), default=None),
        waiting=read(WAITING, course_id=course.id).scalar_one(),
        chart=drawn(found, words),
        form=form,
        fewest=FEWEST_STOPPED,
    )
