"""A firm takes over what the club published since it adopted a text: part by part, by the firm's choice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from club.core import clock
from club.core.db import read
from club.core.saying import said
from club.documents.beginnings import Beginning, knows_beginnings
from club.documents.body import Body, Kind
from club.documents.edits import digest
from club.documents.languages import in_language, is_bilingual
from club.documents.merging import Merge, State, merge
from club.documents.models import Document
from club.documents.pointers import pointed_names
from club.documents.references import references
from club.documents.settling import settle
from club.documents.views.shelves import DOCUMENT, Opened, being_written, body_of, person, to_write
from club.documents.words import place
from club.library import queries
from club.library import update_actions as actions
from club.library.update_cards import Card, Cards
from club.library.update_rules import (
    EDITED,
    GOING,
    MEANWHILE,
    TAKES,
    Answers,
    Kept,
    answering,
    choice_on,
    choices_of,
    follows,
    is_left,
    signs,
)
from club.library.views.reading import blueprint
from club.policy import Can, needs

FEW = 12
"""So many cards of a sort stand open; more lie folded behind their number."""


@dataclass(frozen=True)
class Update:
    """A document with what is written on it, the club's text it began from, and the club's newest one."""

    opened: Opened
    base: Any
    newest: Any
    texts: tuple[Body, Body, Body]

    @property
    def is_there(self) -> bool:
        return bool(self.newest.number > self.base.number)

    @property
    def merge(self) -> Merge[Any]:
        return merge(*self.texts)


@knows_beginnings
def adopted(kind: Kind[Any], row: Any, body: Body) -> Beginning | None:
    """The club's number that a firm's text was adopted from."""
    base_id = row.draft_base_id or row.base_revision_id
    base = read(queries.BASE, revision_id=base_id).first() if base_id else None
    if base is None:
        return None
    text = body_of(kind, base.schema, base.body)
    if not is_bilingual(body):
        text = in_language(text, "zh" if row.lang == "zh" else "en")
    return Beginning(base.number, text)


def updating(shelf: str, ref: str) -> Update:
    """What there is to take over, or 404 where a text was not adopted."""
    opened = being_written(shelf, ref)
    base_id = opened.row.draft_base_id or opened.row.base_revision_id
    base = read(queries.BASE, revision_id=base_id).first() if base_id else None
    if base is None:
        abort(404)
    newest = read(queries.ONE, slug=base.slug).one()
    texts = [body_of(opened.kind, row.schema, row.body) for row in (base, newest)]
    if not is_bilingual(opened.body):
        texts = [in_language(text, "zh" if opened.row.lang == "zh" else "en") for text in texts]
    return Update(opened, base, newest, (texts[0], opened.body, texts[1]))


@blueprint.route(f"{DOCUMENT}/update", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def update(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """The club's changes, the firm's, and what comes of them; choosing, and putting the result into the draft."""
    document = to_write(shelf, ref) if request.method == "POST" else None
    found = updating(shelf, ref)
    here: dict[str, Any] = {"firm": firm, "shelf": shelf, "ref": ref}
    if not found.is_there:
        return redirect(url_for(".base", **here), 303)
    merged, kept = found.merge, kept_for(ref)
    if document is None:
        answers = answering(merged, kept)
        return _page(found, merged, kept, answers.standing, answers.fallen)
    answers = answering(merged, {**kept, **_sent(merged, kept)})
    do = request.form.get("do", "")
    if do != "apply":
        actions.choose(document, answers.standing, by=person(), at=clock.now())
        if do.startswith("edit:"):
            return redirect(url_for(".update_part", **here, key=do.removeprefix("edit:")), 303)
        flash(_("Your choices are kept."), "good")
        return redirect(url_for(".update", **here), 303)
    return _applied(document, found, merged, kept, answers)


def _applied(
    document: Document, found: Update, merged: Merge[Any], kept: Kept, answers: Answers
) -> ResponseReturnValue:
    """Put the result into the draft, unless it is another one than the page showed or loses what was to stay."""
    if request.form.get("whole") != _whole(merged, kept):
        return _page(found, merged, kept, answers.standing, answers.fallen, problem=said(MEANWHILE)), 422
    settled = settle(merged, choices_of(merged, answers.standing, _in_use(found)))
    if settled.dropped and request.form.get("gone") != digest(settled.dropped):
        return _page(found, merged, kept, answers.standing, problem=said(GOING), gone=settled.dropped), 422
    actions.take_over(document, settled.body, found.newest.revision_id, by=person(), at=clock.now())
    flash(_("The result is in the draft. Look at what changed, then publish it."), "good")
    page = "documents.publish" if g.standing.can(Can.DOCUMENT_PUBLISH) else "documents.edit"
    row = found.opened.row
    return redirect(url_for(page, firm=g.standing.slug, shelf=found.opened.kind.shelf, ref=row.ref), 303)


def _whole(merged: Merge[Any], kept: Kept) -> str:
    """What a page remembers of everything it showed: what differs, and what was chosen so far."""
    return digest([merged.sign, kept])


def _page(
    found: Update,
    merged: Merge[Any],
    stored: Kept,
    kept: Kept,
    fallen: tuple[str, ...] = (),
    *,
    problem: str = "",
    gone: tuple[str, ...] = (),
) -> str:
    cards = cards_of(found, merged, kept, fallen)
    groups = [
        (state, [card for card in cards if card.state is state])
        for state in (State.BOTH, State.THEIRS, State.OURS, State.ALIKE)
    ]
    return render_template(
        "library/update.html",
        document=found.opened.row,
        shelf=found.opened.kind.shelf,
        base=found.base,
        newest=found.newest,
        groups=[(state, listed) for state, listed in groups if listed],
        few=FEW,
        problem=problem,
        fell=sum(card.fell for card in cards),
        seen=json.dumps(signs(merged)),
        takes=json.dumps({card.key: card.take for card in cards}),
        whole=_whole(merged, stored),
        gone=digest(gone) if gone else "",
        going=[_place(found, merged, key) for key in gone],
        has_draft=found.opened.is_draft,
        said_count=ngettext("%(num)s part differs", "%(num)s parts differ", len(cards)),
    )


def _place(found: Update, merged: Merge[Any], key: str) -> str:
    """Where a part stands, in the firm's text or else in the club's."""
    _base, ours, theirs = found.texts
    return place(found.opened.kind, ours if merged.parts[key].ours else theirs, key)


def cards_of(found: Update, merged: Merge[Any], kept: Kept, fallen: tuple[str, ...] = ()) -> list[Card]:
    pointed = pointed_names(found.opened.row.id, found.opened.kind)
    facts: dict[str, Any] = {"kept": kept, "fallen": fallen, "in_use": _in_use(found), "pointed": pointed}
    return Cards(found.opened.kind, merged, found.texts, **facts).made()


def _sent(merged: Merge[Any], kept: Kept) -> Kept:
    """What the page sent, each choice with the sign of the question that the page showed."""
    asked, shown = _remembered("seen"), _remembered("takes")
    found: dict[str, Mapping[str, Any]] = {}
    for name, take in request.form.items():
        key = name.removeprefix("take-") if name.startswith("take-") else None
        key = "" if key == "whole" else key
        if key is None or key not in asked or take not in TAKES:
            continue
        if is_left(key, take, shown=shown, kept=kept, sign=asked[key]):
            continue
        keys = [key, *(one for one in request.form.get(f"with-{name}", "").split() if one in merged.parts)]
        for one, taken in (follows(merged, keys, take) if key in merged.parts else {key: take}).items():
            edited = kept.get(one, {})
            fields = edited.get("fields") if taken == EDITED else None
            if taken != EDITED or (fields is not None and edited.get("sign") == asked.get(one)):
                found[one] = choice_on(asked.get(one, ""), taken, fields)
    return found


def _remembered(name: str) -> dict[str, str]:
    """What a hidden field says by key; nothing readable counts as nothing seen."""
    try:
        found = json.loads(request.form.get(name) or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def kept_for(ref: str) -> Kept:
    return read(queries.CHOICES, ref=ref).scalar() or {}


def _in_use(found: Update) -> set[str]:
    return {one.item for one in references(found.opened.row.id) if one.item}
