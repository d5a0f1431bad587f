"""Articles stand in sections of the club, and stay when their writer stops."""

from flask_babel import ngettext

from club.clubs.contents import keeps
from club.core.audit import Did
from club.news.models import Article
from club.people.leaving import ends_with_teaching
from club.talks.leaving_actions import hand_over

keeps("articles", Article, lambda many: str(ngettext("%(num)s news article", "%(num)s news articles", many)))


@ends_with_teaching
def _hand_over_articles(person_id: int) -> None:
    hand_over(Article, person_id, kind="news", did=Did.ARTICLE_HANDED_OVER)
