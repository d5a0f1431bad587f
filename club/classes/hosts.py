"""Who may be named to hold a class: whoever does something for the club, and whoever stands there already."""

from typing import Any

from club.classes.queries import HOSTS
from club.core.db import read
from club.talks.speakers import Speaker


def standing_of(row: Any) -> Speaker | None:
    """Whom a class names, as it names them."""
    return Speaker(row.host_id, row.host, None, row.host_firm) if row.host_id is not None else None


def people_to_hold(standing: Speaker | None) -> dict[str, Any]:
    """Who is offered, by their keys."""
    named = {standing.person_id: standing} if standing is not None else {}
    return {str(person): row for person, row in {**named, **{row.person_id: row for row in read(HOSTS)}}.items()}
