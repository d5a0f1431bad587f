"""The picture of a text, for whoever may read that."""

from datetime import timedelta

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable

from club.cards import actions
from club.cards.kinds import FINDERS, Found
from club.cards.rules import Shape
from club.core.file_types import FileType, serving_headers
from club.core.limits import Limit, hit
from club.core.refusals import Refusal
from club.core.site import club_here
from club.policy import Can, needs

blueprint = Blueprint("cards", __name__)
DRAWN_ANEW = Limit("cards", 20, timedelta(minutes=1))
RETRY_SECONDS = 60
KEPT_FOR = "private, max-age=604800"
SHAPES = {shape.value for shape in Shape}


@blueprint.get("/cards/<slug:kind>/<slug:slug>/<slug:shape>.png")
@needs(Can.SITE_READ)
def show(kind: str, slug: str, shape: str) -> ResponseReturnValue:
    """A picture; whoever asks for it first waits until it is drawn."""
    if kind not in FINDERS or shape not in SHAPES:
        abort(404)
    found = FINDERS[kind](slug, Shape(shape)) or abort(404)
    headers = serving_headers(FileType.PNG, f"{slug}.png")
    return Response(_picture(kind, found, Shape(shape)), headers={**headers, "Cache-Control": KEPT_FOR})


def _picture(kind: str, found: Found, shape: Shape) -> bytes:
    """What is kept, or else drawn now; where too many are drawn, or none can be, it is for later."""
    asked = (club_here().slug, kind, found.id, shape, found.sheet)
    if (picture := actions.kept(*asked)) is not None:
        return picture
    drawn = actions.draw(*asked) if hit(DRAWN_ANEW, club_here().slug) else None
    if drawn is None or isinstance(drawn, Refusal):
        raise ServiceUnavailable(retry_after=RETRY_SECONDS)
    return drawn
