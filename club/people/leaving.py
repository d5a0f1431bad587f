"""What slices above settle about somebody who may write for a club no longer."""

from typing import Protocol

from sqlalchemy import select

from club.clubs.models import RoleInClub
from club.core.db import session
from club.policy import CLUB, Can


class Ended(Protocol):
    """Settles, in the same commit, what a slice keeps of somebody who no longer teaches for the club."""

    def __call__(self, person_id: int) -> None:
        """The person lost a role by which texts are written; another one may still allow it."""


_TEACHING: list[Ended] = []


def ends_with_teaching(ending: Ended) -> Ended:
    """Register what ends with a role by which somebody writes."""
    _TEACHING.append(ending)
    return ending


def stop_teaching(person_id: int) -> None:
    """Settle everything that hangs on a role by which somebody writes."""
    for ending in _TEACHING:
        ending(person_id)


def still_may(person_id: int, can: Can) -> bool:
    """Whether a role in the club at hand allows somebody this."""
    allowing = [role for role, held in CLUB.items() if can in held]
    role = select(RoleInClub.id).where(RoleInClub.person_id == person_id, RoleInClub.role.in_(allowing))
    return session().scalars(role.limit(1)).first() is not None
