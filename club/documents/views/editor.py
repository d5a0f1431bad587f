"""The editor's pages: a draft part by part, each with a form of its own; no script needed.

A firm's documents and the club's templates are written with it; `Writing` is what differs between them.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import held
from club.core.saying import said
from club.documents import editing
from club.documents.advising import NOT_TYPED, advice, briefs, explain_values, left_behind, offers, wrong_in
from club.documents.banked import bank_problems
from club.documents.body import Body, Kind, Problem
from club.documents.codec import to_json
from club.documents.composing import SHOWN, composing, with_part
from club.documents.editing import Pad, StillNeeded
from club.documents.edits import child_type, digests, entry_of, is_list, item_of, items, may_add, may_remove, trail
from club.documents.entries import with_fields
from club.documents.itemform import LINE_LIMIT, ItemEditor, ItemForm
from club.documents.outlines import PAGE, Looking, outlines
from club.documents.picture_rules import field_of
from club.documents.rules import verdict
from club.documents.taking_out import removal
from club.documents.words import item_name, new_name, place, value_words

AGAIN = "again"
"""What the button sends that saves a part and opens an empty one for the next of its list."""


class Writing(ABC):
    """What is being written, as the editor's pages need it: its text, its addresses, and the pad to write on."""

    kind: Kind[Any]

    @property
    @abstractmethod
    def is_bilingual(self) -> bool:
        """Whether each text is asked for in both languages."""

    @abstractmethod
    def body(self) -> Body:
        """The draft, else the newest revision; 404 where there is neither."""

    @abstractmethod
    def pad(self) -> Pad:
        """What is written on, locked; or 404."""

    @abstractmethod
    def at(self, page: str, /, **query: Any) -> str:
        """The address of `edit`, `item`, `add`, `remove` or `move`."""

    def pointed(self) -> Mapping[str, str] | None:
        """What its fields may point at in another text, by key; nothing where it points at none."""
        return None

    def only(self) -> Mapping[str, Sequence[str]]:
        """What may be chosen here of a closed choice, by field; nothing where all of it may."""
        return {}

    def picture(self, ref: str) -> str:  # noqa: ARG002
        """Where a picture is shown; nothing where texts have none."""
        return ""

    def problems(self) -> Sequence[Problem]:
        """What has to be put right before it is published."""
        body = self.body()
        return (*verdict(self.kind, body).problems, *bank_problems(body))

    @abstractmethod
    def chrome(self) -> Mapping[str, Any]:
        """What stands round the editor: `title`, `crumbs`, `draft`, `publishing` and `discarding` (addresses)."""


def edit(writing: Writing) -> ResponseReturnValue:
    """The parts of the draft; what is composed shows what they hold, and what is missing."""
    body = writing.body()
    page = _page(writing, body, "")
    if not writing.kind.is_composed:
        return render_template("documents/edit.html", **page)
    composed = composing(writing.kind, body, writing.problems(), writing.at)
    return render_template(f"documents/{writing.kind.name}/edit.html", **page, **composed)


def item(writing: Writing) -> ResponseReturnValue:
    """One part of the draft with its form, and the parts that it holds."""
    key = request.args.get("key", "")
    pad = writing.pad() if request.method == "POST" else None
    body = writing.body()
    owner, entry = item_of(body, key), entry_of(body, key)
    if owner is None or entry is None:
        return gone(writing.at("edit"))
    editor = _editor(writing, body, type(owner), key)
    form = editor.form(entry.fields, _typed())
    explain_values(body, form)
    if pad is None:
        return _item_page(writing, body, key, editor, form)
    typed = editor.gathered(form) if form.validate() else None
    if typed is None:
        return _item_page(writing, body, key, editor, form), 422
    conflicts = editing.change_item(pad, key, typed, opened=form.opened_on())
    if conflicts:
        for each in conflicts:
            theirs = value_words(
                writing.kind, body, type(owner), each.field, each.theirs, pointed=writing.pointed() or {}
            )
            editor.show_conflict(form, each.field, theirs)
        form.opened.data = json.dumps(digests(entry.fields))
        return _item_page(writing, body, key, editor, form), 422
    for told in left_behind(writing.kind, body, with_fields(body, key, typed), key):
        flash(told, "warn")
    if then := request.form.get("then", ""):
        return _onward(writing, key, then)
    flash(_("Saved in the draft."), "good")
    return redirect(_after(writing, key), 303)


def _onward(writing: Writing, key: str, then: str) -> ResponseReturnValue:
    """A button of the lists below was pressed: what stood in the form is saved, now its own work."""
    verb, _colon, what = then.partition(":")
    if verb == AGAIN:
        entry = entry_of(writing.body(), key)
        return redirect(writing.at("add", parent=entry.parent, slot=entry.slot) if entry else writing.at("edit"), 303)
    if verb == "add":
        return redirect(writing.at("add", parent=key, slot=what), 303)
    if verb == "picture":
        return redirect(writing.at("add_picture", key=key), 303)
    if verb == "remove":
        return redirect(writing.at("remove", key=what), 303)
    return _moved(writing, writing.pad(), what, up=verb == "up")


def add(writing: Writing) -> ResponseReturnValue:
    """A new part at the end of a list."""
    parent, slot = request.args.get("parent", ""), request.args.get("slot", "")
    pad = writing.pad() if request.method == "POST" else None
    body = writing.body()
    if is_first := writing.kind.is_composed and not parent and slot == "questions":
        body, parent = with_part(body, is_bilingual=writing.is_bilingual)
    holder = item_of(body, parent)
    sort = child_type(type(holder), slot) if holder is not None else None
    if sort is None or not may_add(holder, slot):
        abort(404)
    editor = _editor(writing, body, sort)
    form = editor.form({}, _typed())
    typed = editor.gathered(form) if pad is not None and form.validate() else None
    if pad is None or typed is None:
        page = _new_page(writing, body, (parent, slot), editor, form, is_first=is_first)
        return page, 422 if pad is not None else 200
    if is_first and holder is not None:
        parent = editing.add_item(pad, "", "sections", {"title": to_json(holder.title)})
    key = editing.add_item(pad, parent, slot, typed)
    flash(_("Added to the draft."), "good")
    if request.form.get("then") == AGAIN:
        return redirect(writing.at("add", parent=parent, slot=slot), 303)
    return redirect(_after(writing, key), 303)


def _after(writing: Writing, key: str) -> str:
    """Where somebody goes on who saved a part: what is composed is seen as a whole."""
    if not writing.kind.is_composed:
        return writing.at("item", key=key)
    return writing.at("edit", _anchor=f"i-{key}" if key else "main")


def _editor(writing: Writing, body: Body, sort: type[Any], key: str = "") -> ItemEditor:
    bilingual, pointed = writing.is_bilingual, writing.pointed()
    return ItemEditor(writing.kind, body, sort, is_bilingual=bilingual, pointed=pointed, key=key, only=writing.only())


def remove(writing: Writing) -> ResponseReturnValue:
    """Say what goes with a part, then take it out of the draft."""
    if request.method == "GET":
        return _removal_page(writing, request.args.get("key", ""))
    pad, key = writing.pad(), request.form.get("key", "")
    back = _back(writing, key)
    try:
        editing.remove_item(pad, key)
    except StillNeeded as needed:
        return _needed(writing, key, needed), 422
    flash(_("Taken out of the draft. Until you publish, everybody reads the text as it was."), "good")
    return redirect(back, 303)


def move(writing: Writing) -> ResponseReturnValue:
    """Move a part one place up or down."""
    return _moved(writing, writing.pad(), request.form.get("key", ""), up=request.form.get("to") == "up")


def _moved(writing: Writing, pad: Pad, key: str, *, up: bool) -> ResponseReturnValue:
    back = _back(writing, key, anchor=f"i-{key}")
    editing.move_item(pad, key, up=up)
    return redirect(back, 303)


def _removal_page(writing: Writing, key: str) -> ResponseReturnValue:
    body = writing.body()
    known, entry = dict(items(body)), entry_of(body, key)
    if not key or entry is None or not may_remove(known[entry.parent], entry.slot):
        abort(404)
    found = removal(writing.kind, body, key)
    held = [one for one in outlines(writing.kind, known[key], key, Looking()) if one.size]
    return render_template(
        "documents/remove.html",
        **{**_page(writing, body, key), "lists": held},
        name=item_name(known[key]),
        along=[place(writing.kind, body, one) for one in found.along],
        closed_up=[
            (item_name(known[one]), [item_name(known[name]) for name in before])
            for one, before in found.closed_up.items()
        ],
        back=_back(writing, key, anchor=f"i-{key}"),
    )


def _needed(writing: Writing, key: str, needed: StillNeeded) -> str:
    """Who and what points at a part that cannot go before, each with the page on which it is led elsewhere."""
    part = item_name(item_of(writing.body(), key))
    return render_template(
        "documents/needed.html",
        **writing.chrome(),
        at=writing.at,
        part=part,
        pointing=[(said(one.words), one.elsewhere) for one in needed.pointing],
        remedy=said(needed.refusal.next_step),
    )


def _new_page(
    writing: Writing, body: Body, where: tuple[str, str], editor: ItemEditor, form: ItemForm, *, is_first: bool
) -> str:
    """The empty form of a new part; whoever adds many of them begins to type at once.

    `is_first`: what would hold it is not there yet, so no way leads there.
    """
    parent, slot = where
    holder = type(item_of(body, parent))
    groups = editor.groups(form)
    first = next((one for group in groups for one in group.fields), None)
    if first is not None and not form.errors:
        first.render_kw = {"autofocus": True}
    return render_template(
        "documents/item.html",
        **_page(writing, body, "" if is_first else parent),
        form=form,
        groups=groups,
        known=offers(writing.kind, editor, form),
        advice=advice(form),
        heading=new_name(writing.kind, holder.__name__, slot, editor.owner.__name__),
        again=is_list(holder, slot),
        is_new=True,
    )


def _item_page(writing: Writing, body: Body, key: str, editor: ItemEditor, form: ItemForm) -> str:
    heading = item_name(item_of(body, key)) if key else _("Title and general")
    entry = entry_of(body, key)
    named = field_of(writing.kind, editor.owner)
    is_one_of_many = bool(key and entry and may_add(item_of(body, entry.parent), entry.slot))
    return render_template(
        "documents/item.html",
        **_page(writing, body, key),
        form=form,
        groups=editor.groups(form),
        known=offers(writing.kind, editor, form),
        advice=advice(form),
        # Beside what somebody typed and could not save, what is wrong with the saved text would be read as theirs.
        wrong={} if form.errors else wrong_in(writing.kind, body, key),
        briefs={} if form.errors else briefs(item_of(body, key)),
        heading=heading,
        again=is_one_of_many,
        pictures=[writing.picture(one) for one in entry.fields.get(named, ())] if named and entry else [],
        takes_pictures=bool(named and writing.picture(key)),
        is_new=False,
    )


def _page(writing: Writing, body: Body, key: str) -> dict[str, Any]:
    """What stands round a part: the way to it, and the lists that it holds."""
    known = dict(items(body))
    found, page = request.args.get("find", "")[:LINE_LIMIT], request.args.get("page", 1, type=int)
    looking = Looking(found, page, request.args.get("open", ""))
    return {
        **writing.chrome(),
        "kind": writing.kind,
        "at": writing.at,
        "key": key,
        "trail": [(each, item_name(known[each])) for each in trail(body, key)],
        "lists": outlines(writing.kind, known[key], key, looking),
        "looking": looking,
        "place": place(writing.kind, body, key),
    }


def _back(writing: Writing, key: str, *, anchor: str = "") -> str:
    """The page of what holds a part, at the list where it stands."""
    entry = entry_of(writing.body(), key)
    if entry is None:
        return writing.at("edit")
    if writing.kind.is_composed and entry.order < SHOWN:
        return writing.at("edit", _anchor=anchor or (f"s-{entry.parent}" if entry.parent else "questions"))
    there = {"_anchor": anchor or f"l-{entry.slot}"}
    if entry.order >= PAGE:
        there["page"] = str(entry.order // PAGE + 1)
    return (
        writing.at("item", key=entry.parent, open=entry.slot, **there) if entry.parent else writing.at("edit", **there)
    )


def _typed() -> Mapping[str, Any]:
    """What was sent, now or before the sign-in ran out: it may hold more rows than the item."""
    return request.form or held.given_back() or {}


def gone(back: str, *, is_settled: bool = False) -> ResponseReturnValue:
    """A part that is not there to be written; what was typed into it is shown, so that nothing is lost.

    `is_settled`: it is there, but an update asks nothing about it any more.
    """
    if request.method == "GET":
        abort(404)
    typed = [text for name, text in request.form.items() if name not in NOT_TYPED and text]
    return render_template("documents/gone.html", typed=typed, back=back, is_settled=is_settled), 422
