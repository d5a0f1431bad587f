"""What a slice above keeps ready for somebody who is invited: chosen on the invitation, done as the person comes in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from club.firms.models import Invitation, Membership


@dataclass(frozen=True)
class Place:
    """Where somebody may begin; `within` names what the place is a part of."""

    value: str
    label: str
    within: str


class Keep(Protocol):
    """Keeps a place for whoever is invited; refused where it is not there any more."""

    def __call__(
        self, invitation: Invitation, *, place: str, first_day: date | None, by: int | None, at: datetime
    ) -> None:
        """Without a first day the person begins on the day they come in."""


class Arrive(Protocol):
    """Does what was kept, in the same commit as the person comes in."""

    def __call__(self, invitation: Invitation, membership: Membership, *, at: datetime) -> None:
        """Where it cannot be done any more the person is in all the same, and whoever kept the place is told."""


@dataclass(frozen=True)
class Beginnings:
    """What the slice of places answers.

    `places` there are; `keep` one; `kept`, in words, by an invitation’s ref; `arrive` does it; `stands`, in words, by
    a membership’s ref.
    """

    places: Callable[[], Sequence[Place]]
    keep: Keep
    kept: Callable[[str], str]
    arrive: Arrive
    stands: Callable[[str], str]


_KNOWN: list[Beginnings] = []


def knows_beginnings(beginnings: Beginnings) -> None:
    """Register the slice that knows where somebody may begin."""
    _KNOWN.append(beginnings)


def places() -> list[Place]:
    """Where somebody who is invited may begin."""
    return [place for one in _KNOWN for place in one.places()]


def keep(invitation: Invitation, *, place: str, first_day: date | None, by: int | None, at: datetime) -> None:
    """Keep a place for whoever is invited."""
    for one in _KNOWN:
        one.keep(invitation, place=place, first_day=first_day, by=by, at=at)


def kept(ref: str) -> str:
    """Where the person of an invitation will begin, in words; empty where nobody said."""
    return " · ".join(said for one in _KNOWN if (said := one.kept(ref)))


def arrive(invitation: Invitation, membership: Membership, *, at: datetime) -> None:
    """Do what was kept for somebody who comes in."""
    for one in _KNOWN:
        one.arrive(invitation, membership, at=at)


def stands(ref: str) -> str:
    """Where a member stands, in words; empty for whoever has no place yet."""
    return " · ".join(said for one in _KNOWN if (said := one.stands(ref)))
