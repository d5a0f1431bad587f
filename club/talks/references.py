"""Talks stand in sections of the club."""

from flask_babel import ngettext

from club.clubs.contents import keeps
from club.talks.models import Talk

keeps("talks", Talk, lambda many: str(ngettext("%(num)s recorded talk", "%(num)s recorded talks", many)))
