"""Which qualifications a class asks for, an exam of the club, or one of the firm: said on a page of each."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.classes.actions import to_write
from club.classes.models import ClassSession
from club.classes.views.blueprint import may_change
from club.core.db import read, session
from club.core.i18n import pick
from club.courses import condition_actions as actions
from club.courses.qualification_forms import ConditionsForm, OwnConditionsForm
from club.courses.qualification_queries import OWN
from club.courses.tie_queries import ASKED, ASKED_HERE
from club.documents.models import Document
from club.exams.papers import EXAM
from club.exams.views.club_desk import exam_row, exam_to_write
from club.policy import Can, needs

blueprint = Blueprint("conditions", __name__)


@blueprint.route("/classes/<slug:slug>/qualifications", methods=["GET", "POST"])
@needs(Can.CLASS_WRITE)
def of_class(slug: str) -> ResponseReturnValue:
    """What whoever registers for a class has to hold on its day."""
    row, form = _class(slug), ConditionsForm()
    form.offer()
    crumbs = [(_("Classes"), url_for("classes.index")), (row.title, url_for("classes.show", slug=slug))]
    if not form.validate_on_submit():
        _fill(form, class_id=row.id)
        return _page(form, crumbs, why=_("Whoever is on the list stays there.")), 422 if form.is_submitted() else 200
    actions.ask_class(row, form.chosen)
    flash(_("Saved."), "good")
    return redirect(url_for("classes.show", slug=slug), 303)


@blueprint.route("/exams/<slug:slug>/qualifications", methods=["GET", "POST"])
@needs(Can.TEMPLATE_PUBLISH)
def of_exam(slug: str) -> ResponseReturnValue:
    """What whoever begins an exam of the club has to hold."""
    row, form = exam_row(slug), ConditionsForm()
    form.offer()
    title = pick(row.title_en, row.title_zh)
    crumbs = [(_("Exams of the club"), url_for("club_exams.index")), (title, url_for("club_exams.show", slug=slug))]
    if form.validate_on_submit() and form.takes(lambda: actions.ask_exam(exam_to_write(slug), form.chosen)):
        flash(_("Saved."), "good")
        return redirect(url_for("club_exams.show", slug=slug), 303)
    _fill(form, template_id=row.id)
    return _page(form, crumbs, why=_("Whoever sits it now goes on.")), 422 if form.is_submitted() else 200


@blueprint.route("/firms/<slug:firm>/exams/<ref:ref>/qualifications", methods=["GET", "POST"])
@needs(Can.DOCUMENT_PUBLISH)
def of_own_exam(firm: str, ref: str) -> ResponseReturnValue:
    """What whoever begins an exam of the firm has to hold: of the firm’s own qualifications, and of the club’s."""
    held, form = _exam(ref), OwnConditionsForm()
    granted = [row for row in read(OWN) if row.exam_id == held.id]
    form.offer_own(without=[row.id for row in granted])
    here = url_for("exams.show", firm=firm, ref=ref)
    crumbs = [(_("Exams"), url_for("exams.index", firm=firm)), (held.title, here)]
    if form.validate_on_submit():
        asked = {"own": form.chosen_own, "qualifications": form.chosen}
        if form.takes(lambda: actions.ask_own_exam(held, **asked)):
            flash(_("Saved."), "good")
            return redirect(here, 303)
    elif not form.is_submitted():
        there = read(ASKED_HERE, document_id=held.id).all()
        form.asks.data = [str(row.qualification_id) for row in there if row.qualification_id]
        form.own.data = [str(row.own_id) for row in there if row.own_id]
    why = _("Whoever sits it now goes on.")
    return _page(form, crumbs, why=why, granted=granted), 422 if form.is_submitted() else 200


def _fill(form: ConditionsForm, *, class_id: int | None = None, template_id: int | None = None) -> None:
    """Show what is asked for now, where nothing was sent."""
    if not form.is_submitted():
        there = read(ASKED, class_id=class_id, template_id=template_id)
        form.asks.data = [str(row.qualification_id) for row in there]


def _page(form: ConditionsForm, crumbs: list[tuple[str, str]], *, why: str, **more: Any) -> str:
    return render_template("courses/conditions.html", form=form, crumbs=crumbs, why=why, **more)


def _class(slug: str) -> ClassSession:
    row = to_write(slug)
    if row is None or not may_change(row):
        abort(404)
    return row


def _exam(ref: str) -> Document:
    one = select(Document).where(Document.ref == ref, Document.kind == EXAM, Document.retired_at.is_(None))
    return session().scalars(one).first() or abort(404)
