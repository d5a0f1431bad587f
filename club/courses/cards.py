"""What a card says of a course."""

from typing import Any

from club.cards.kinds import Found, shows
from club.cards.rules import Shape, Sheet
from club.cards.sheets import of_club
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import say as _
from club.core.i18n import speaking
from club.courses.models import CourseStatus
from club.courses.queries import ONE
from club.talks.models import Visibility

KIND = "course"


def sheet_of(course: Any) -> Sheet:
    """Title and summary."""
    with speaking(course.lang):
        return of_club(
            course.lang,
            title=course.title,
            text=course.summary,
            by=(str(_("Course of the club")),),
            address=absolute("courses.show", slug=course.slug),
        )


def is_shown(course: Any) -> bool:
    """Whether everybody may learn of a course from elsewhere."""
    return course.status is CourseStatus.PUBLISHED and course.visibility is Visibility.PUBLIC


@shows(KIND)
def _found(slug: str, _shape: Shape) -> Found | None:
    course = read(ONE, slug=slug).first()
    return Found(course.id, sheet_of(course)) if course and is_shown(course) else None
