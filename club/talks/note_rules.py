"""How much somebody may write to a speaker."""

from datetime import timedelta

from club.core.refusals import Refusal
from club.core.text import N_

LONGEST_NOTE = 2000
NOTES_OF_ONE = 5
WITHIN = timedelta(days=1)
NOTES_SHOWN = 100


def note_fault(*, written_lately: int) -> Refusal | None:
    """Why somebody who wrote so many notes about a talk within a day writes no further one now."""
    if written_lately < NOTES_OF_ONE:
        return None
    return Refusal(
        "enough_notes",
        N_("You have written five notes about this talk since yesterday."),
        N_("The speaker has them all. Write again tomorrow, or speak to them."),
    )
