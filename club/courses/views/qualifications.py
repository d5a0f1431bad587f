"""Qualifications of the club at its desk: all of them, one to name, one with what is tied to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.courses import qualification_actions
from club.courses.qualification_forms import KnownQualificationForm, QualificationForm
from club.courses.qualification_models import Qualification
from club.courses.qualification_queries import ALL
from club.courses.tie_queries import OF_THE_CLUB
from club.courses.views.places import blueprint, is_editor
from club.policy import Can, needs

ROOT = "/teaching/qualifications"
ONE = f"{ROOT}/<ref:ref>"


@blueprint.get(ROOT)
@needs(Can.COURSE_WRITE)
def qualifications() -> ResponseReturnValue:
    """What courses and exams of the club may grant and ask for."""
    return _page(QualificationForm())


@blueprint.post(ROOT)
@needs(Can.COURSE_PUBLISH)
def add_qualification() -> ResponseReturnValue:
    """Name one more; that is the editors’, as courses of several instructors ask for it."""
    form = QualificationForm()
    if not form.validate():
        return _page(form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    made = qualification_actions.add(**form.facts())
    accept(form, here := url_for(".qualification", ref=made.ref))
    flash(_("Saved."), "good")
    return redirect(here, 303)


@blueprint.get(ONE)
@needs(Can.COURSE_WRITE)
def qualification(ref: str) -> ResponseReturnValue:
    """One: for how long it holds, what grants it, what asks for it. Who holds it each firm knows of its own people."""
    return _one(_held(ref))


@blueprint.post(ONE)
@needs(Can.COURSE_PUBLISH)
def change_qualification(ref: str) -> ResponseReturnValue:
    """Change its name, for how long it is granted from now on, or the exam that grants it."""
    held, form = _held(ref), KnownQualificationForm()
    if not form.validate():
        return _one(held, form), 422
    if not form.takes(lambda: qualification_actions.change(held, seen=form.version.data or "", **form.facts())):
        held = _held(ref)
        form.version.data = str(held.version)
        return _one(held, form), 422
    flash(_("Saved."), "good")
    return redirect(url_for(".qualification", ref=ref), 303)


def ties_of(qualification_id: int) -> Mapping[str, Sequence[Any]]:
    """What of the club grants a qualification, and what asks for it."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in read(OF_THE_CLUB, qualification_id=qualification_id, now=clock.now()):
        found[row.part].append(row)
    return found


def _page(form: QualificationForm) -> str:
    return render_template("courses/qualifications.html", rows=read(ALL).all(), form=form, is_editor=is_editor())


def _one(held: Qualification, form: KnownQualificationForm | None = None) -> str:
    if form is None:
        form = KnownQualificationForm(obj=held)
        form.exam.data = next((slug for slug, row in form.exams.items() if row.id == held.exam_id), "")
    return render_template(
        "courses/qualification.html", row=held, form=form, ties=ties_of(held.id), is_editor=is_editor()
    )


def _held(ref: str) -> Qualification:
    return session().scalars(select(Qualification).where(Qualification.ref == ref)).first() or abort(404)
