"""Articles."""

from itertools import count
from typing import Any

from club.clubs.models import Club, Section
from club.core import clock
from club.news.models import Article
from club.talks.models import Publication
from tests.makers.scopes import as_desk, saved

_number = count(1)


def an_article(club: Club, **facts: Any) -> Article:
    number = next(_number)
    values = {
        "slug": f"article-{number}",
        "title": f"Article {number}",
        "summary": "What happened.",
        "lang": "en",
        "status": Publication.PUBLISHED,
        "body": "It happened.",
        "body_html": "<p>It happened.</p>",
        "written_at": clock.now(),
        "published_at": clock.now(),
        **facts,
    }
    with as_desk(club):
        article: Article = saved(Article(**values))
    return article


def a_section(club: Club, slug: str, name: str = "", parent: Section | None = None) -> Section:
    with as_desk(club):
        section: Section = saved(
            Section(
                slug=slug, name_en=name or slug.title(), name_zh=name or slug, parent_id=parent.id if parent else None
            )
        )
    return section
