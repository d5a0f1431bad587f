"""The private link of an article until it is out; what it shares with that of a talk stands there."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from club.news.queries import PICTURE, TO_PREVIEW
from club.news.views import DESK, blueprint
from club.policy import Can, needs
from club.talks.access_views import linked
from club.talks.models import Publication
from club.talks.picture_views import picture_of
from club.talks.preview_actions import LINK
from club.talks.preview_views import link_ended, link_made, linked_text, no_such_link
from club.talks.rules import with_pictures


@blueprint.post("/news/<slug:slug>/preview")
@needs(Can.TALK_WRITE)
def make_preview(slug: str) -> ResponseReturnValue:
    """Make the link of an article."""
    return link_made(DESK, slug)


@blueprint.post("/news/<slug:slug>/preview/end")
@needs(Can.TALK_WRITE)
def end_preview(slug: str) -> ResponseReturnValue:
    """End the link of an article."""
    return link_ended(DESK, slug)


@blueprint.get("/news/preview/<token>")
@needs(Can.TALK_PREVIEW, link=LINK)
def preview(token: str) -> ResponseReturnValue:
    """An article as it will be read; one that is out is read as everybody reads it."""
    article = linked_text(TO_PREVIEW)
    if article is None:
        return no_such_link(token, LINK, "news")
    if article.status is Publication.PUBLISHED:
        return redirect(url_for("news.show", slug=article.slug), 303)
    pictures = f"{url_for('news.preview', token=token)}/pictures/"
    body = Markup(with_pictures(article.body_html, pictures, kind="news"))  # noqa: S704  cleaned when it was saved
    return render_template("news/preview.html", article=article, body=body)


@blueprint.get("/news/preview/<token>/pictures/<ref:picture>")
@needs(Can.TALK_PREVIEW, link=LINK)
def previewed_picture(token: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture, for whoever has the preview link of its article, until that is out."""
    return picture_of(linked(PICTURE, ref=picture))
