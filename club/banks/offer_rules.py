"""What an instructor may offer to the club's bank, and change of it."""

from datetime import datetime

from club.core.refusals import Refusal
from club.core.text import N_

MOST_OFFERED, ON_A_PAGE = 200, 50
TOO_MANY = Refusal(
    "bank.too_many_offered",
    N_("%(most)s questions of yours are not in the bank yet."),
    N_("Wait until an editor has read them, or take some out."),
    {"most": MOST_OFFERED},
)
MOVED_ON = Refusal(
    "bank.offer_moved_on",
    N_("Somebody else has decided about this question."),
    N_("Open the bank again."),
)


def may_change(*, author: int | None, offered_at: datetime | None, person: int) -> bool:
    """Whether somebody who only offers questions reads and changes one: the own, while it is not in the bank."""
    return author == person and offered_at is not None
