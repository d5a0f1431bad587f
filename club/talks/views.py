"""Pages of talks."""

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from club.core.db import read
from club.policy import Can, needs
from club.talks.models import Publication
from club.talks.queries import LIST, ONE, PAGE, is_readable

blueprint = Blueprint("talks", __name__)
LAST_PAGE = 10_000


@blueprint.get("/talks")
@needs(Can.SITE_READ)
def index() -> ResponseReturnValue:
    """The published talks, latest first."""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows = read(LIST, offset=(page - 1) * PAGE).all()
    return render_template("talks/index.html", talks=rows[:PAGE], page=page, has_next=len(rows) > PAGE)


@blueprint.get("/talks/<slug:slug>")
@needs(Can.SITE_READ)
def show(slug: str) -> ResponseReturnValue:
    """One talk with its transcript; a members' talk asks a visitor to sign in."""
    talk = read(ONE, slug=slug).first()
    if talk is None or talk.status is not Publication.PUBLISHED:
        abort(404)
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    return render_template(
        "talks/show.html",
        talk=talk,
        transcript=Markup(talk.transcript_html),  # noqa: S704  cleaned when it was saved
        is_readable=is_readable(talk.visibility, is_member=is_member),
    )
