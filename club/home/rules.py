"""What a firm's workspace asks for next."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The one thing to do next in a firm."""

    INVITE = "invite"
    ADOPT = "adopt"
    PUBLISH = "publish"
    PLACE = "place"
    NAME_LEADS = "name_leads"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Standing:
    """How far a firm has come: counts."""

    people: int
    invited: int
    in_force: int
    drafts: int
    placed: int
    leaderless: int


def next_step(standing: Standing) -> Step:
    """A text in force first, then people, then a person on a stage, then leads; else nothing."""
    if not standing.in_force:
        return Step.PUBLISH if standing.drafts else Step.ADOPT
    if standing.people + standing.invited <= 1:
        return Step.INVITE
    if not standing.placed:
        return Step.PLACE
    if standing.drafts:
        return Step.PUBLISH
    return Step.NAME_LEADS if standing.leaderless else Step.NOTHING
