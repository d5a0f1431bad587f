"""Exams of the club at its desk: the list, a new one, one with how it is sat; closing it and opening it again."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.documents.body import Pair
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.words import exam_facts
from club.documents.languages import for_reader
from club.documents.models import CLUBS_EXAM
from club.exams import club_actions
from club.exams.call_queries import CLUB_CALLED, CLUB_CALLS, CLUB_VERDICTS, PAGE
from club.exams.call_rules import Verdict
from club.exams.call_words import VERDICTS, club_words
from club.exams.club_forms import NewExamForm
from club.exams.papers import not_drawn
from club.exams.queries import body_of
from club.exams.stock import Stock
from club.library.models import Template
from club.library.template_queries import ONE, OWN_EXAMS
from club.policy import Can, needs

blueprint = Blueprint("club_exams", __name__)
ROOT = "/exams"
EXAM = f"{ROOT}/<slug:slug>"
LAST_PAGE = 1_000


@blueprint.get(ROOT)
@needs(Can.EXAM_HOLD)
def index() -> ResponseReturnValue:
    """The exams that the club holds itself, with what waits on each."""
    return render_template("exams/club/index.html", rows=read(OWN_EXAMS).all())


@blueprint.route(f"{ROOT}/new", methods=["GET", "POST"])
@needs(Can.TEMPLATE_WRITE)
def new() -> ResponseReturnValue:
    """An exam from nothing; then its sections and questions are written with the editor of texts."""
    form = NewExamForm()
    if request.method == "POST" and (before := accepted_before(form)):
        return redirect(before, 303)
    if not form.validate_on_submit():
        return render_template("exams/club/new.html", form=form), 422 if request.method == "POST" else 200
    title = Pair(form.title_en.data, form.title_zh.data)
    try:
        made = club_actions.compose(title, slug=form.slug.data or "", by=g.who.person_id, at=clock.now())
    except Refused as error:
        if before := accepted_before(form):  # the other click was first
            return redirect(before, 303)
        form.slug.errors = [*form.slug.errors, said(error.refusal)]
        return render_template("exams/club/new.html", form=form), 422
    accept(form, location := url_for("templates.edit", slug=made.slug))
    flash(_("Begun as a draft. Nobody sits it before it is published."), "good")
    return redirect(location, 303)


@blueprint.get(EXAM)
@needs(Can.EXAM_HOLD)
def show(slug: str) -> ResponseReturnValue:
    """One exam of the club: how it is sat, whom the club asked to sit it, and who of them passed."""
    row = exam_row(slug)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    people = read(CLUB_CALLED, template_id=row.id, offset=(page - 1) * PAGE).all()
    return render_template(
        "exams/club/show.html",
        row=row,
        facts=_facts(for_reader(body_of(row), lang(), lang())) if row.number is not None else (),
        calls=read(CLUB_CALLS, template_id=row.id).all(),
        counts={one.verdict: one.people for one in read(CLUB_VERDICTS, template_id=row.id)},
        people=people[:PAGE],
        has_next=len(people) > PAGE,
        page=page,
        verdicts=VERDICTS,
        Verdict=Verdict,
        aimed_words=club_words,
        today=clock.today(club_here().zone),
    )


def _facts(exam: Exam) -> Sequence[tuple[str, str]]:
    return exam_facts(exam, asked=Stock([exam]).asked(exam, without=not_drawn(CLUBS_EXAM)))


@blueprint.post(f"{EXAM}/close")
@needs(Can.TEMPLATE_PUBLISH)
def close(slug: str) -> ResponseReturnValue:
    """Let nobody begin it any more, or open it again."""
    exam_row(slug)
    is_closed = request.form.get("to") == "closed"
    club_actions.close(exam_to_write(slug), at=clock.now() if is_closed else None)
    flash(_("Nobody begins it any more; whoever is in it goes on.") if is_closed else _("It can be sat again."), "good")
    return redirect(url_for(".show", slug=slug), 303)


def exam_row(slug: str) -> Any:
    """An exam of the club with its draft and its newest edition, or 404."""
    row = read(ONE, slug=slug).first()
    if row is None or not row.own_exam:
        abort(404)
    return row


def exam_to_write(slug: str) -> Template:
    """The same, held until the commit."""
    one = select(Template).where(Template.slug == slug, Template.own_exam).with_for_update()
    return session().scalars(one).first() or abort(404)
