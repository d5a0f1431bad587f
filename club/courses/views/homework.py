"""What a class of a series gives to be done before the next date: shown on its page, and named by whoever holds it."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from club.classes import queries as classes
from club.classes.actions import to_write
from club.classes.homework import Homework, gives_homework, next_day
from club.classes.models import ClassSession
from club.classes.views.blueprint import answers_for
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.courses import homework_actions as actions
from club.courses.homework_models import ClassHomework
from club.courses.homework_queries import OF_CLASS, TO_GIVE
from club.courses.learning_forms import HomeworkForm
from club.courses.models import Lesson
from club.policy import Can, needs

blueprint = Blueprint("homework", __name__)
AT = "/classes/<slug:slug>/homework"


@gives_homework
def given(class_id: int) -> Sequence[Homework]:
    """The lessons that a class gives."""
    rows = read(OF_CLASS, class_id=class_id)
    return [Homework(row.course, row.course_title, row.number, row.title, row.is_done) for row in rows]


@blueprint.route(AT, methods=["GET", "POST"])
@needs(Can.CLASS_WRITE)
def show(slug: str) -> ResponseReturnValue:
    """What a class gives, and a form that names a lesson of a course."""
    row = _own(slug)
    there = read(OF_CLASS, class_id=row.id).all()
    form = HomeworkForm()
    named = {(one.course, one.number) for one in there}
    offered = [one for one in read(TO_GIVE) if (one.course, one.number) not in named]
    form.lesson.choices = [
        SelectChoice("", ""),
        *(SelectChoice(str(one.id), f"{one.course_title} · {one.title}") for one in offered),
    ]
    if form.is_submitted() and (before := accepted_before(form)):
        return redirect(before, 303)
    if not form.validate_on_submit():
        return _page(row, there, form), 422 if form.is_submitted() else 200
    lesson = session().get_one(Lesson, int(form.lesson.data))
    if not form.takes(lambda: actions.give(row, lesson)):
        return _page(_own(slug), there, form), 422
    accept(form, location := url_for(".show", slug=slug))
    flash(_("It stands on the page of the class."), "good")
    return redirect(location, 303)


@blueprint.post(f"{AT}/<int:given_id>")
@needs(Can.CLASS_WRITE)
def take_back(slug: str, given_id: int) -> ResponseReturnValue:
    """Give a lesson no more."""
    row = _own(slug)
    held = session().get(ClassHomework, given_id)
    if held is None or held.class_id != row.id:
        abort(404)
    actions.take_back(row, held)
    flash(_("It is homework no more. Who did it has done it."), "good")
    return redirect(url_for(".show", slug=slug), 303)


def _own(slug: str) -> ClassSession:
    """A class of a series that the acting person holds, or any for the desk; held until this commit ends."""
    row = to_write(slug)
    if row is None or not row.series or not answers_for(row):
        abort(404)
    return row


def _page(row: Any, there: Sequence[Any], form: HomeworkForm) -> str:
    series = read(classes.SERIES, series=row.series, slug=row.slug).all()
    return render_template("courses/homework.html", row=row, given=there, form=form, due=next_day(row, series))
