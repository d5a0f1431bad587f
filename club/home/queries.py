"""Reads of the front page."""

from sqlalchemy import Date, String, bindparam, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from club.classes.models import ClassSession, ClassStatus
from club.core.types import UtcDateTime
from club.core.walls import reads
from club.news.models import Article
from club.talks.models import Publication, Talk

TALKS, ARTICLES, CLASSES = 4, 3, 3

_counted = aliased(Talk, name="counted")
_all_talks = select(func.count()).select_from(_counted).where(_counted.status == Publication.PUBLISHED)
_talks = (
    select(
        literal("talk").label("kind"),
        Talk.slug,
        Talk.title,
        Talk.lang,
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
        Article.lang,
        cast(null(), String()).label("speaker"),
        cast(null(), String()).label("firm_name"),
        cast(null(), Date()).label("held_on"),
        Article.published_at,
        literal(0).label("talks"),
    )
    .where(Article.status == Publication.PUBLISHED, Article.is_page.is_(False))
    .order_by(Article.published_at.desc(), Article.id.desc())
    .limit(ARTICLES)
    .subquery("latest_articles")
)
_classes = (
    select(
        literal("class").label("kind"),
        ClassSession.slug,
        ClassSession.title,
        ClassSession.lang,
        ClassSession.place.label("speaker"),
        ClassSession.begins.label("firm_name"),
        ClassSession.day.label("held_on"),
        ClassSession.starts_at.label("published_at"),
        case((ClassSession.waiting > 0, 0), else_=ClassSession.seats - ClassSession.taken).label("talks"),
    )
    .where(
        ClassSession.status == ClassStatus.PUBLISHED,
        ClassSession.starts_at > bindparam("now", type_=UtcDateTime()),
    )
    .order_by(ClassSession.starts_at, ClassSession.id)
    .limit(CLASSES)
    .subquery("next_classes")
)
LATEST = reads(union_all(select(_talks), select(_articles), select(_classes)))
"""What is new, and the next classes: of these the place and the hour stand where a talk has speaker and firm, and the
places left where it has the number of talks."""
