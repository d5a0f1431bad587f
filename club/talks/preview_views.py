"""A private link that shows a text until it is out: it can be ended, runs out, and no search engine keeps it."""

from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from club.core import links
from club.core.db import read
from club.core.scope import current
from club.policy import Can, needs
from club.talks.desk_views import DESK
from club.talks.kits import as_read
from club.talks.media_queries import media_of
from club.talks.models import Publication
from club.talks.preview_actions import LINK, end_link, make_link
from club.talks.queries import TO_RELEASE
from club.talks.slide_queries import slides_of
from club.talks.views import blueprint
from club.talks.writing_views import Desk


def link_made(desk: Desk, slug: str) -> ResponseReturnValue:
    """Make the link of a text; the one before ends."""
    make_link(desk.own(slug))
    return _back(desk, slug)


def link_ended(desk: Desk, slug: str) -> ResponseReturnValue:
    """End the link of a text."""
    end_link(desk.own(slug))
    return _back(desk, slug)


def _back(desk: Desk, slug: str) -> ResponseReturnValue:
    return redirect(url_for(f"{desk.kind}.edit", slug=slug, _anchor="preview-link"), 303)


def linked_text(statement: Any) -> Any:
    """The text that the private link leads to; none where it leads to another kind of text, or nowhere any more."""
    return read(statement, ref=g.link.subject).first() if g.link is not None else None


def no_such_link(token: str, purpose: str, kind: str = "talks") -> ResponseReturnValue:
    """The page of a link that leads nowhere, and why."""
    end = links.end_of(token, purpose, current().club) if g.link is None else None
    return render_template("talks/no_such_link.html", end=end, kind=kind), 404 if end is None else 410


@blueprint.post("/talks/<slug:slug>/preview")
@needs(Can.TALK_WRITE)
def make_preview(slug: str) -> ResponseReturnValue:
    """Make the link of a talk."""
    return link_made(DESK, slug)


@blueprint.post("/talks/<slug:slug>/preview/end")
@needs(Can.TALK_WRITE)
def end_preview(slug: str) -> ResponseReturnValue:
    """End the link of a talk."""
    return link_ended(DESK, slug)


@blueprint.get("/talks/preview/<token>")
@needs(Can.TALK_PREVIEW, link=LINK)
def preview(token: str) -> ResponseReturnValue:
    """A talk as it will be read; one that is out is read by those whom it is for."""
    talk = linked_text(TO_RELEASE)
    if talk is None:
        return no_such_link(token, LINK)
    if talk.status is Publication.PUBLISHED:
        return redirect(url_for("talks.show", slug=talk.slug), 303)
    return render_template("talks/preview.html", talk=talk, **shown(talk, url_for("talks.preview", token=token)))


def shown(talk: Any, at: str) -> dict[str, Any]:
    """A talk as it will be read, with what is below an address: its pictures, its slides, its recording."""
    return {**as_read(talk, f"{at}/pictures/"), **slides_of(talk, at), **media_of(talk, at)}
