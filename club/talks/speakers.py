"""Who may be named as the speaker of a talk: people whom its writer may see, and whoever stands there already."""

from typing import Any, NamedTuple

from flask import g

from club.core.db import read
from club.talks.queries import INSTRUCTORS


class Speaker(NamedTuple):
    """Somebody with an account, and the firm for which they speak."""

    person_id: int
    name: str
    firm_id: int | None
    firm_name: str | None


def standing_of(talk: Any) -> Speaker | None:
    """Whom a talk names, as it names them: whoever changes its words need not be of the speaker’s firm."""
    if talk.speaker_id is None:
        return None
    return Speaker(talk.speaker_id, talk.speaker, talk.firm_id, talk.firm_name)


def people_to_name(standing: Speaker | None) -> dict[str, Any]:
    """Whom the writer sees of the own firm, who stands there, and the club’s instructors, by their keys."""
    own = {row.person_id: row for row in g.colleagues}
    named = {standing.person_id: standing} if standing is not None else {}
    instructors = {row.person_id: row for row in read(INSTRUCTORS)}
    return {str(person): row for person, row in {**own, **named, **instructors}.items()}
