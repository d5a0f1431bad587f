"""A talk to pass on: a poster with its code for a wall or a picture, and a message for a chat."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from club.core import qr
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import say as _
from club.policy import Can, needs
from club.talks.models import Publication
from club.talks.queries import ONE
from club.talks.views import blueprint


@blueprint.get("/talks/<slug:slug>/poster")
@needs(Can.SITE_READ)
def poster(slug: str) -> ResponseReturnValue:
    """Title, summary and speaker, which everybody may read, and the way to the talk."""
    talk = read(ONE, slug=slug).first()
    if talk is None or talk.status is not Publication.PUBLISHED:
        abort(404)
    address = absolute("talks.show", slug=slug)
    return render_template(
        "talks/poster.html", talk=talk, url=address, code=qr.svg(address, _("Code that opens the talk"))
    )
