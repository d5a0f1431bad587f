"""Articles stand in sections of the club."""

from flask_babel import ngettext

from club.clubs.contents import keeps
from club.news.models import Article

keeps("articles", Article, lambda many: str(ngettext("%(num)s news article", "%(num)s news articles", many)))
