"""What was handed in to a course, for its instructors to read and grade; they act for the club’s desk here."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.courses import task_actions
from club.courses.learning_forms import GradeForm
from club.courses.queries import ONE
from club.courses.task_models import Grade, TaskAnswer
from club.courses.task_queries import QUEUE
from club.courses.views.places import COURSE, blueprint, charge_of, is_editor
from club.policy import Can, needs


@blueprint.get(f"{COURSE}/grading")
@needs(Can.COURSE_FOLLOW)
def grading(slug: str) -> ResponseReturnValue:
    """The answers that wait, the oldest first."""
    return _page(followed(slug), GradeForm())


@blueprint.post(f"{COURSE}/grading/<ref:ref>")
@needs(Can.COURSE_FOLLOW)
def grade(slug: str, ref: str) -> ResponseReturnValue:
    """Grade one answer."""
    course, form = followed(slug), GradeForm()
    one = select(TaskAnswer).where(TaskAnswer.ref == ref, TaskAnswer.course_id == course.id).with_for_update()
    answer = session().scalars(one).first() or abort(404)
    if not form.validate():
        return _page(course, form, ref), 422
    verdict, remark = Grade(form.grade.data), form.remark.data or ""
    if not form.takes(lambda: task_actions.grade(answer, verdict, remark, by=g.who.person_id, at=clock.now())):
        return _page(course, form, ref), 422
    flash(_("Graded. Whoever handed it in is told."), "good")
    return redirect(url_for(".grading", slug=slug), 303)


def followed(slug: str) -> Any:
    """A course that whoever asks teaches in some charge, or 404."""
    course = read(ONE, slug=slug).first() or abort(404)
    if not is_editor() and charge_of(course) is None:
        abort(404)
    return course


def _page(course: Any, form: GradeForm, ref: str = "") -> str:
    rows = read(QUEUE, course_id=course.id).all()
    return render_template("courses/grading.html", course=course, rows=rows, form=form, ref=ref)
