"""How often a speaker may be written to."""

from datetime import timedelta

from club.core.limits import Limit, hit

ASKED = Limit("release_asked", 6, timedelta(hours=1))
ASKED_BY_PERSON = Limit("release_asked_by", 60, timedelta(hours=1))


def may_ask(ref: str, person_id: int) -> bool:
    """Whether this person may ask for the release of this talk once more just now."""
    return hit(ASKED, ref) and hit(ASKED_BY_PERSON, str(person_id))
