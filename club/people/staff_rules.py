"""Who works for a club, and that somebody always administers it."""

from collections.abc import Collection

from club.core.refusals import Refusal
from club.core.text import N_
from club.policy import ClubRole


def keeps_an_administrator(
    *, administrators: int, had: Collection[ClubRole], has: Collection[ClubRole]
) -> Refusal | None:
    """Whether somebody would still administer the club after one person's roles have changed."""
    gives_up = ClubRole.ADMINISTRATOR in had and ClubRole.ADMINISTRATOR not in has
    if not gives_up or administrators > 1:
        return None
    return Refusal(
        "last_administrator",
        N_("A club has at least one administrator, and this is the last."),
        N_("Give the role to somebody else first."),
    )
