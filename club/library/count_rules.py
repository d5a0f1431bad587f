"""What may be said of how many firms adopted a text, so that it tells of none of them."""

from collections.abc import Collection
from datetime import date, timedelta

FEWEST_TOLD = 5
"""A count of fewer firms is not told, and above it in steps of this: one firm more would tell who."""
LONG_AFTER = timedelta(days=90)
"""A text that is in force so long after it was adopted is in use."""


def told(firms: int, *, members: int) -> int | None:
    """How many firms at least may be named, or nothing.

    There are always some members of whom it need not be true: a number that is nearly everybody tells of each.
    """
    return max(0, min(firms, members - FEWEST_TOLD)) // FEWEST_TOLD * FEWEST_TOLD or None


def is_used(template_id: int, adopted_on: date, *, in_force: Collection[int], today: date) -> bool:
    """Whether a firm uses what it adopted: its text is in force, long after."""
    return template_id in in_force and adopted_on + LONG_AFTER <= today
