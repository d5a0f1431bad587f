"""Who may write a text with its author."""

from collections.abc import Collection

from club.core.refusals import Refusal
from club.core.text import N_
from club.policy import CLUB, Can

WRITING = [role for role, can in CLUB.items() if Can.TALK_WRITE in can]
"""By which roles somebody writes for the club."""
PUBLISHING = [role for role, can in CLUB.items() if Can.TALK_PUBLISH in can]
"""By which of them every text is changed."""
MOST_CO_AUTHORS = 10
"""So many people write one text with its author at most."""
MOST_WRITERS = 500
"""So many people are offered to be named."""

NOT_YOURS = Refusal(
    "not_yours_to_name",
    N_("Whoever began the text and the editors of the club say who writes it."),
    N_("Ask one of them. You can take yourself off at any time."),
)


def naming_fault(person_id: int, *, author_id: int | None, writing: Collection[int], may_write: bool) -> Refusal | None:
    """Why somebody cannot write a text too; `writing` are those who do besides its author."""
    if not may_write:
        return Refusal(
            "no_writer", N_("This person does not write for the club."), N_("Choose somebody who is an instructor.")
        )
    if person_id == author_id or person_id in writing:
        return Refusal("writes_already", N_("This person writes the text already."))
    if len(writing) >= MOST_CO_AUTHORS:
        return Refusal(
            "many_writers",
            N_("Ten people besides its author write this text already."),
            N_("Take somebody off who is done."),
        )
    return None


def may_let_go(person_id: int, *, by: int | None, names: bool) -> bool:
    """Whether somebody may be taken off: by whoever names the others, and by themselves."""
    return names or person_id == by
