"""The result for one part of an update, edited by hand."""

import json
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.saying import said
from club.documents import edits
from club.documents.edits import item_of
from club.documents.itemform import ItemEditor, ItemForm
from club.documents.languages import is_bilingual
from club.documents.merging import Merge, State
from club.documents.views.editor import gone
from club.documents.views.shelves import DOCUMENT, person, to_write
from club.documents.words import value_words
from club.library import update_actions as actions
from club.library.update_rules import EDITED, MEANWHILE, Kept, answering, choice_on
from club.library.views.reading import blueprint
from club.library.views.updates import Update, cards_of, kept_for, updating
from club.policy import Can, needs


@blueprint.route(f"{DOCUMENT}/update/part", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def update_part(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """The result for one part, edited by hand; both texts stand above the form."""
    key = request.args.get("key", "")
    document = to_write(shelf, ref) if request.method == "POST" else None
    found = updating(shelf, ref)
    merged = found.merge
    part = merged.parts.get(key)
    back = url_for(".update", firm=firm, shelf=shelf, ref=ref)
    if part is None or part.state is State.UNCHANGED or (part.ours or part.theirs) is None or not found.is_there:
        return gone(back, is_settled=True)
    kept = answering(merged, kept_for(ref)).standing
    body = found.texts[1] if part.ours else found.texts[2]
    editor = ItemEditor(found.opened.kind, body, type(item_of(body, key)), is_bilingual=is_bilingual(body))
    fields = kept.get(key, {}).get("fields") or part.combined()
    form = editor.form(fields, request.form)
    typed = editor.gathered(form) if document is not None and form.validate() else None
    if document is None or typed is None:
        return _part_page(found, merged, kept, editor, form), 422 if document is not None else 200
    changed = edits.merge(fields, typed, form.opened_on())
    if changed.conflicts or request.form.get("sign") != part.sign:
        for each in changed.conflicts:
            theirs = value_words(found.opened.kind, body, editor.owner, each.field, each.theirs)
            editor.show_conflict(form, each.field, theirs)
        form.opened.data = json.dumps(edits.digests(fields))
        problem = "" if request.form.get("sign") == part.sign else said(MEANWHILE)
        return _part_page(found, merged, kept, editor, form, problem=problem), 422
    chosen = {name: value for name, value in {**fields, **changed.changes}.items() if value is not None}
    more = {key: choice_on(part.sign, EDITED, chosen)}
    actions.choose(document, {**kept, **more}, by=person(), at=clock.now())
    flash(_("Your text is kept for this part."), "good")
    return redirect(f"{back}#u-{key or 'whole'}", 303)


def _part_page(
    found: Update, merged: Merge[Any], kept: Kept, editor: ItemEditor, form: ItemForm, *, problem: str = ""
) -> str:
    key = request.args.get("key", "")
    return render_template(
        "library/part.html",
        document=found.opened.row,
        shelf=found.opened.kind.shelf,
        card=next(one for one in cards_of(found, merged, kept) if key in one.keys),
        sign=merged.parts[key].sign,
        form=form,
        groups=editor.groups(form),
        problem=problem,
    )
