"""What a class may give as homework, how long it stands on somebody's page, and when they are reminded."""

from datetime import date, timedelta

from club.core.refusals import Refusal
from club.core.text import N_

MOST_GIVEN = 10
REMIND_DAYS = 3
"""So many days before the last one whoever has not done it is reminded."""
STANDS = timedelta(days=14)
"""How long after its day homework stands on the page of whoever leads."""

THERE = Refusal("homework.there", N_("This class gives that lesson already."))
TOO_MUCH = Refusal(
    "homework.too_much",
    N_("A class gives no more than %(most)s lessons."),
    N_("Take one out before you give another."),
    {"most": MOST_GIVEN},
)


def is_open(due_on: date | None, *, is_done: bool, today: date) -> bool:
    """Whether homework stands on the page of whoever has it: what was done goes with its date."""
    return not is_done or due_on is None or due_on >= today


def reminder(due_on: date | None, *, held_on: date, today: date, told: str) -> str:
    """What somebody is to be told of open homework now; nothing before the day after the class, nor once it is due.

    `told` is what was told last, with the day that it was about, so that another day is told anew.
    """
    if due_on is None or today <= held_on or not due_on - timedelta(days=REMIND_DAYS) <= today <= due_on:
        return ""
    word = f"soon:{due_on.isoformat()}"
    return "" if told == word else word
