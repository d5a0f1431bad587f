"""A talk to pass on: a poster with its code for a wall or a picture, and a message for a chat."""

from typing import Any

from flask import abort, g, render_template, url_for
from flask.typing import ResponseReturnValue

from club.cards.rules import Shape, digest_of
from club.core import qr
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import say as _
from club.policy import Can, needs
from club.talks.cards import KIND, sheet_of
from club.talks.models import Publication
from club.talks.queries import ONE, is_readable
from club.talks.views import blueprint


@blueprint.get("/talks/<slug:slug>/poster")
@needs(Can.SITE_READ)
def poster(slug: str) -> ResponseReturnValue:
    """Title, summary and speaker, which everybody may read, and the way to the talk."""
    talk = read(ONE, slug=slug).first()
    if talk is None or talk.status is not Publication.PUBLISHED:
        abort(404)
    address = absolute("talks.show", slug=slug)
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    return render_template(
        "talks/poster.html",
        talk=talk,
        url=address,
        code=qr.svg(address, _("Code that opens the talk")),
        picture=_picture(talk) if is_readable(talk.visibility, is_member=is_member) else None,
    )


def _picture(talk: Any) -> str:
    """Where the sheet is as a picture, for this reader’s own page."""
    version = digest_of(sheet_of(talk))[:8]
    return url_for("cards.show", kind=KIND, slug=talk.slug, shape=Shape.PORTRAIT.value, v=version)
