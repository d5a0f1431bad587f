"""Whom something in a firm is for: people by name, or whoever is of an audience by now; and who may ask whom."""

from dataclasses import dataclass
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.text import N_
from club.policy import SEES_ALL, FirmRole


class Audience(StrEnum):
    """People by name, or everybody, a department, a role; whoever stands on a stage or works by a standard.

    `CLUB_STAGE` is a stage of the club’s ladder, on whatever a firm has made of it.
    """

    EVERYBODY = "everybody"
    DEPARTMENT = "department"
    ROLE = "role"
    STAGE = "stage"
    STANDARD = "standard"
    CLUB_STAGE = "club_stage"
    PEOPLE = "people"


@dataclass(frozen=True)
class Aim:
    """One audience that can be chosen: `target` says which department, role or stage, `name` what it is called."""

    audience: Audience
    target: str = ""
    name: str = ""

    @property
    def value(self) -> str:
        """What stands in a form, and names an audience once."""
        return f"{self.audience.value}:{self.target}" if self.target else self.audience.value


NOT_YOURS = Refusal(
    "audience.not_yours",
    N_("A lead asks the own department and its people only."),
    N_("Ask the owner or the people office for everybody else."),
)


def may_ask(*, role: FirmRole, audience: Audience, is_own: bool) -> Refusal | None:
    """Whether somebody may ask an audience: a lead the own department (`is_own`) or people of it."""
    if role in SEES_ALL:
        return None
    mine = role is FirmRole.LEAD and audience in {Audience.DEPARTMENT, Audience.PEOPLE} and is_own
    return None if mine else NOT_YOURS
