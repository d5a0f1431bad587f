"""The club's queue of offered clauses: an editor words one into the template, or declines it with a reason."""

import json
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.runs import runs
from club.core.saying import said
from club.documents.body import LANGUAGES
from club.documents.edits import child_type, digests, entry_of, item_of, may_add
from club.documents.itemform import ItemEditor
from club.documents.shape import shape
from club.documents.views.shelves import person
from club.documents.words import field_label, value_words
from club.library import offer_queries, offering_actions
from club.library.offer_forms import DeclineForm
from club.library.offer_models import ClauseOffer, OfferStatus
from club.library.offer_rules import ANSWERED, NO_PLACE, texts_of
from club.library.views.templates import Opened, opened
from club.policy import Can, needs

blueprint = Blueprint("offers", __name__)


@blueprint.get("/offers")
@needs(Can.TEMPLATE_WRITE)
def index() -> ResponseReturnValue:
    """What waits for an answer, the oldest first."""
    rows = read(offer_queries.QUEUE).all()
    return render_template(
        "library/desk/offers.html",
        rows=[(row, max(texts_of(row.fields), key=len, default="")[:160]) for row in rows],
    )


@blueprint.get("/offers/<ref:ref>")
@needs(Can.TEMPLATE_WRITE)
def show(ref: str) -> ResponseReturnValue:
    """One offer beside the club's text, with the form that words it into the template."""
    return _page(_row(ref), DeclineForm())


@blueprint.post("/offers/<ref:ref>/accept")
@needs(Can.TEMPLATE_WRITE)
def accept(ref: str) -> ResponseReturnValue:
    """Word the clause into the template's draft."""
    offer, row = _to_answer(ref), _row(ref)
    found = opened(row.slug)
    editor = _editor(found, row)
    if editor is None:
        return _page(row, DeclineForm(formdata=None), problem=said(NO_PLACE)), 422
    form = editor.form(_wording(found, row, editor), request.form)
    typed = editor.gathered(form) if form.validate() else None
    if typed is None:
        return _page(row, DeclineForm(formdata=None), form=form), 422
    if offer.status is not OfferStatus.WAITING:
        return _page(row, DeclineForm(formdata=None), form=form, problem=said(ANSWERED)), 422
    conflicts = offering_actions.accept(offer, typed, opened=form.opened_on(), by=person(), at=clock.now())
    if conflicts:
        for each in conflicts:
            theirs = value_words(found.kind, found.written, editor.owner, each.field, each.theirs)
            editor.show_conflict(form, each.field, theirs)
        form.opened.data = _opened_on(found, row)
        return _page(row, DeclineForm(formdata=None), form=form), 422
    flash(_("It is in the draft. Firms see it when you publish the template."), "good")
    return redirect(url_for("templates.show", slug=row.slug), 303)


@blueprint.post("/offers/<ref:ref>/decline")
@needs(Can.TEMPLATE_WRITE)
def decline(ref: str) -> ResponseReturnValue:
    """Say no, with a reason."""
    offer, form = _to_answer(ref), DeclineForm()
    if not form.validate():
        return _page(_row(ref), form), 422
    offering_actions.decline(offer, form.reason.data or "", by=person(), at=clock.now())
    flash(_("Declined. The firm reads your reason."), "good")
    return redirect(url_for(".index"), 303)


def _row(ref: str) -> Any:
    row = read(offer_queries.ONE, ref=ref).first()
    if row is None:
        abort(404)
    return row


def _to_answer(ref: str) -> ClauseOffer:
    found = session().scalars(select(ClauseOffer).where(ClauseOffer.ref == ref).with_for_update()).first()
    if found is None:
        abort(404)
    return found


def _editor(found: Opened, row: Any) -> ItemEditor | None:
    """The editor of the part where the clause goes; none where it has no place any more."""
    body = found.written
    there = item_of(body, row.item)
    holder = item_of(body, row.parent)
    may_come = holder is not None and may_add(holder, row.slot)
    sort = type(there) if there is not None else child_type(type(holder), row.slot) if may_come else None
    return ItemEditor(found.kind, body, sort, is_bilingual=True) if sort is not None else None


def _wording(found: Opened, row: Any, editor: ItemEditor) -> dict[str, Any]:
    """The fields to begin from: the offered words in their language, the club's own in the other one."""
    entry = entry_of(found.written, row.item)
    ours: Any = dict(entry.fields) if entry is not None else {}
    texts = {each.name: each.many for each in shape(editor.owner) if each.is_text}
    mixed: dict[str, Any] = {}
    for name, value in row.fields.items():
        if name not in texts:
            mixed[name] = value
        elif texts[name]:
            mixed[name] = [_pair(row.lang, one, _at(ours.get(name), place)) for place, one in enumerate(value)]
        else:
            mixed[name] = _pair(row.lang, value, ours.get(name))
    return mixed


def _opened_on(found: Opened, row: Any) -> str:
    """The digests of what the template says now, which the offer's page shows."""
    entry = entry_of(found.written, row.item)
    return json.dumps(digests(entry.fields if entry is not None else {}))


def _pair(lang: str, words: str, ours: Any) -> dict[str, str]:
    held = ours if isinstance(ours, dict) else dict.fromkeys(LANGUAGES, "")
    return {one: words if one == lang else held[one] for one in LANGUAGES}


def _at(held: Any, place: int) -> Any:
    return held[place] if isinstance(held, list) and place < len(held) else None


def _page(row: Any, declining: DeclineForm, *, form: Any = None, problem: str = "") -> str:
    found = opened(row.slug)
    editor = _editor(found, row)
    if editor is not None and form is None and row.status is OfferStatus.WAITING:
        form = editor.form(_wording(found, row, editor), is_sent=request.method == "GET")
        if not form.opened.raw_data:
            form.opened.data = _opened_on(found, row)
    return render_template(
        "library/desk/offer.html",
        offer=row,
        lines=_lines(found, row, editor),
        form=form,
        groups=editor.groups(form) if editor is not None and form is not None else [],
        declining=declining,
        problem=problem or (said(NO_PLACE) if editor is None else ""),
        is_waiting=row.status is OfferStatus.WAITING,
    )


def _lines(found: Opened, row: Any, editor: ItemEditor | None) -> list[tuple[str, Any]]:
    """The club's text and the offered one, field by field, in the language of the offer."""
    if editor is None:
        return [("", runs("", text)) for text in texts_of(row.fields)]
    entry = entry_of(found.written, row.item)
    lines = []
    for each in shape(editor.owner):
        if each.is_child or each.name == "key":
            continue
        ours = _spoken((entry.fields if entry is not None else {}).get(each.name), row.lang)
        was, now = (
            value_words(found.kind, found.written, editor.owner, each.name, value)
            for value in (ours, row.fields.get(each.name))
        )
        if was or now:
            lines.append((field_label(found.kind, editor.owner.__name__, each.name), runs(was, now)))
    return lines


def _spoken(value: Any, lang: str) -> Any:
    """A bilingual value in one language."""
    if isinstance(value, dict):
        if value.keys() == set(LANGUAGES):
            return value[lang]
        return {name: _spoken(held, lang) for name, held in value.items()}
    return [_spoken(one, lang) for one in value] if isinstance(value, list) else value
