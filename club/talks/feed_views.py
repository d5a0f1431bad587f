"""Feeds of what is new, for readers of feeds: public talks, with the addresses that hold outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Response, render_template, request

from club.core import clock
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import say as _
from club.policy import Can, needs
from club.talks.queries import FEED
from club.talks.views import blueprint

ATOM = "application/atom+xml"


@blueprint.get("/talks/feed.atom")
@needs(Can.SITE_READ)
def feed() -> Response:
    """The newest public talks."""
    return atom(_("Talks"), endpoint="talks", rows=read(FEED).all())


def atom(title: str, *, endpoint: str, rows: Sequence[Any]) -> Response:
    """A feed of rows with slug, title, summary, by, published_at and written_at; unchanged, it is not sent again."""
    entries = [
        (row, absolute(f"{endpoint}.show", slug=row.slug), max(row.written_at, row.published_at)) for row in rows
    ]
    changed_at: datetime = max((at for _row, _address, at in entries), default=clock.now().replace(month=1, day=1))
    page = render_template(
        "talks/feed.xml",
        title=title,
        entries=entries,
        changed_at=changed_at,
        home=absolute(f"{endpoint}.index"),
        own=absolute(f"{endpoint}.feed"),
    )
    answer = Response(page, mimetype=ATOM)
    answer.add_etag()
    answer.make_conditional(request)
    return answer
