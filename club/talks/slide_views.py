"""Slides of a talk: put to it by whoever writes it, seen by whoever may read it."""

from typing import Any

from flask import Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import session
from club.core.file_types import LARGEST_FILE, FileType, serving_headers
from club.core.refusals import Refused
from club.policy import Can, needs
from club.talks.access_views import KEPT_FOR, bytes_of, linked, seen, works_on_talk
from club.talks.desk_views import DESK
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
    return _page(seen(SLIDE, ref=deck, number=number))


@blueprint.get("/talks/slides/<ref:deck>/file")
@needs(Can.SITE_READ)
def slides_file(deck: str) -> ResponseReturnValue:
    """The slides as they came, where their author offers them."""
    row = seen(FILE, ref=deck)
    if not (row.is_offered or works_on_talk(row)):
        abort(404)
    return Response(bytes_of(row), headers=serving_headers(FileType.PDF, row.name))


@blueprint.get("/talks/release/<token>/slides/<ref:deck>/<int:number>")
@needs(Can.TALK_RELEASE, link=LINK)
def released_slide(token: str, deck: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """A page of the slides, for whoever is asked to release its talk."""
    return _page(linked(SLIDE, ref=deck, number=number))


@blueprint.get("/talks/preview/<token>/slides/<ref:deck>/<int:number>")
@needs(Can.TALK_PREVIEW, link=PREVIEW)
def previewed_slide(token: str, deck: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """A page of the slides, for whoever has the preview link of its talk, until that is out."""
    return _page(linked(SLIDE, ref=deck, number=number))


def _page(row: Any) -> ResponseReturnValue:
    return Response(bytes_of(row), headers=AS_WEBP)


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("talks.edit", slug=slug, _anchor="slides"), 303)
