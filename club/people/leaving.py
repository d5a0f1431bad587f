"""What slices above settle about somebody who may write for a club no longer."""

from typing import Protocol

from sqlalchemy import select

from club.clubs.models import RoleInClub
from club.core import outbox
from club.core.db import session
from club.core.scope import Scope, current
from club.policy import CLUB, Can

STOPPED = "people.stopped_teaching"


class Ended(Protocol):
    """Settles, in the club’s own scope, what a slice keeps of somebody who no longer teaches for the club."""

    def __call__(self, person_id: int) -> None:
        """The person lost a role by which texts are written; another one may still allow it. Twice is once."""


_TEACHING: list[Ended] = []


def ends_with_teaching(ending: Ended) -> Ended:
    """Register what ends with a role by which somebody writes."""
    _TEACHING.append(ending)
    return ending


def stop_teaching(person_id: int) -> None:
    """Have everything settled that hangs on a role by which somebody writes.

    By a job of the club’s, as a firm takes such a role away too: what is let go of stands in the club’s book,
    and who in the firm did it does not.
    """
    at = current()
    scope = Scope(at.club, person=None if at.firm is not None else at.person, staff=True)
    outbox.order(STOPPED, scope=scope, person_id=person_id)


@outbox.handles(STOPPED)
def _settle(person_id: int) -> None:
    for ending in _TEACHING:
        ending(person_id)


def still_may(person_id: int, can: Can) -> bool:
    """Whether a role in the club at hand allows somebody this."""
    allowing = [role for role, held in CLUB.items() if can in held]
    role = select(RoleInClub.id).where(RoleInClub.person_id == person_id, RoleInClub.role.in_(allowing))
    return session().scalars(role.limit(1)).first() is not None
