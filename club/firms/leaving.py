"""What slices above keep about a member that ends when the person leaves the firm, or no longer teaches for it."""

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


class Ended(Protocol):
    """Settles, in the same commit, what a slice keeps of somebody who no longer teaches for a firm."""

    def __call__(self, person_id: int) -> None:
        """The person may write for the club no longer on this firm’s word."""


_TEACHING: list[Ended] = []


def ends_with_teaching(ending: Ended) -> Ended:
    """Register what ends with a firm’s word for an instructor."""
    _TEACHING.append(ending)
    return ending


def stop_teaching(person_id: int) -> None:
    """Settle everything that hangs on a firm’s word for an instructor."""
    for ending in _TEACHING:
        ending(person_id)
