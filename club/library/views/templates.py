"""Templates at the club's desk: the list, a new one, reading the draft, comparing, the shelf."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock, i18n
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang, pick
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.documents.banked import bank_problems
from club.documents.blank import blank
from club.documents.body import Body, Kind, Pair
from club.documents.kinds import kind_of, kinds
from club.documents.languages import for_reading
from club.documents.pointing import names
from club.documents.rules import Verdict
from club.documents.showing import shown
from club.documents.views.changes import weighed_parts
from club.documents.views.shelves import body_of, person, revision_number
from club.library import template_actions as actions
from club.library import template_queries as queries
from club.library.models import Template
from club.library.offer_queries import WAITING
from club.library.rules import judged, slug_for
from club.library.template_forms import NewTemplateForm, NewTextForm, ShelfForm
from club.policy import Can, needs
from club.talks.release_rules import publishes as may_bring_out
from club.talks.rules import is_own

blueprint = Blueprint("templates", __name__)
ROOT = "/templates"
TEMPLATE = f"{ROOT}/<slug:slug>"
OWN_EXAMS = "club_exams.index"
"""Under which an exam of the club stands in the menu, though it is written here."""


@dataclass(frozen=True)
class Opened:
    """A template as an editor sees it: its row, what is written on it, and what is published."""

    row: Any
    kind: Kind[Any]
    published: Any

    @property
    def is_draft(self) -> bool:
        return self.row.draft_version is not None

    @property
    def written(self) -> Any:
        """The draft's body, else the newest revision's."""
        if self.is_draft:
            return body_of(self.kind, self.row.draft_schema, self.row.draft_body)
        return self.published

    @property
    def judged(self) -> Verdict:
        """Whether what is written may be published."""
        found = judged(self.kind, self.written, own_exam=self.row.own_exam)
        lacking = bank_problems(self.written, own_exam=self.row.own_exam)
        return replace(found, problems=(*found.problems, *lacking))


def opened(slug: str) -> Opened:
    """A template with its draft and its newest revision, or 404."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or (row.number is None and row.draft_version is None) or not works_on(row):
        abort(404)
    if row.own_exam:
        g.stands_for = OWN_EXAMS
    kind = kind_of(row.kind)
    return Opened(row, kind, body_of(kind, row.schema, row.body) if row.number is not None else None)


def to_write(slug: str) -> Template:
    """A template that is going to be changed, locked; or 404."""
    found = session().scalars(select(Template).where(Template.slug == slug).with_for_update()).first()
    if found is None or not works_on(found):
        abort(404)
    return found


def works_on(template: Any) -> bool:
    """Whether whoever asks works on a template: an editor on all of them, who composes exams of the club on the own."""
    is_mine = template.own_exam and is_own(template.author_id, g.who.person_id, is_editor=False)
    return bool(is_mine or g.who.can(Can.TEMPLATE_WRITE))


def publishes() -> bool:
    """Whether whoever asks brings out what they work on: editors, others where the club has no review."""
    return may_bring_out(is_editor=g.who.can(Can.TEMPLATE_PUBLISH), is_reviewed=club_here().talks_reviewed)


def pointed_at(template_id: int) -> Opened | None:
    """The template that one points at, with its draft and its newest revision."""
    row = read(queries.POINTED_AT, template_id=template_id).first()
    if row is None:
        return None
    kind = kind_of(row.kind)
    return Opened(row, kind, body_of(kind, row.schema, row.body) if row.number is not None else None)


def in_words(found: Opened) -> Any:
    """What is written on a template, in the reader's language with its blanks filled in."""
    return for_reading(found.written, "zh" if lang() == "zh" else "en")


def pointed_names(found: Opened) -> dict[str, str]:
    """What people call the items of the template that one points at, by key; nothing where it points at none."""
    target = pointed_at(found.row.id) if found.kind.points_at else None
    return names(in_words(target)) if target is not None else {}


@blueprint.get(ROOT)
@needs(Can.TEMPLATE_WRITE)
def index() -> ResponseReturnValue:
    """Every template in the order of the shelf, with what waits on it."""
    return render_template(
        "library/desk/index.html", rows=read(queries.DESK).all(), kinds=kinds(), waiting=read(WAITING).scalar() or 0
    )


@blueprint.route(f"{ROOT}/new", methods=["GET", "POST"])
@needs(Can.TEMPLATE_WRITE)
def new() -> ResponseReturnValue:
    """A template from nothing, or as a copy of another."""
    form = NewTemplateForm()
    rows = [row for row in read(queries.DESK) if row.number is not None]
    form.begin.choices = [
        *(SelectChoice(name, _("Empty: %(kind)s", kind=_(each.label))) for name, each in kinds().items()),
        *(SelectChoice(f"copy:{row.slug}", _("Copy of “%(title)s”", title=_name(row))) for row in rows),
    ]

    def made() -> Template:
        kind, body = _beginning(form.begin.data, Pair(form.title_en.data, form.title_zh.data))
        slug = form.slug.data or slug_for(form.title_en.data, kind.name)
        facts: dict[str, Any] = {"departments": form.departments.data or [], "by": person(), "at": clock.now()}
        return actions.begin(kind, body, slug=slug, **facts)

    told = _("Begun as a draft. Firms see it when you publish it.")
    return begun(form, made, page="library/desk/new.html", told=told)


def begun(form: NewTextForm, make: Callable[[], Template], *, page: str, told: str) -> ResponseReturnValue:
    """Begin a text of the club by a form, once however often that is sent; then it is written."""
    if request.method == "POST" and (before := accepted_before(form)):
        return redirect(before, 303)
    if not form.validate_on_submit():
        return render_template(page, form=form), 422 if request.method == "POST" else 200
    try:
        template = make()
    except Refused as error:
        if before := accepted_before(form):  # the other click was first
            return redirect(before, 303)
        form.slug.errors = [*form.slug.errors, said(error.refusal)]
        return render_template(page, form=form), 422
    accept(form, location := url_for("templates.edit", slug=template.slug))
    flash(told, "good")
    return redirect(location, 303)


@blueprint.get(TEMPLATE)
@needs(Can.EXAM_WRITE)
def show(slug: str) -> ResponseReturnValue:
    """The draft as it will be read, else the newest revision, or an older one; in either language."""
    found = opened(slug)
    number = request.args.get("revision", type=revision_number)
    body = found.written if number is None else _at_revision(found, number)
    asked = request.args.get("lang")
    lang = asked if asked in i18n.LANGUAGES else i18n.lang()
    return render_template(
        "library/desk/show.html",
        template=found.row,
        kind=found.kind,
        number=number,
        is_draft=found.is_draft and number is None,
        publishes=publishes(),
        lang_of_text=lang,
        revisions=read(queries.REVISIONS, template_id=found.row.id).all(),
        form=ShelfForm(data={"departments": found.row.departments}),
        **shown(found.kind, for_reading(body, "zh" if lang == "zh" else "en")),
    )


@blueprint.get(f"{TEMPLATE}/compare")
@needs(Can.EXAM_WRITE)
def compare(slug: str) -> ResponseReturnValue:
    """Two revisions, or a revision and the draft, part by part in both languages."""
    found = opened(slug)
    before = request.args.get("from", found.row.number, type=revision_number)
    after = request.args.get("to", type=revision_number)
    if before is None:
        abort(404)
    old = _at_revision(found, before)
    new = _at_revision(found, after) if after is not None else found.written
    return render_template(
        "library/desk/compare.html",
        template=found.row,
        before=before,
        after=after if after is not None else (None if found.is_draft else found.row.number),
        parts=weighed_parts(found.kind, old, new, pointed_names(found)),
    )


@blueprint.post(f"{TEMPLATE}/shelf")
@needs(Can.TEMPLATE_WRITE)
def describe(slug: str) -> ResponseReturnValue:
    """Say which departments a template is for."""
    form = ShelfForm()
    template = to_write(slug)
    if form.validate():
        actions.describe(template, departments=form.departments.data or [])
        flash(_("Saved."), "good")
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post(f"{TEMPLATE}/order")
@needs(Can.TEMPLATE_WRITE)
def order(slug: str) -> ResponseReturnValue:
    """Move a template one place on the shelf."""
    actions.move(to_write(slug), up=request.form.get("to") == "up")
    return redirect(url_for(".index"), 303)


def _beginning(asked: str, title: Pair) -> tuple[Kind[Any], Body]:
    mark, colon, slug = asked.partition(":")
    if not colon:
        kind = kind_of(mark)
        return kind, blank(kind, title)
    found = opened(slug)
    return found.kind, actions.titled(found.published, title)


def _at_revision(found: Opened, number: int) -> Any:
    row = read(queries.REVISION, template_id=found.row.id, number=number).first()
    if row is None:
        abort(404)
    return body_of(found.kind, row.schema, row.body)


def _name(row: Any) -> str:
    return pick(row.title_en, row.title_zh)
