"""What a class may give as homework, and how long it stands on somebody's page."""

from datetime import date

from club.core.refusals import Refusal
from club.core.text import N_

MOST_GIVEN = 10

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
