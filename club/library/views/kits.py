"""What a talk carries to be adopted: shown on its page, and put together by whoever may change the talk."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import pick
from club.documents.kinds import kind_of
from club.library import kit_actions as actions
from club.library.count_queries import CARRIED_BY_TALKS_OF
from club.library.kit_forms import NewPieceForm, PieceForm
from club.library.kit_models import KitItem
from club.library.kit_queries import HELD, KIT
from club.library.models import Template
from club.library.queries import LIST
from club.policy import Can, needs
from club.talks.acting_views import may_publish
from club.talks.desk_views import DESK
from club.talks.kits import Own, Piece, brings_kits
from club.talks.models import Talk
from club.talks.outline_rules import Heading, marked
from club.talks.rules import is_changeable

blueprint = Blueprint("kits", __name__)
AT = "/talks/<slug:slug>/kit"
PIECE = f"{AT}/<slug:template>"


@brings_kits
def pieces(talk_id: int) -> list[Piece]:
    """What a talk carries and the library offers; of the reader's firm, if they adopt for one, what it has of that."""
    rows = [row for row in read(KIT, talk_id=talk_id) if row.hidden_at is None]
    own: dict[int, Own] = {}
    if rows and g.beside is not None:
        for held in read(HELD, templates=[row.template_id for row in rows]):
            own[held.template_id] = Own(held.title, kind_of(held.kind).shelf, held.ref)
    return [
        Piece(
            row.slug,
            pick(row.title_en, row.title_zh),
            _(kind_of(row.kind).label),
            row.why,
            row.passage,
            own.get(row.template_id),
            row.told_firms,
            row.told_using,
        )
        for row in rows
    ]


@blueprint.get("/talks/kits")
@needs(Can.TALK_WRITE)
def index() -> ResponseReturnValue:
    """What firms made of the texts that the own talks carry, as far as it is told."""
    rows = read(CARRIED_BY_TALKS_OF, person_id=g.who.person_id).all()
    return render_template("library/kits.html", rows=rows)


@blueprint.route(AT, methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def show(slug: str) -> ResponseReturnValue:
    """What a talk carries, and a form that puts a text of the library in."""
    talk = _opened(slug)
    headings, rows = _headings(talk), read(KIT, talk_id=talk.id).all()
    form = NewPieceForm()
    form.offer(headings)
    offered = {row.slug: row for row in read(LIST) if row.slug not in {there.slug for there in rows}}
    form.template.choices = [SelectChoice("", ""), *(SelectChoice(one, _name(row)) for one, row in offered.items())]
    if request.method == "POST" and (before := accepted_before(form)):
        return redirect(before, 303)
    if not form.validate_on_submit():
        return _page(talk, headings, rows, form), 422 if request.method == "POST" else 200
    template = session().get_one(Template, offered[form.template.data].id)
    facts = {"passage": form.passage.data or "", "why": form.why.data}
    if not form.takes(lambda: actions.put_in(talk, template, **facts)):
        return _page(talk, headings, rows, form), 422
    accept(form, location := url_for(".show", slug=slug))
    flash(_("It is in the kit."), "good")
    return redirect(location, 303)


@blueprint.route(PIECE, methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def change(slug: str, template: str) -> ResponseReturnValue:
    """Where the talk speaks of a text, and why it is carried."""
    talk, item, row = _piece(slug, template)
    headings = _headings(talk)
    here = row.passage if row.passage in {one.anchor for one in headings} else ""
    form = PieceForm(data={"why": row.why, "passage": here})
    form.offer(headings)
    if not form.validate_on_submit():
        page = render_template("library/kit_item.html", talk=talk, form=form, title=_name(row), template=template)
        return page, 422 if request.method == "POST" else 200
    actions.change(talk, item, passage=form.passage.data or "", why=form.why.data)
    flash(_("Saved."), "good")
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post(f"{PIECE}/order")
@needs(Can.TALK_WRITE)
def order(slug: str, template: str) -> ResponseReturnValue:
    """Move a text one place in the kit."""
    talk, item, _row = _piece(slug, template)
    actions.move(talk, item, up=request.form.get("to") == "up")
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post(f"{PIECE}/out")
@needs(Can.TALK_WRITE)
def take_out(slug: str, template: str) -> ResponseReturnValue:
    """Take a text out of the kit."""
    talk, item, _row = _piece(slug, template)
    actions.take_out(talk, item)
    flash(_("It is out of the kit. Who adopted it keeps it."), "good")
    return redirect(url_for(".show", slug=slug), 303)


def _opened(slug: str) -> Talk:
    """A talk that the acting person may change, held; or 404. After a change an editor looks at it anew."""
    talk: Talk = DESK.to_change(slug) if request.method == "POST" else DESK.own(slug)
    if not is_changeable(talk.status, is_editor=may_publish()):
        abort(DESK.is_out(talk))
    return talk


def _piece(slug: str, template: str) -> tuple[Talk, KitItem, Any]:
    talk = _opened(slug)
    row = next((row for row in read(KIT, talk_id=talk.id) if row.slug == template), None)
    if row is None:
        abort(404)
    of_talk = select(KitItem).where(KitItem.talk_id == talk.id, KitItem.template_id == row.template_id)
    return talk, session().scalars(of_talk).one(), row


def _headings(talk: Talk) -> Sequence[Heading]:
    return marked(talk.transcript_html)[1]


def _page(talk: Talk, headings: Sequence[Heading], rows: Sequence[Any], form: NewPieceForm) -> str:
    passages = {one.anchor: one.words for one in headings}
    kit = [(row, _name(row), _(kind_of(row.kind).label), passages.get(row.passage)) for row in rows]
    return render_template("library/kit.html", talk=talk, kit=kit, form=form)


def _name(row: Any) -> str:
    return pick(row.title_en, row.title_zh)
