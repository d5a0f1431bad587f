"""Whether somebody is qualified on a day, and when they are told that it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.text import N_

DAYS_BEFORE = 30
"""So many days before a qualification ends its holder is told, and once more on the day after."""


SAVED_MEANWHILE = Refusal(
    "saved_meanwhile",
    N_("Somebody saved this qualification while you were writing. Nothing was overwritten."),
    N_("How it stands now is beside what you typed: save again to put yours in its place."),
)


class Holds(StrEnum):
    """How a qualification stands on a day."""

    VALID = "valid"
    ENDING = "ending"
    OVER = "over"


def holds(expires_on: date | None, *, today: date) -> Holds:
    """How a qualification stands; its last day still counts."""
    if expires_on is None or today < expires_on - timedelta(days=DAYS_BEFORE):
        return Holds.VALID
    return Holds.ENDING if today <= expires_on else Holds.OVER


def is_refresher(until: Iterable[date | None], *, today: date) -> bool:
    """Whether a course refreshes a qualification; `until` is how long somebody has each that it grants."""
    return any(holds(each, today=today) is not Holds.VALID for each in until)


def news(expires_on: date | None, *, today: date, told: str) -> str:
    """What a holder is to be told now; nothing where it was told already, or there is nothing to tell."""
    state = holds(expires_on, today=today)
    return "" if state is Holds.VALID or told == state.value else state.value
