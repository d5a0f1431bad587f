"""Qualifications: what the club names, and who of a firm is qualified until when."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.db import read
from club.core.forms import accept, accepted_before
from club.courses import qualification_actions
from club.courses.forms import QualificationForm
from club.courses.qualification_queries import ALL, MINE, OF_PEOPLE
from club.courses.qualification_rules import holds
from club.courses.views.learning import ROOT
from club.courses.views.learning import blueprint as learning
from club.courses.views.places import blueprint, is_editor
from club.policy import Can, needs


@blueprint.get("/teaching/qualifications")
@needs(Can.COURSE_WRITE)
def qualifications() -> ResponseReturnValue:
    """What courses of the club may grant and ask for."""
    return _page(QualificationForm())


@blueprint.post("/teaching/qualifications")
@needs(Can.COURSE_PUBLISH)
def add_qualification() -> ResponseReturnValue:
    """Name one more; that is the editors’, as courses of several instructors ask for it."""
    form, here = QualificationForm(), url_for(".qualifications")
    if not form.validate():
        return _page(form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    exam = form.exams.get(form.exam.data or "")
    exam_id = exam.id if exam is not None else None
    qualification_actions.add(form.name_en.data, form.name_zh.data or "", form.months.data, exam_id=exam_id)
    accept(form, here)
    flash(_("Saved."), "good")
    return redirect(here, 303)


@learning.get(f"{ROOT}/qualifications", endpoint="qualifications")
@needs(Can.COURSE_TAKE)
def mine(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """What I am qualified for, and for whoever leads, who of the own people is."""
    leads = g.standing.can(Can.COURSE_GIVE)
    return render_template(
        "courses/qualified.html",
        rows=read(MINE, membership_id=g.standing.membership_id).all(),
        people=read(OF_PEOPLE, **g.standing.sight).all() if leads else None,
        today=g.standing.today(),
        holds=holds,
    )


def _page(form: QualificationForm) -> str:
    return render_template("courses/qualifications.html", rows=read(ALL).all(), form=form, is_editor=is_editor())
