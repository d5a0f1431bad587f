"""Pictures of a talk, and what those of every text share: put in by who writes it, seen by who may read it."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import session
from club.core.file_types import LARGEST_FILE, FileType, serving_headers
from club.core.refusals import Refused
from club.policy import Can, needs
from club.talks.access_views import KEPT_FOR, bytes_of, linked, seen
from club.talks.desk_views import DESK
from club.talks.picture_actions import Album, add_picture, made_new, remove_picture
from club.talks.picture_rules import as_line
from club.talks.preview_actions import LINK as PREVIEW
from club.talks.queries import PICTURE
from club.talks.release_actions import LINK
from club.talks.views import blueprint
from club.talks.writing_views import in_words


def picture_put(album: Album, to_change: Callable[[], Any], page: str) -> ResponseReturnValue:
    """Put the picture that was sent beside a text, which is held once the picture is made new; back to its page."""
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        to_change()
        flash(_("Choose the picture first."), "bad")
    else:
        try:
            alt = as_line(request.form.get("alt", ""))
            admitted = made_new(sent.stream.read(LARGEST_FILE + 1), sent.filename)
            add_picture(album, to_change(), admitted, alt=alt, by=g.who.person_id, at=clock.now())
        except Refused as refused:
            session().rollback()
            flash(in_words(refused.refusal), "bad")
    return redirect(f"{page}#pictures", 303)


def picture_taken(album: Album, text: Any, ref: str, page: str) -> ResponseReturnValue:
    """Take a picture away from a text; back to its page."""
    if not remove_picture(album, text, ref):
        abort(404)
    return redirect(f"{page}#pictures", 303)


@blueprint.post("/talks/<slug:slug>/pictures")
@needs(Can.TALK_WRITE)
def put_picture(slug: str) -> ResponseReturnValue:
    """Put a picture beside a talk."""
    return picture_put(DESK.album, lambda: DESK.to_change(slug), url_for("talks.edit", slug=slug))


@blueprint.post("/talks/<slug:slug>/pictures/<ref:picture>/remove")
@needs(Can.TALK_WRITE)
def take_picture(slug: str, picture: str) -> ResponseReturnValue:
    """Take a picture away."""
    return picture_taken(DESK.album, DESK.to_change(slug), picture, url_for("talks.edit", slug=slug))


@blueprint.get("/talks/pictures/<ref:picture>")
@needs(Can.SITE_READ)
def picture(picture: str) -> ResponseReturnValue:
    """A picture, for whoever may read its talk."""
    return picture_of(seen(PICTURE, ref=picture))


@blueprint.get("/talks/release/<token>/pictures/<ref:picture>")
@needs(Can.TALK_RELEASE, link=LINK)
def released_picture(token: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture, for whoever is asked to release its talk."""
    return picture_of(linked(PICTURE, ref=picture))


@blueprint.get("/talks/preview/<token>/pictures/<ref:picture>")
@needs(Can.TALK_PREVIEW, link=PREVIEW)
def previewed_picture(token: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture, for whoever has the preview link of its talk, until that is out."""
    return picture_of(linked(PICTURE, ref=picture))


def picture_of(row: Any) -> ResponseReturnValue:
    """The picture itself."""
    return Response(bytes_of(row), headers={**serving_headers(FileType.JPEG, row.name), "Cache-Control": KEPT_FOR})
