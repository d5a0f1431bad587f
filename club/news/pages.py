"""Pages of the site: which are out, kept in the club’s own row, and which of them a reader is led to."""

from sqlalchemy import select

from club.clubs.models import Club
from club.core import i18n
from club.core.db import session
from club.core.scope import current
from club.core.site import club_here
from club.news.models import Article
from club.talks.models import Publication

MOST_PAGES = 24
"""So many stand at the foot of the site at most, in both languages together."""


def keep_pages() -> None:
    """Let the club know which pages are out, so that nothing is read for the foot of each page."""
    session().flush()
    club = session().get_one(Club, current().club, with_for_update=True)
    out = select(Article).where(Article.is_page.is_(True), Article.status == Publication.PUBLISHED)
    pages = session().scalars(out.order_by(Article.published_at, Article.id).limit(MOST_PAGES))
    club.pages = [[one.slug, one.title, one.lang, one.pair or ""] for one in pages]


def pages_here() -> list[tuple[str, str, str]]:
    """The pages in the reader’s language, else in the one that they have: address, title, language."""
    found: dict[str, tuple[str, str, str]] = {}
    for slug, title, lang, pair in club_here().pages:
        if (pair or slug) not in found or lang == i18n.lang():
            found[pair or slug] = (slug, title, lang)
    return list(found.values())
