"""What waits on the desk: applications for places."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import ngettext

from club.applications.waiting import waits
from club.classes.place_queries import TO_DECIDE
from club.core import clock
from club.core.db import read
from club.policy import Can


@waits(Can.CLASS_RUN)
def to_decide() -> Sequence[tuple[str, str]]:
    """Each class with applications that nobody has decided."""
    return [
        (
            str(
                ngettext(
                    "%(num)s application for a place in “%(title)s”",
                    "%(num)s applications for a place in “%(title)s”",
                    row.applied,
                    title=row.title,
                )
            ),
            url_for("classes.people", slug=row.slug, show="applied"),
        )
        for row in read(TO_DECIDE, now=clock.now())
    ]
