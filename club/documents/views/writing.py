"""Writing: the draft part by part, each with a form of its own; no script needed."""

import json
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.documents import actions
from club.documents.edits import child_type, digests, entry_of, item_of, items, may_add, may_remove, trail
from club.documents.itemform import ItemEditor, ItemForm
from club.documents.shape import shape
from club.documents.views.shelves import DOCUMENT, Opened, being_written, blueprint, person, to_write
from club.documents.words import field_label, item_name, place, value_words
from club.policy import Can, needs


@blueprint.get(f"{DOCUMENT}/edit")
@needs(Can.DOCUMENT_WRITE)
def edit(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The parts of the draft."""
    opened = being_written(shelf, ref)
    return render_template("documents/edit.html", **_page(opened, shelf, ""))


@blueprint.route(f"{DOCUMENT}/edit/item", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def item(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """One part of the draft with its form, and the parts that it holds."""
    key = request.args.get("key", "")
    document = to_write(shelf, ref) if request.method == "POST" else None
    opened = being_written(shelf, ref)
    owner, entry = item_of(opened.body, key), entry_of(opened.body, key)
    if owner is None or entry is None:
        return _gone(firm, shelf, ref)
    editor = ItemEditor(opened.kind, opened.body, type(owner))
    form = editor.form(entry.fields, request.form)
    if document is None:
        return _item_page(opened, shelf, key, editor, form)
    typed = editor.gathered(form) if form.validate() else None
    if typed is None:
        return _item_page(opened, shelf, key, editor, form), 422
    conflicts = actions.change_item(document, key, typed, opened=form.opened_on(), by=person(), at=clock.now())
    if conflicts:
        for each in conflicts:
            theirs = value_words(opened.kind, opened.body, type(owner), each.field, each.theirs)
            editor.show_conflict(form, each.field, theirs)
        form.opened.data = _opened_now(entry.fields)
        return _item_page(opened, shelf, key, editor, form), 422
    flash(_("Saved in the draft."), "good")
    return redirect(url_for(".item", firm=firm, shelf=shelf, ref=ref, key=key), 303)


@blueprint.route(f"{DOCUMENT}/edit/add", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def add(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """A new part at the end of a list."""
    parent, slot = request.args.get("parent", ""), request.args.get("slot", "")
    document = to_write(shelf, ref) if request.method == "POST" else None
    opened = being_written(shelf, ref)
    holder = item_of(opened.body, parent)
    kind = child_type(type(holder), slot) if holder is not None else None
    if kind is None or not may_add(holder, slot):
        abort(404)
    editor = ItemEditor(opened.kind, opened.body, kind)
    form = editor.form({}, request.form)
    typed = editor.gathered(form) if document is not None and form.validate() else None
    if document is None or typed is None:
        label = field_label(opened.kind, type(holder).__name__, slot)
        page = render_template(
            "documents/item.html",
            **_page(opened, shelf, parent),
            form=form,
            groups=editor.groups(form),
            heading=_("New: %(what)s", what=label),
            is_new=True,
        )
        return page, 422 if document is not None else 200
    key = actions.add_item(document, parent, slot, typed, by=person(), at=clock.now())
    flash(_("Added to the draft."), "good")
    return redirect(url_for(".item", firm=firm, shelf=shelf, ref=ref, key=key), 303)


@blueprint.post(f"{DOCUMENT}/edit/remove")
@needs(Can.DOCUMENT_WRITE)
def remove(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Take a part out of the draft."""
    document, key = to_write(shelf, ref), request.form.get("key", "")
    parent = _parent(being_written(shelf, ref), key)
    actions.remove_item(document, key, by=person(), at=clock.now())
    flash(_("Taken out of the draft. Until you publish, everybody reads the text as it was."), "good")
    return redirect(_back(firm, shelf, ref, parent), 303)


@blueprint.post(f"{DOCUMENT}/edit/move")
@needs(Can.DOCUMENT_WRITE)
def move(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Move a part one place up or down."""
    document, key = to_write(shelf, ref), request.form.get("key", "")
    parent = _parent(being_written(shelf, ref), key)
    actions.move_item(document, key, up=request.form.get("to") == "up", by=person(), at=clock.now())
    return redirect(_back(firm, shelf, ref, parent), 303)


def _item_page(opened: Opened, shelf: str, key: str, editor: ItemEditor, form: ItemForm) -> str:
    heading = item_name(item_of(opened.body, key)) if key else _("Title and general")
    return render_template(
        "documents/item.html",
        **_page(opened, shelf, key),
        form=form,
        groups=editor.groups(form),
        heading=heading,
        is_new=False,
    )


def _page(opened: Opened, shelf: str, key: str) -> dict[str, Any]:
    """What stands round a part: the way to it, and the lists that it holds."""
    known = dict(items(opened.body))
    return {
        "document": opened.row,
        "kind": opened.kind,
        "shelf": shelf,
        "key": key,
        "draft": opened.draft,
        "trail": [(each, item_name(known[each])) for each in trail(opened.body, key)],
        "lists": _lists(opened, known[key], key),
        "place": place(opened.kind, opened.body, key),
    }


def _lists(opened: Opened, owner: Any, key: str) -> list[dict[str, Any]]:
    kind: Any = type(owner)
    found = []
    for each in shape(kind):
        if each.is_child:
            held = getattr(owner, each.name)
            listed = list(held) if each.many else [held] * (held is not None)
            found.append(
                {
                    "slot": each.name,
                    "parent": key,
                    "label": field_label(opened.kind, kind.__name__, each.name),
                    "rows": [(one.key, item_name(one)) for one in listed],
                    "may_add": may_add(owner, each.name),
                    "may_remove": may_remove(owner, each.name),
                }
            )
    return found


def _parent(opened: Opened, key: str) -> str:
    entry = entry_of(opened.body, key)
    return entry.parent if entry is not None else ""


def _back(firm: str, shelf: str, ref: str, parent: str) -> str:
    if not parent:
        return url_for(".edit", firm=firm, shelf=shelf, ref=ref)
    return url_for(".item", firm=firm, shelf=shelf, ref=ref, key=parent)


def _gone(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """A part that is not there; what was typed into it is shown, so that nothing is lost."""
    if request.method == "GET":
        abort(404)
    typed = [text for name, text in request.form.items() if name not in {"csrf_token", "opened"} and text]
    back = url_for(".edit", firm=firm, shelf=shelf, ref=ref)
    return render_template("documents/gone.html", typed=typed, back=back), 422


def _opened_now(fields: Any) -> str:
    return json.dumps(digests(fields))
