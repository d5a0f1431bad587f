"""Slides of a talk: put to it by whoever writes it, seen by whoever may read it."""

from typing import Any

from flask import Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read, session
from club.core.file_types import LARGEST_FILE, FileType, serving_headers
from club.core.refusals import Refused
from club.policy import Can, needs
from club.talks.desk_views import DESK
from club.talks.models import Publication
from club.talks.picture_actions import store
from club.talks.picture_views import KEPT_FOR, is_out, works_on_talk
from club.talks.preview_actions import LINK as PREVIEW
from club.talks.release_actions import LINK
from club.talks.slide_actions import offer, put_slides, take_slides
from club.talks.slide_queries import FILE, SLIDE
from club.talks.views import blueprint
from club.talks.writing_views import in_words

AS_WEBP = {**serving_headers(FileType.WEBP, "slide.webp"), "Content-Disposition": "inline", "Cache-Control": KEPT_FOR}


@blueprint.post("/talks/<slug:slug>/slides")
@needs(Can.TALK_WRITE)
def put(slug: str) -> ResponseReturnValue:
    """Put slides to a talk, in the place of those it has."""
    talk, sent = DESK.to_change(slug), request.files.get("slides")
    if sent is None or not sent.filename:
        flash(_("Choose the PDF first."), "bad")
        return _back(slug)
    try:
        content = sent.stream.read(LARGEST_FILE + 1)
        is_offered = "offered" in request.form
        put_slides(talk, content, sent.filename, is_offered=is_offered, by=g.who.person_id, at=clock.now())
    except Refused as refused:
        session().rollback()
        flash(in_words(refused.refusal), "bad")
    return _back(slug)


@blueprint.post("/talks/<slug:slug>/slides/change")
@needs(Can.TALK_WRITE)
def change_slides(slug: str) -> ResponseReturnValue:
    """Offer the slides as a file, offer them no longer, or take them away."""
    talk = DESK.to_change(slug)
    if request.form.get("do") == "remove":
        take_slides(talk)
    else:
        offer(talk, is_offered=request.form.get("do") == "offer")
    return _back(slug)


@blueprint.get("/talks/slides/<ref:deck>/<int:number>")
@needs(Can.SITE_READ)
def slide(deck: str, number: int) -> ResponseReturnValue:
    """A page of the slides, for whoever may read its talk."""
    return _picture_of(_seen(SLIDE, deck, number=number))


@blueprint.get("/talks/slides/<ref:deck>/file")
@needs(Can.SITE_READ)
def slides_file(deck: str) -> ResponseReturnValue:
    """The slides as they came, where their author offers them."""
    row = _seen(FILE, deck)
    if not (row.is_offered or works_on_talk(row)):
        abort(404)
    return Response(_bytes(row), headers=serving_headers(FileType.PDF, row.name))


@blueprint.get("/talks/release/<token>/slides/<ref:deck>/<int:number>")
@needs(Can.TALK_RELEASE, link=LINK)
def released_slide(token: str, deck: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """A page of the slides, for whoever is asked to release its talk."""
    return _picture_of(_linked(deck, number))


@blueprint.get("/talks/preview/<token>/slides/<ref:deck>/<int:number>")
@needs(Can.TALK_PREVIEW, link=PREVIEW)
def previewed_slide(token: str, deck: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """A page of the slides, for whoever has the preview link of its talk, until that is out."""
    row = _linked(deck, number)
    if row.status is Publication.PUBLISHED:
        abort(404)
    return _picture_of(row)


def _seen(statement: Any, deck: str, **asked: Any) -> Any:
    """A row of slides that readers see, or that whoever asks works on."""
    row = read(statement, ref=deck, **asked).first() or abort(404)
    if not ((row.ref == row.slides_ref and is_out(row)) or works_on_talk(row)):
        abort(404)
    return row


def _linked(deck: str, number: int) -> Any:
    """A page of the slides of the talk that the link leads to, or 404."""
    row = read(SLIDE, ref=deck, number=number).first() if g.link is not None else None
    if row is None or row.talk_ref != g.link.subject or row.ref != row.slides_ref:
        abort(404)
    return row


def _picture_of(row: Any) -> ResponseReturnValue:
    return Response(_bytes(row), headers=AS_WEBP)


def _bytes(row: Any) -> bytes:
    try:
        return store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("talks.edit", slug=slug, _anchor="slides"), 303)
