"""An instructor stops teaching for a firm: what is not out yet goes to the club’s editors."""

from typing import Any

from sqlalchemy import select

from club.clubs.models import RoleInClub
from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.firms.leaving import ends_with_teaching
from club.policy import CLUB, Can
from club.talks.models import Publication, Talk


@ends_with_teaching
def _hand_over_talks(person_id: int) -> None:
    hand_over(Talk, person_id, did=Did.TALK_HANDED_OVER)


def hand_over(model: Any, person_id: int, *, did: Did) -> None:
    """Leave the texts of somebody who writes no longer to the editors; whoever may still write keeps them."""
    writing = [role for role, can in CLUB.items() if Can.TALK_WRITE in can]
    still = select(RoleInClub.id).where(RoleInClub.person_id == person_id, RoleInClub.role.in_(writing))
    if session().scalars(still.limit(1)).first() is not None:
        return
    unpublished = select(model).where(model.author_id == person_id, model.status != Publication.PUBLISHED)
    for text in session().scalars(unpublished.with_for_update()):
        text.author_id = None
        text.version += 1
        audit.record(did, text.ref)
