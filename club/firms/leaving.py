"""What slices above keep about a member that ends when the person leaves the firm."""

from datetime import datetime
from typing import Protocol

from club.firms.models import Membership


class Leaver(Protocol):
    """Ends, in the same commit, what a slice keeps open about somebody who leaves."""

    def __call__(self, membership: Membership, *, at: datetime) -> None:
        """The membership ends at this moment."""


_ENDINGS: list[Leaver] = []


def ends_with_membership(ending: Leaver) -> Leaver:
    """Register what ends with a membership."""
    _ENDINGS.append(ending)
    return ending


def leave(membership: Membership, *, at: datetime) -> None:
    """End everything that hangs on a membership."""
    for ending in _ENDINGS:
        ending(membership, at=at)
