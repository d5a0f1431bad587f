"""What a card says of an article."""

from typing import Any

from club.cards.kinds import Found, shows
from club.cards.rules import Shape, Sheet
from club.cards.sheets import of_club
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import day, speaking
from club.news.queries import ONE
from club.talks.models import Publication

KIND = "article"


def sheet_of(article: Any) -> Sheet:
    """Title, summary, and when it came out, unless it is a page of the site."""
    with speaking(article.lang):
        return of_club(
            article.lang,
            title=article.title,
            text=article.summary,
            by=() if article.is_page else (day(article.published_at),),
            address=absolute("news.show", slug=article.slug),
        )


@shows(KIND)
def _found(slug: str, _shape: Shape) -> Found | None:
    article = read(ONE, slug=slug).first()
    return Found(article.id, sheet_of(article)) if article and article.status is Publication.PUBLISHED else None
