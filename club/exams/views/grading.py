"""What waits to be graded, for those who lead: answers in words that people gave in an exam."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.exams import grading_actions, grading_queries
from club.exams.forms import GradeForm, grade_form
from club.exams.models import Attempt
from club.exams.sheets import Asked
from club.exams.views.blueprint import EXAMS, blueprint, tongue
from club.exams.views.sitting import asked_of
from club.policy import Can, needs


@blueprint.get(f"{EXAMS}/grading")
@needs(Can.EXAM_OVERSEE)
def grading(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """The attempts that wait, the oldest first."""
    return render_template("exams/grading.html", rows=read(grading_queries.QUEUE, **g.standing.sight).all())


@blueprint.route(f"{EXAMS}/grading/<ref:attempt>", methods=["GET", "POST"])
@needs(Can.EXAM_OVERSEE)
def grade(firm: str, attempt: str) -> ResponseReturnValue:
    """The answers in words of one attempt; with the last points it is passed or not, and whoever sat it is told."""
    row = read(grading_queries.ONE, ref=attempt, **g.standing.sight).first()
    if row is None:
        return _gone(firm, attempt)
    listed = [one for one in asked_of(row) if one.question.sort == "open" and one.is_answered]
    form = grade_form(listed)
    if form.validate_on_submit() and form.takes(lambda: _graded(row, form, listed)):
        flash(_("Graded. Whoever sat it is told as soon as every answer has its points."), "good")
        return redirect(url_for(".grading", firm=firm), 303)
    page = render_template("exams/grade.html", row=row, listed=listed, form=form, tongue=tongue(row))
    return page, 422 if request.method == "POST" else 200


def _graded(row: Any, form: GradeForm, listed: Sequence[Asked]) -> None:
    attempt = session().scalars(select(Attempt).where(Attempt.id == row.attempt_id)).one()
    grading_actions.grade(attempt, form.grades(listed), by=g.who.person_id, at=clock.now())


def _gone(firm: str, attempt: str) -> ResponseReturnValue:
    """Somebody graded it meanwhile: whoever comes after them is led to what still waits; any other address is 404."""
    if read(grading_queries.GRADED, ref=attempt, **g.standing.sight).first() is None:
        abort(404)
    flash(_("Somebody has graded this attempt meanwhile."), "warn")
    return redirect(url_for(".grading", firm=firm), 303)
