"""What waits on the desk: courses that were handed in."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from club.applications.waiting import waits
from club.core.db import read
from club.courses.queries import HANDED_IN
from club.policy import Can


@waits(Can.COURSE_PUBLISH)
def to_publish() -> Sequence[tuple[str, str]]:
    """Each course that an editor is to read and publish."""
    return [
        (_("Course handed in: “%(title)s”", title=row.title), url_for("courses.edit", slug=row.slug))
        for row in read(HANDED_IN)
    ]
