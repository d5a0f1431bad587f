"""What a card says of a class."""

from typing import Any

from club.cards.kinds import Found, shows
from club.cards.rules import Shape, Sheet
from club.cards.sheets import of_club
from club.classes.labels import clock_named
from club.classes.models import Audience, ClassStatus
from club.classes.queries import ONE
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import day, speaking
from club.core.i18n import say as _

KIND = "class"


def sheet_of(row: Any) -> Sheet:
    """Title, summary, when by its own clock, where; or that it is called off."""
    with speaking(row.lang):
        hours = " ".join(filter(None, (f"{row.begins}–{row.ends}", clock_named(row) if row.is_online else "")))
        when = str(_("Called off")) if row.status is ClassStatus.CANCELLED else f"{day(row.day)} · {hours}"
        return of_club(
            row.lang,
            title=row.title,
            text=row.summary,
            by=(when, row.place or str(_("online"))),
            address=absolute("classes.show", slug=row.slug),
        )


def is_shown(row: Any) -> bool:
    """Whether everybody may learn of a class from elsewhere."""
    return row.status is not ClassStatus.DRAFT and row.audience is Audience.PUBLIC


@shows(KIND)
def _found(slug: str, _shape: Shape) -> Found | None:
    row = read(ONE, slug=slug).first()
    return Found(row.id, sheet_of(row)) if row and is_shown(row) else None
