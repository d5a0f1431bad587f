"""Reads of the front page."""

from sqlalchemy import Date, String, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from club.core.types import UtcDateTime
from club.core.walls import reads
from club.news.models import Article
from club.talks.models import Publication, Talk

TALKS, ARTICLES = 4, 3

_counted = aliased(Talk, name="counted")
_all_talks = select(func.count()).select_from(_counted).where(_counted.status == Publication.PUBLISHED)
_talks = (
    select(
        literal("talk").label("kind"),
        Talk.slug,
        Talk.title,
        Talk.speaker,
        Talk.firm_name,
        Talk.held_on,
        cast(null(), UtcDateTime()).label("published_at"),
        _all_talks.scalar_subquery().label("talks"),
    )
    .where(Talk.status == Publication.PUBLISHED)
    .order_by(Talk.held_on.desc(), Talk.id.desc())
    .limit(TALKS)
    .subquery("latest_talks")
)
_articles = (
    select(
        literal("article").label("kind"),
        Article.slug,
        Article.title,
        cast(null(), String()).label("speaker"),
        cast(null(), String()).label("firm_name"),
        cast(null(), Date()).label("held_on"),
        Article.published_at,
        literal(0).label("talks"),
    )
    .where(Article.status == Publication.PUBLISHED)
    .order_by(Article.published_at.desc(), Article.id.desc())
    .limit(ARTICLES)
    .subquery("latest_articles")
)
LATEST = reads(union_all(select(_talks), select(_articles)))
