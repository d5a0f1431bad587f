"""What search engines are told of a club: which pages there are, and which are none of theirs."""

from typing import Any

from flask import Response, render_template, request
from sqlalchemy import String, cast, literal, null, select, union_all

from club.classes.models import Audience, ClassSession, ClassStatus
from club.clubs.queries import CLUBS
from club.core.addresses import absolute
from club.core.db import read
from club.core.site import here
from club.core.walls import reads
from club.courses.models import Course, CourseStatus
from club.home.views import blueprint
from club.news.models import Article
from club.policy import Can, needs
from club.talks.models import Publication, Talk, Visibility

MOST_ADDRESSES = 45_000
"""A map of a site may name 50,000 addresses; the pages that every club has come besides."""
EVERY_CLUB_HAS = ("home.front", "talks.index", "news.index", "classes.index", "courses.index", "firms.members")
NOT_FOR_ENGINES = ("/search", "/firms/", "/login", "/me", "/desk", "/join/", "/apply/")


def _public(endpoint: str, model: Any, *criteria: Any) -> Any:
    columns = (
        literal(endpoint, String).label("endpoint"),
        model.slug,
        model.written_at.label("changed_at"),
        model.lang,
        (model.pair if hasattr(model, "pair") else cast(null(), String)).label("pair"),
    )
    return select(*columns).where(*criteria)


PUBLIC = reads(
    union_all(
        _public("talks.show", Talk, Talk.status == Publication.PUBLISHED, Talk.visibility == Visibility.PUBLIC),
        _public("news.show", Article, Article.status == Publication.PUBLISHED),
        _public(
            "classes.show",
            ClassSession,
            ClassSession.status == ClassStatus.PUBLISHED,
            ClassSession.audience == Audience.PUBLIC,
        ),
        _public(
            "courses.show", Course, Course.status == CourseStatus.PUBLISHED, Course.visibility == Visibility.PUBLIC
        ),
    ).limit(MOST_ADDRESSES)
)


@blueprint.get("/sitemap.xml")
@needs(Can.SITE_READ)
def sitemap() -> Response:
    """Every page of the club that a stranger may read, with the day of its last change."""
    pages: list[Any] = [(absolute(endpoint), None, ()) for endpoint in (*EVERY_CLUB_HAS, "clubs.privacy")]
    rows = [(row, absolute(row.endpoint, slug=row.slug)) for row in read(PUBLIC)]
    versions: dict[str, list[tuple[str, str]]] = {}
    for row, address in rows:
        if row.pair:
            versions.setdefault(row.pair, []).append((row.lang, address))
    pages += [(address, row.changed_at.date(), versions.get(row.pair, ())) for row, address in rows]
    return Response(render_template("home/sitemap.xml", pages=pages), mimetype="application/xml")


@blueprint.get("/robots.txt")
@needs(Can.SITE_READ)
def robots() -> Response:
    """What is left alone, and where the map is; at the root the maps of all clubs."""
    site = here()
    if site.club is None:
        maps = [f"{site.base}/{club.slug}/sitemap.xml" for club in read(CLUBS)]
        lines = ["User-agent: *", *(f"Disallow: /*{path}" for path in NOT_FOR_ENGINES)]
    else:
        maps = [absolute("home.sitemap")]
        lines = ["User-agent: *", *(f"Disallow: {request.script_root}{path}" for path in NOT_FOR_ENGINES)]
    return Response("\n".join([*lines, "", *(f"Sitemap: {one}" for one in maps), ""]), mimetype="text/plain")
