"""Pictures of classes: put in by who may change the class, seen by whoever sees its page."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from club.classes import actions, queries
from club.classes.models import ClassStatus
from club.classes.views.blueprint import blueprint, may_change
from club.classes.views.writing import own
from club.core.db import read
from club.policy import Can, needs
from club.talks.picture_views import picture_of, picture_put, picture_taken


@blueprint.post("/classes/<slug:slug>/pictures")
@needs(Can.CLASS_WRITE)
def put_picture(slug: str) -> ResponseReturnValue:
    """Put a picture beside a class."""
    return picture_put(actions.PICTURES, lambda: own(slug), url_for("classes.edit", slug=slug))


@blueprint.post("/classes/<slug:slug>/pictures/<ref:picture>/remove")
@needs(Can.CLASS_WRITE)
def take_picture(slug: str, picture: str) -> ResponseReturnValue:
    """Take a picture of a class away."""
    return picture_taken(actions.PICTURES, own(slug), picture, url_for("classes.edit", slug=slug))


@blueprint.get("/classes/pictures/<ref:picture>")
@needs(Can.SITE_READ)
def picture(picture: str) -> ResponseReturnValue:
    """A picture, for whoever sees the page of its class."""
    row = read(queries.PICTURE, ref=picture).first() or abort(404)
    if row.status is ClassStatus.DRAFT and not may_change(row):
        abort(404)
    return picture_of(row)
