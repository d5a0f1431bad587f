"""Courses stand in sections of the club."""

from flask_babel import ngettext

from club.clubs.contents import keeps
from club.courses.models import Course

keeps("courses", Course, lambda many: str(ngettext("%(num)s course", "%(num)s courses", many)))
