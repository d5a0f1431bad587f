"""A private link that shows a talk until it is out: it can be ended, runs out, and no search engine keeps it."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from club.core import audit, links
from club.core.audit import Did
from club.core.db import read
from club.core.scope import current
from club.policy import Can, needs
from club.talks.desk_views import DESK
from club.talks.media_queries import media_of
from club.talks.models import Publication
from club.talks.queries import TO_RELEASE
from club.talks.rules import with_pictures
from club.talks.slide_queries import slides_of
from club.talks.views import PREVIEW as LINK
from club.talks.views import blueprint

LINK_DAYS = 14


@blueprint.post("/talks/<slug:slug>/preview")
@needs(Can.TALK_WRITE)
def make_preview(slug: str) -> ResponseReturnValue:
    """Make the link; the one before ends."""
    talk = DESK.own(slug)
    links.revoke(LINK, talk.ref)
    links.make(LINK, talk.ref, days=LINK_DAYS, club_id=current().club)
    audit.record(Did.PREVIEW_LINK_MADE, talk.ref)
    return redirect(url_for("talks.edit", slug=slug, _anchor="preview-link"), 303)


@blueprint.post("/talks/<slug:slug>/preview/end")
@needs(Can.TALK_WRITE)
def end_preview(slug: str) -> ResponseReturnValue:
    """End the link."""
    talk = DESK.own(slug)
    links.revoke(LINK, talk.ref)
    audit.record(Did.PREVIEW_LINK_ENDED, talk.ref)
    return redirect(url_for("talks.edit", slug=slug, _anchor="preview-link"), 303)


@blueprint.get("/talks/preview/<token>")
@needs(Can.TALK_PREVIEW, link=LINK)
def preview(token: str) -> ResponseReturnValue:
    """A talk as it will be read; one that is out is read by those whom it is for."""
    talk = read(TO_RELEASE, ref=g.link.subject).first() if g.link is not None else None
    if talk is None:
        end = links.end_of(token, LINK, current().club)
        return render_template("talks/no_such_link.html", end=end), 404 if end is None else 410
    if talk.status is Publication.PUBLISHED:
        return redirect(url_for("talks.show", slug=talk.slug), 303)
    address = url_for("talks.preview", token=token)
    transcript = Markup(with_pictures(talk.transcript_html, f"{address}/pictures/"))  # noqa: S704  cleaned when it was saved
    beside = {**slides_of(talk, address), **media_of(talk, address)}
    return render_template("talks/preview.html", talk=talk, transcript=transcript, **beside)
