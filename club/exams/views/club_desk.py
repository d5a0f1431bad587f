"""Exams of the club at its desk: the list, a new one, one with how it is sat; closing it and opening it again."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.i18n import lang
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
from club.exams.count_queries import TOLD
from club.exams.count_rules import Told
from club.exams.papers import not_drawn
from club.exams.queries import body_of
from club.exams.stock import Stock
from club.library import handing_actions
from club.library.models import Template
from club.library.template_forms import NewTextForm
from club.library.template_queries import EXAMS_SEEN, ONE
from club.library.views.templates import begun, publishes, works_on
from club.policy import Can, needs
from club.talks.handing_forms import GiveBackForm
from club.talks.handing_views import GIVEN_BACK

blueprint = Blueprint("club_exams", __name__)
ROOT = "/exams"
EXAM = f"{ROOT}/<slug:slug>"
LAST_PAGE = 1_000


@blueprint.get(ROOT)
@needs(Can.EXAM_FOLLOW)
def index() -> ResponseReturnValue:
    """The exams that the club holds itself, with what waits on each; whoever only composes some sees the own."""
    rows = read(EXAMS_SEEN, sees_all=sees_all(), viewer=g.who.person_id).all()
    return render_template("exams/club/index.html", rows=rows, sees_all=sees_all())


@blueprint.route(f"{ROOT}/new", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def new() -> ResponseReturnValue:
    """An exam from nothing; then its sections and questions are written with the editor of texts."""
    form = NewTextForm()

    def made() -> Template:
        title = Pair(form.title_en.data, form.title_zh.data)
        return club_actions.compose(title, slug=form.slug.data or "", by=g.who.person_id, at=clock.now())

    told = _("Begun as a draft. Nobody sits it before it is published.")
    return begun(form, made, page="exams/club/new.html", told=told)


@blueprint.get(EXAM)
@needs(Can.EXAM_FOLLOW)
def show(slug: str) -> ResponseReturnValue:
    """One exam of the club: how it is sat; for those who hold it, whom the club asked to sit it, and who passed."""
    return _page(exam_row(slug), GiveBackForm())


def _page(row: Any, form: GiveBackForm) -> str:
    return render_template(
        "exams/club/show.html",
        row=row,
        form=form,
        facts=_facts(for_reader(body_of(row), lang(), lang())) if row.number is not None else (),
        works=works_on(row),
        told=read(TOLD, template_id=row.id).first() or Told() if row.number is not None else None,
        publishes=publishes(),
        **(_asked(row) if g.who.can(Can.EXAM_HOLD) else {}),
    )


def _asked(row: Any) -> dict[str, Any]:
    """Whom the club asked, and what it knows of them."""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    people = read(CLUB_CALLED, template_id=row.id, offset=(page - 1) * PAGE).all()
    return {
        "calls": read(CLUB_CALLS, template_id=row.id).all(),
        "counts": {one.verdict: one.people for one in read(CLUB_VERDICTS, template_id=row.id)},
        "people": people[:PAGE],
        "has_next": len(people) > PAGE,
        "page": page,
        "verdicts": VERDICTS,
        "Verdict": Verdict,
        "aimed_words": club_words,
        "today": clock.today(club_here().zone),
    }


def _facts(exam: Exam) -> Sequence[tuple[str, str]]:
    return exam_facts(exam, asked=Stock([exam]).asked(exam, without=not_drawn(CLUBS_EXAM)))


@blueprint.post(f"{EXAM}/step")
@needs(Can.EXAM_WRITE)
def step(slug: str) -> ResponseReturnValue:
    """Hand the draft in to the editors, or take it back."""
    template = exam_to_write(slug)
    if not works_on(template):
        abort(404)
    if request.form.get("do") == "take_back":
        handing_actions.take_back(template)
        flash(_("It is a draft again."), "good")
    else:
        handing_actions.hand_in(template, at=clock.now())
        flash(_("Handed in. An editor publishes it."), "good")
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post(f"{EXAM}/return")
@needs(Can.TEMPLATE_PUBLISH)
def give_back(slug: str) -> ResponseReturnValue:
    """Give an exam that was handed in back to its author, with words."""
    form = GiveBackForm()
    template = exam_to_write(slug)
    if not form.validate() or not form.takes(lambda: handing_actions.give_back(template, form.remark.data)):
        return _page(exam_row(slug), form), 422
    flash(_(GIVEN_BACK), "good")
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post(f"{EXAM}/close")
@needs(Can.TEMPLATE_PUBLISH)
def close(slug: str) -> ResponseReturnValue:
    """Let nobody begin it any more, or open it again."""
    exam_row(slug)
    is_closed = request.form.get("to") == "closed"
    club_actions.close(exam_to_write(slug), at=clock.now() if is_closed else None)
    flash(_("Nobody begins it any more; whoever is in it goes on.") if is_closed else _("It can be sat again."), "good")
    return redirect(url_for(".show", slug=slug), 303)


def sees_all() -> bool:
    """Whether whoever asks sees every exam of the club, and not only the own."""
    return bool(g.who.can(Can.EXAM_HOLD))


def exam_row(slug: str) -> Any:
    """An exam of the club that whoever asks sees, with its draft and its newest edition; else 404."""
    row = read(ONE, slug=slug).first()
    if row is None or not row.own_exam or not (sees_all() or works_on(row)):
        abort(404)
    return row


def exam_to_write(slug: str) -> Template:
    """The same, held until the commit."""
    one = select(Template).where(Template.slug == slug, Template.own_exam).with_for_update()
    return session().scalars(one).first() or abort(404)
