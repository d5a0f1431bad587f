"""Consultations: who is asked, how long, and what may be done in which state."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from club.core.refusals import Refusal
from club.core.text import N_

LONGEST_DAYS = 180


class EntrySort(StrEnum):
    """What is put on record beside the comments."""

    TALK = "talk"
    NOTICE = "notice"


RUNNING = Refusal(
    "consultation.running",
    N_("A consultation about this text is open already."),
    N_("Close it first, or wait for its last day."),
)
NO_DAYS = Refusal(
    "consultation.no_days",
    N_("A consultation lasts from today on, at most 180 days."),
    N_("Choose its last day again."),
)
OVER = Refusal(
    "consultation.over", N_("This consultation is over."), N_("Tell whoever writes the text what you think.")
)
NOT_YET = Refusal(
    "consultation.not_yet", N_("This day has not come yet."), N_("Write down what has happened, not what is planned.")
)


def is_open(closes_on: date, closed_at: datetime | None, today: date) -> bool:
    """Whether people may still speak."""
    return closed_at is None and today <= closes_on


def is_asked(audience: Iterable[Mapping[str, Any]], department_id: int | None) -> bool:
    """Whether somebody of this department is asked; nobody named is everybody."""
    named = [one["id"] for one in audience]
    return not named or department_id in named


def open_refusal(*, is_running: bool, closes_on: date, today: date) -> Refusal | None:
    """Why a consultation cannot be opened."""
    if is_running:
        return RUNNING
    return None if 0 <= (closes_on - today).days <= LONGEST_DAYS else NO_DAYS


def entry_refusal(day: date, today: date) -> Refusal | None:
    """Why something is not put on record."""
    return NOT_YET if day > today else None
