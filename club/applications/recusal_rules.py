"""Whom an applicant wants kept away from the case: the names as typed, whom they mean, and who must be left."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from club.applications.models import ApplicationStatus as Status
from club.core.refusals import Refusal
from club.core.text import N_
from club.policy import CLUB, Can, ClubRole

MOST_NAMES = 10
LONGEST_NAME = 200
_BEFORE_THE_BOARD = frozenset({Status.RECEIVED, Status.QUESTION_OPEN})
_IN_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_LEGAL_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|公司|\b(co|ltd|limited|inc|llc|corp|company)\b\.?)")
_NOBODY_LEFT = {
    Can.APPLICATION_HANDLE: N_("With these names, nobody at the club is left who could handle the application."),
    Can.EVIDENCE_READ: N_("With these names, nobody at the club is left who could check the evidence."),
}


class FirmNames(NamedTuple):
    """A member firm and everything it is called."""

    id: int
    names: tuple[str, ...]


def names_in(text: str) -> tuple[str, ...]:
    """The names somebody typed, one a line; each once."""
    return tuple(dict.fromkeys(line for typed in text.splitlines() if (line := " ".join(typed.split()))))


def plain(name: str) -> str:
    """A name without what one person writes and another leaves out: case, width, brackets, legal form, signs."""
    folded = _IN_BRACKETS.sub(" ", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in _LEGAL_FORM.sub(" ", folded) if letter.isalnum())


def firms_meant(name: str, firms: Iterable[FirmNames]) -> list[int]:
    """The member firms that go by a name. Only the whole name counts: half of one might keep the wrong people away."""
    wanted = plain(name)
    return [firm.id for firm in firms if wanted and any(plain(one) == wanted for one in firm.names)]


def naming_problem(status: Status, *, is_verified: bool) -> Refusal | None:
    """Why the applicant can’t name anybody any more: afterwards the board has the case, or had it."""
    if status in _BEFORE_THE_BOARD and not is_verified:
        return None
    return Refusal(
        "with_the_board",
        N_("The figure is verified, so names can no longer be changed on this page."),
        N_("Ask a person at the club."),
    )


def desk_problem(staff: Mapping[int, Collection[ClubRole]], kept_away: Collection[int]) -> Refusal | None:
    """Why so many can’t be kept away: somebody has to be left for each task that nobody else may do.

    A board that becomes too small is no such reason: the club can name another member.
    """
    for task, message in _NOBODY_LEFT.items():
        can = {person for person, roles in staff.items() if any(task in CLUB[role] for role in roles)}
        if can and can <= set(kept_away):
            return Refusal("nobody_left", message, N_("Leave a name out, or ask a person at the club first."))
    return None


def verifying_problem(unsettled: int) -> Refusal | None:
    """Why a case can’t go on to the board yet: whoever is meant by a name might sit there."""
    if not unsettled:
        return None
    return Refusal(
        "names_open",
        N_("The applicant has named who must not handle the case, and it is not settled who that is."),
        N_("Say under “To be kept away” whom each name means; then set the figure."),
    )
