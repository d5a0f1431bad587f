"""Recordings of talks, played from any place of them by whoever may read the talk at that moment."""

from typing import Any

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import FileWrapper

from club.core.file_types import serving_headers
from club.core.parts import Kept
from club.policy import Can, needs
from club.talks.access_views import linked, seen
from club.talks.media_queries import FILE
from club.talks.preview_actions import LINK as PREVIEW
from club.talks.release_actions import LINK
from club.talks.views import blueprint

AT_ONCE = 256 * 1024
"""Bytes of a recording that are held while it goes out."""


@blueprint.get("/talks/media/<ref:media>")
@needs(Can.SITE_READ)
def media(media: str) -> ResponseReturnValue:
    """A recording, for whoever may read its talk."""
    return _played(seen(FILE, ref=media))


@blueprint.get("/talks/release/<token>/media/<ref:media>")
@needs(Can.TALK_RELEASE, link=LINK)
def released_media(token: str, media: str) -> ResponseReturnValue:  # noqa: ARG001
    """A recording, for whoever is asked to release its talk."""
    return _played(linked(FILE, ref=media))


@blueprint.get("/talks/preview/<token>/media/<ref:media>")
@needs(Can.TALK_PREVIEW, link=PREVIEW)
def previewed_media(token: str, media: str) -> ResponseReturnValue:  # noqa: ARG001
    """A recording, for whoever has the preview link of its talk, until that is out."""
    return _played(linked(FILE, ref=media))


def _played(row: Any) -> ResponseReturnValue:
    """All of it, or the range that was asked for; asked again each time whether this reader may have it."""
    kept = Kept(current_app.extensions["files"], row.stored_as, row.size, row.part_size)
    if not kept.is_there:
        abort(404)
    response = Response(FileWrapper(kept.opened(), AT_ONCE), direct_passthrough=True)
    response.headers.update({**serving_headers(row.kind, row.name), "Cache-Control": "private, no-cache"})
    response.content_length = row.size
    response.set_etag(row.ref)
    return response.make_conditional(request, accept_ranges=True, complete_length=row.size)
