"""Pictures of a talk, and what those of every text share: put in by who writes it, seen by who may read it."""

from typing import Any

from flask import Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read, session
from club.core.file_types import LARGEST_FILE, FileType, serving_headers
from club.core.refusals import Refused
from club.policy import Can, needs
from club.talks.acting_views import works_on
from club.talks.desk_views import DESK
from club.talks.models import Publication
from club.talks.picture_actions import add_picture, made_new, remove_picture, store
from club.talks.preview_actions import LINK as PREVIEW
from club.talks.queries import PICTURE, is_readable
from club.talks.release_actions import LINK
from club.talks.views import blueprint
from club.talks.writing_views import Desk, in_words

KEPT_FOR = "private, max-age=3600"


def picture_put(desk: Desk, slug: str) -> ResponseReturnValue:
    """Put a picture beside a text."""
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        desk.to_change(slug)
        flash(_("Choose the picture first."), "bad")
    else:
        try:
            admitted = made_new(sent.stream.read(LARGEST_FILE + 1), sent.filename)
            add_picture(desk.album, desk.to_change(slug), admitted, by=g.who.person_id, at=clock.now())
        except Refused as refused:
            session().rollback()
            flash(in_words(refused.refusal), "bad")
    return redirect(url_for(f"{desk.kind}.edit", slug=slug, _anchor="pictures"), 303)


def picture_taken(desk: Desk, slug: str, ref: str) -> ResponseReturnValue:
    """Take a picture away from a text."""
    if not remove_picture(desk.album, desk.to_change(slug), ref):
        abort(404)
    return redirect(url_for(f"{desk.kind}.edit", slug=slug, _anchor="pictures"), 303)


@blueprint.post("/talks/<slug:slug>/pictures")
@needs(Can.TALK_WRITE)
def put_picture(slug: str) -> ResponseReturnValue:
    """Put a picture beside a talk."""
    return picture_put(DESK, slug)


@blueprint.post("/talks/<slug:slug>/pictures/<ref:picture>/remove")
@needs(Can.TALK_WRITE)
def take_picture(slug: str, picture: str) -> ResponseReturnValue:
    """Take a picture away."""
    return picture_taken(DESK, slug, picture)


@blueprint.get("/talks/pictures/<ref:picture>")
@needs(Can.SITE_READ)
def picture(picture: str) -> ResponseReturnValue:
    """A picture, for whoever may read its talk."""
    row = read(PICTURE, ref=picture).first() or abort(404)
    if not (is_out(row) or works_on_talk(row)):
        abort(404)
    return bytes_of(row)


def is_out(row: Any) -> bool:
    """Whether the talk of a picture is published for whoever asks."""
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    return row.status is Publication.PUBLISHED and is_readable(row.visibility, is_member=is_member)


def works_on_talk(row: Any) -> bool:
    """Whether whoever asks is the speaker of the talk of a picture, or writes it."""
    if g.who is None:
        return False
    return row.speaker_id == g.who.person_id or (g.who.can(Can.TALK_WRITE) and works_on(row.author_id, row.talk_ref))


@blueprint.get("/talks/release/<token>/pictures/<ref:picture>")
@needs(Can.TALK_RELEASE, link=LINK)
def released_picture(token: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture, for whoever is asked to release its talk."""
    return bytes_of(_linked(picture))


@blueprint.get("/talks/preview/<token>/pictures/<ref:picture>")
@needs(Can.TALK_PREVIEW, link=PREVIEW)
def previewed_picture(token: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture, for whoever has the preview link of its talk, until that is out."""
    row = _linked(picture)
    if row.status is Publication.PUBLISHED:
        abort(404)
    return bytes_of(row)


def _linked(ref: str) -> Any:
    """A picture of the talk that the link leads to, or 404."""
    row = read(PICTURE, ref=ref).first() if g.link is not None else None
    if row is None or row.talk_ref != g.link.subject:
        abort(404)
    return row


def bytes_of(row: Any) -> ResponseReturnValue:
    """The picture itself."""
    try:
        content = store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    return Response(content, headers={**serving_headers(FileType.JPEG, row.name), "Cache-Control": KEPT_FOR})
