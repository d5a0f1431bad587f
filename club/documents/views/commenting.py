"""Comments and suggestions: a text part by part with what is said of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import comment_actions
from club.documents.body import Body
from club.documents.comment_forms import CloseForm, CommentForm, ReplyForm
from club.documents.comment_rules import Outcome, wording
from club.documents.edits import item_of
from club.documents.models import Comment, Document
from club.documents.parts import gone, parts_of
from club.documents.pointers import pointed_names
from club.documents.threads import Thread, threads_of
from club.documents.views.shelves import (
    DOCUMENT,
    Opened,
    being_written,
    blueprint,
    in_force,
    person,
    row_of,
    to_write,
    unsent,
)
from club.documents.words import value_words
from club.policy import Can, needs

COMMENT = f"{DOCUMENT}/comments/<ref:comment>"


@dataclass(frozen=True)
class Place:
    """Where a text is talked about: its addresses, and what whoever reads it may do."""

    page: str
    post: str | None
    reply: str | None
    close: str | None
    values: Mapping[str, Any]

    def at(self, anchor: str = "", **query: Any) -> str:
        """The page, with what is open on it."""
        return url_for(self.page, _anchor=anchor or None, **self.values, **query)

    def to_post(self, **query: Any) -> str:
        """Where a comment is sent."""
        return url_for(self.post or "", **self.values, **query)

    def to_reply(self, comment: str) -> str:
        """Where an answer is sent."""
        return url_for(self.reply or "", comment=comment, **self.values)

    def to_close(self, comment: str) -> str:
        """Where a comment is settled."""
        where: dict[str, Any] = {name: value for name, value in self.values.items() if name != "consultation"}
        return url_for(self.close or "", comment=comment, **where)


@dataclass
class Forms:
    """The forms that are open on the page: at most one of each."""

    saying: CommentForm | None = None
    replying: ReplyForm | None = None
    closing: CloseForm | None = None
    on: str = ""


def talk(
    opened: Opened,
    place: Place,
    forms: Forms,
    *,
    page: str,
    threads: Mapping[str, Sequence[Thread]],
    hides_pay: bool = False,
    everything: bool = False,
    **more: Any,
) -> str:
    """The page of a text part by part with its threads; `more` is what stands round it."""
    facts: dict[str, Any] = {"own": opened.row.lang, "reader": lang(), "hides_pay": hides_pay}
    pointed = pointed_names(opened.row.id, opened.kind) if opened.kind.shows_pointed else {}
    parts = parts_of(opened.kind, opened.body, threads=threads, pointed=pointed, **facts)
    said_here = sum(part.open for part in parts)
    shows_all = everything or request.args.get("show") == "all" or not any(part.threads for part in parts)
    return render_template(
        page,
        document=opened.row,
        opened=opened,
        parts=[part for part in parts if shows_all or part.threads or _is_open(part.key, forms)],
        gone=gone(threads, opened.body, opened.kind),
        open=said_here,
        shows_all=shows_all,
        place=place,
        forms=forms,
        **more,
    )


def asked_for(body: Body) -> Forms:
    """The forms that the address opens: one to say something of a part, or those of one comment."""
    if on := request.args.get("on"):
        return Forms(replying=unsent(ReplyForm), closing=unsent(CloseForm), on=on)
    if (item := request.args.get("item")) is None:
        return Forms()
    found = item_of(body, item) or abort(404)
    one = wording(found, request.args.get("field", ""))
    values = {"item": item, "field": one.name if one else "", "proposed": one.text if one else ""}
    return Forms(saying=unsent(CommentForm, data=values))


def say(
    document: Document, body: Body, form: CommentForm, place: Place, *, consultation_id: int | None = None
) -> ResponseReturnValue | None:
    """Keep a comment; nothing where the form has to be shown again."""
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if not form.validate():
        return None
    try:
        made = comment_actions.comment(
            document,
            body,
            form.item.data or "",
            text=form.text.data or "",
            field=form.field.data or "",
            proposed=form.proposed.data or "",
            consultation_id=consultation_id,
            by=person(),
            at=clock.now(),
        )
    except Refused as error:
        form.form_errors.append(said(error.refusal))
        return None
    to = place.at(f"c-{made.ref}")
    accept(form, to)
    return redirect(to, 303)


def found_comment(document: Document, ref: str) -> Comment:
    """A comment of this document, or 404."""
    mine = select(Comment).where(Comment.ref == ref, Comment.document_id == document.id)
    return session().scalars(mine).first() or abort(404)


@blueprint.get(f"{DOCUMENT}/comments")
@needs(Can.DOCUMENT_WRITE)
def comments(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """The draft, else the text in force, part by part with what is said of it."""
    opened = _opened(shelf, ref)
    return _page(opened, firm, shelf, ref, asked_for(opened.body))


@blueprint.post(f"{DOCUMENT}/comments")
@needs(Can.DOCUMENT_WRITE)
def comment(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Say something of a part, or suggest another wording."""
    document, form = to_write(shelf, ref), CommentForm()
    opened = _opened(shelf, ref)
    kept = say(document, opened.body, form, _place(firm, shelf, ref))
    return kept or (_page(opened, firm, shelf, ref, Forms(saying=form)), 422)


@blueprint.post(f"{COMMENT}/reply")
@needs(Can.DOCUMENT_WRITE)
def reply(firm: str, shelf: str, ref: str, comment: str) -> ResponseReturnValue:
    """Answer a comment."""
    document, form = to_write(shelf, ref), ReplyForm()
    found = found_comment(document, comment)
    if not form.validate():
        opened = _opened(shelf, ref)
        return _page(opened, firm, shelf, ref, Forms(replying=form, closing=unsent(CloseForm), on=comment)), 422
    comment_actions.reply(document, found, text=form.text.data or "", by=person(), at=clock.now())
    return redirect(_place(firm, shelf, ref).at(f"c-{comment}"), 303)


@blueprint.post(f"{COMMENT}/settle")
@needs(Can.DOCUMENT_WRITE)
def settle(firm: str, shelf: str, ref: str, comment: str) -> ResponseReturnValue:
    """Settle a comment: done, accepted into the draft, or declined."""
    document, form = to_write(shelf, ref), CloseForm()
    found = found_comment(document, comment)
    outcome = form.outcome.data if form.outcome.data in set(Outcome) else Outcome.RESOLVED
    if form.validate():
        try:
            conflicts = comment_actions.close(
                document, found, Outcome(outcome), why=form.why.data or "", by=person(), at=clock.now()
            )
        except Refused as error:
            form.form_errors.append(said(error.refusal))
        else:
            if not conflicts:
                flash(_("Settled."), "good")
                return redirect(_place(firm, shelf, ref).at(), 303)
            form.form_errors.append(_conflict(_opened(shelf, ref), found, conflicts[0].theirs))
    opened = _opened(shelf, ref)
    return _page(opened, firm, shelf, ref, Forms(replying=unsent(ReplyForm), closing=form, on=comment)), 422


def _conflict(opened: Opened, found: Comment, theirs: Any) -> str:
    """What stands there now beside what was suggested."""
    owner, field = type(item_of(opened.body, found.item)), found.field.partition("__")[0]
    now = value_words(opened.kind, opened.body, owner, field, theirs)
    return str(
        _(
            "Somebody changed this text since it was suggested. It reads now: “%(text)s”. Nothing was written:"
            " change the part yourself, or decline.",
            text=now,
        )
    )


def _page(opened: Opened, firm: str, shelf: str, ref: str, forms: Forms) -> str:
    threads = threads_of(opened.row.id)
    return talk(opened, _place(firm, shelf, ref), forms, page="documents/comments.html", threads=threads, shelf=shelf)


def _place(firm: str, shelf: str, ref: str) -> Place:
    values = {"firm": firm, "shelf": shelf, "ref": ref}
    return Place("documents.comments", "documents.comment", "documents.reply", "documents.settle", values)


def _opened(shelf: str, ref: str) -> Opened:
    """The draft, else what is in force; of a retired text what was."""
    return in_force(shelf, ref) if row_of(shelf, ref).retired_at is not None else being_written(shelf, ref)


def _is_open(key: str, forms: Forms) -> bool:
    return forms.saying is not None and (forms.saying.item.data or "") == key
