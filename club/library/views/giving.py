"""A firm gives a clause back: it sees exactly what is sent and what would tell whose it is, then agrees."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read
from club.core.forms import accept, accepted_before
from club.core.scope import current
from club.documents.body import Json
from club.documents.edits import digest, item_of
from club.documents.itemform import ItemEditor
from club.documents.languages import is_bilingual
from club.documents.shape import shape
from club.documents.views.shelves import DOCUMENT, person, to_write, today
from club.documents.words import field_label, item_name, value_words
from club.library import offer_queries, queries
from club.library.offer_forms import GiveForm
from club.library.offer_rules import GiveAway, give_aways, may_offer, texts_of
from club.library.offering_actions import offer
from club.library.views.reading import blueprint
from club.library.views.updates import Update, updating
from club.policy import Can, needs


@blueprint.route(f"{DOCUMENT}/give", methods=["GET", "POST"])
@needs(Can.DOCUMENT_PUBLISH)
def give(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Offer one changed clause to the club, without the firm's name."""
    key = request.args.get("key", "")
    document = to_write(shelf, ref) if request.method == "POST" else None
    found = updating(shelf, ref)
    merged = found.merge
    if is_bilingual(found.opened.body) or not may_offer(merged, key):
        abort(404)
    entry: Any = merged.parts[key].ours
    editor = ItemEditor(found.opened.kind, found.opened.body, type(item_of(found.opened.body, key)))
    form, giving = editor.form(entry.fields, request.form), GiveForm(prefix="give-")
    if document is not None and (before := accepted_before(giving)):
        return redirect(before, 303)
    typed = editor.gathered(form) if document is not None and form.validate() else None
    fields = dict(entry.fields) if document is None else _whole(typed)
    agrees = document is not None and giving.validate()
    shown = digest([fields, giving.why.data or "", bool(giving.credit.data)])
    has_seen = giving.looked.data == shown
    if document is None or typed is None or not agrees or not has_seen:
        if agrees and typed is not None:
            giving.form_errors = [_("You changed it: look once more at what is sent, then send it.")]
        giving.looked.data = shown
        page = _page(found, key, fields, shelf=shelf, form=form, giving=giving, groups=editor.groups(form))
        return page, 422 if document is not None else 200
    row = read(offer_queries.FIRM, firm_id=current().firm).one()
    offer(
        document,
        item=key,
        parent=entry.parent,
        slot=entry.slot,
        name=item_name(item_of(found.opened.body, key)),
        fields=fields,
        why=giving.why.data or "",
        credit=row.name if giving.credit.data else "",
        by=person(),
        at=clock.now(),
        today=today(),
    )
    accept(giving, location := url_for(".base", firm=firm, shelf=shelf, ref=ref))
    flash(_("Sent. You are told what becomes of it."), "good")
    return redirect(location, 303)


def _whole(typed: Json | None) -> dict[str, Any]:
    return {name: value for name, value in (typed or {}).items() if value is not None}


def _page(found: Update, key: str, fields: dict[str, Any], *, giving: GiveForm, **more: Any) -> str:
    body, kind = found.opened.body, found.opened.kind
    owner: Any = type(item_of(body, key))
    lines = [
        (field_label(kind, owner.__name__, each.name), value_words(kind, body, owner, each.name, fields[each.name]))
        for each in shape(owner)
        if each.name in fields and not each.is_child
    ]
    texts = [*texts_of(fields), giving.why.data or ""]
    return render_template(
        "library/give.html",
        document=found.opened.row,
        place=item_name(item_of(body, key)),
        giving=giving,
        **more,
        lines=lines,
        why=giving.why.data or "",
        credit=g.standing.firm_name if giving.credit.data else "",
        hints=_hints(texts),
    )


def _hints(texts: list[str]) -> list[GiveAway]:
    row = read(offer_queries.FIRM, firm_id=current().firm).one()
    return give_aways(
        texts,
        firm={name for name in (row.name, row.slug, row.legal_name) if name},
        people={one.name for one in read(offer_queries.PEOPLE)},
        departments={one.name for one in read(queries.DEPARTMENTS)},
    )
