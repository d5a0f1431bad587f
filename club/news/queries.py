"""Reads of articles."""

from typing import Any

from sqlalchemy import and_, bindparam, func, literal, or_, select, true
from sqlalchemy.orm import aliased
from sqlalchemy.types import String

from club.clubs.models import Section
from club.core.walls import reads
from club.news.models import Article
from club.news.picture_models import ArticlePicture
from club.talks.models import Publication
from club.talks.pair_queries import published_other
from club.talks.queries import corrections_of
from club.talks.rules import MOST_PICTURES

PAGE = 20
Parent = aliased(Section, name="parent")
Other, _is_other = published_other(Article)
_asked = bindparam("section", type_=String)
_IS_NEWS = (Article.status == Publication.PUBLISHED, Article.is_page.is_(False))


def _with_section(statement: Any) -> Any:
    return statement.outerjoin(
        Section, and_(Section.club_id == Article.club_id, Section.id == Article.section_id)
    ).outerjoin(Parent, and_(Parent.club_id == Article.club_id, Parent.id == Section.parent_id))


LIST = reads(
    _with_section(
        select(Article.slug, Article.title, Article.summary, Article.published_at, Article.lang)
        .select_from(Article)
        .where(*_IS_NEWS)
    )
    .where(or_(_asked == "", Section.slug == _asked, Parent.slug == _asked))
    .order_by(Article.published_at.desc(), Article.id.desc())
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)


FEED = reads(
    select(
        Article.slug,
        Article.title,
        Article.summary,
        literal("").label("by"),
        Article.lang,
        Article.published_at,
        Article.written_at,
    )
    .where(*_IS_NEWS)
    .order_by(Article.published_at.desc(), Article.id.desc())
    .limit(PAGE)
)


def _neighbour(column: Any, *, is_newer: bool) -> Any:
    """A column of the article published before or after the one that is read."""
    near = aliased(Article, name="newer" if is_newer else "older")
    there, here = near.published_at, Article.published_at
    return (
        select(getattr(near, column))
        .where(near.club_id == Article.club_id, near.status == Publication.PUBLISHED, near.id != Article.id)
        .where(near.is_page.is_(False))
        .where(there >= here if is_newer else there < here)
        .order_by(there.asc() if is_newer else there.desc())
        .limit(1)
        .correlate(Article)
        .scalar_subquery()
        .label(f"{'newer' if is_newer else 'older'}_{column}")
    )


TO_PREVIEW = reads(
    select(
        Article.slug,
        Article.status,
        Article.lang,
        Article.title,
        Article.summary,
        Article.body_html,
        Article.source,
    ).where(Article.ref == bindparam("ref"))
)
PICTURE = reads(
    select(
        ArticlePicture.stored_as,
        ArticlePicture.name,
        Article.ref.label("text_ref"),
        true().label("is_shown"),
        Article.status,
        Article.author_id,
    )
    .join(Article, and_(Article.club_id == ArticlePicture.club_id, Article.id == ArticlePicture.article_id))
    .where(ArticlePicture.ref == bindparam("ref"))
)
PICTURES = reads(
    select(ArticlePicture.ref, ArticlePicture.alt)
    .where(ArticlePicture.article_id == bindparam("article_id"))
    .order_by(ArticlePicture.id)
    .limit(MOST_PICTURES)
)
ONE = reads(
    _with_section(
        select(
            *(column for column in Article.__table__.c if column.name != "body"),
            func.length(Article.body).label("characters"),
            corrections_of(Article),
            Section.slug.label("section"),
            Section.name_en.label("section_en"),
            Section.name_zh.label("section_zh"),
            Parent.slug.label("parent"),
            Parent.name_en.label("parent_en"),
            Parent.name_zh.label("parent_zh"),
            Other.slug.label("other_slug"),
            *(_neighbour(column, is_newer=newer) for newer in (True, False) for column in ("slug", "title")),
        ).select_from(Article)
    )
    .outerjoin(Other, _is_other)
    .where(Article.slug == bindparam("slug"))
)
