"""Pictures of an article: put in by whoever writes it, seen by whoever may read it."""

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.news.queries import PICTURE
from club.news.views import DESK, blueprint
from club.policy import Can, needs
from club.talks.acting_views import works_on
from club.talks.models import Publication
from club.talks.picture_views import picture_of, picture_put, picture_taken


@blueprint.post("/news/<slug:slug>/pictures")
@needs(Can.TALK_WRITE)
def put_picture(slug: str) -> ResponseReturnValue:
    """Put a picture beside an article."""
    return picture_put(DESK.album, lambda: DESK.to_change(slug), url_for("news.edit", slug=slug))


@blueprint.post("/news/<slug:slug>/pictures/<ref:picture>/remove")
@needs(Can.TALK_WRITE)
def take_picture(slug: str, picture: str) -> ResponseReturnValue:
    """Take a picture away."""
    return picture_taken(DESK.album, DESK.to_change(slug), picture, url_for("news.edit", slug=slug))


@blueprint.get("/news/pictures/<ref:picture>")
@needs(Can.SITE_READ)
def picture(picture: str) -> ResponseReturnValue:
    """A picture, for everybody once its article is out."""
    row = read(PICTURE, ref=picture).first() or abort(404)
    is_writing = g.who is not None and g.who.can(Can.TALK_WRITE) and works_on(row.author_id, row.text_ref)
    if row.status is not Publication.PUBLISHED and not is_writing:
        abort(404)
    return picture_of(row)
