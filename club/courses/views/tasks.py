"""Doing what a lesson asks: having the system look, or handing in an answer in words."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.refusals import Refused
from club.courses import learning_rules, task_actions
from club.courses.learning_forms import AnswerForm
from club.courses.learning_models import Enrolment
from club.courses.models import Course, CourseStatus
from club.courses.queries import LESSON
from club.courses.task_models import Asks
from club.courses.task_queries import MY_ANSWERS
from club.courses.views.learning import ONE, blueprint
from club.courses.views.places import lesson_to_write
from club.courses.way_queries import my_way
from club.policy import Can, needs
from club.talks.writing_views import drawn


@blueprint.post(f"{ONE}/lessons/<int:number>/look")
@needs(Can.COURSE_TAKE)
def look(firm: str, slug: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Have the system look at once whether what a lesson asks for has happened."""
    row = _asked(slug, number)
    mine = my_way(row.course_id, [row.id], firms=[g.standing.firm_id], today=g.standing.today())
    task_actions.see(met=mine.row.id if mine.row and not mine.of_course else 0)
    session().flush()
    way = my_way(row.course_id, [row.id], firms=[g.standing.firm_id], today=g.standing.today())
    if row.id in way.done:
        flash(_("It is done."), "good")
    else:
        flash(_("It has not happened yet."), "warn")
    return redirect(url_for("courses.lesson", slug=slug, number=number), 303)


@blueprint.route(f"{ONE}/lessons/<int:number>/answer", methods=["GET", "POST"])
@needs(Can.COURSE_TAKE)
def answer(firm: str, slug: str, number: int) -> ResponseReturnValue:
    """Hand in an answer, and read what was said of those before."""
    row = _asked(slug, number)
    if row.asks is not Asks.FREE:
        abort(404)
    way = my_way(row.course_id, [row.id], firms=[g.standing.firm_id], today=g.standing.today())
    form = AnswerForm()
    if way.row is None or not form.is_submitted():
        return _page(form, row, way)
    if not form.validate():
        return _page(form, row, way), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    here = url_for(".answer", firm=firm, slug=slug, number=number)
    if not form.takes(lambda: _hand_in(row, way, form.words.data)):
        return _page(form, row, way), 422
    accept(form, here)
    flash(_("Handed in. You get a message once an instructor has read it."), "good")
    return redirect(here, 303)


def _asked(slug: str, number: int) -> Any:
    """A lesson that members see; those of a course that was never out are nobody’s but its instructors’."""
    row = read(LESSON, slug=slug, number=number).first()
    if row is None or row.status is CourseStatus.DRAFT or row.published_at is None:
        abort(404)
    return row


def _hand_in(row: Any, way: Any, words: str) -> None:
    if way.missing.get(row.id):
        raise Refused(learning_rules.LOCKED)
    course = session().get_one(Course, row.course_id)
    held = select(Enrolment).where(Enrolment.ref == way.row.ref).with_for_update()
    lesson = lesson_to_write(course, row.number)
    task_actions.hand_in(course, lesson, session().scalars(held).one(), words, at=clock.now())


def _page(form: AnswerForm, row: Any, way: Any) -> str:
    before = read(MY_ANSWERS, lesson_id=row.id, enrolment=way.row.ref if way.row else "").all()
    return render_template(
        "courses/answer.html",
        form=form,
        lesson=row,
        way=way,
        answers=before,
        words="" if way.missing.get(row.id) else drawn(row.words_html, "lessons"),
        is_waiting=bool(before) and before[0].graded_at is None,
    )
