"""What a firm's workspace asks for next."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The one thing to do next in a firm."""

    LET_IN = "let_in"
    INVITE = "invite"
    HAND_OVER = "hand_over"
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
    waiting: int
    in_force: int
    ladders: int
    drafts: int
    placed: int
    leaderless: int


def next_step(standing: Standing) -> Step:
    """Whoever waits at the door first; then a text in force, people, a person on a stage, leads; else nothing.

    `invited` counts those who wait, too. Nobody is placed before a second person has come.
    """
    if standing.waiting:
        return Step.LET_IN
    if not standing.in_force:
        return Step.PUBLISH if standing.drafts else Step.ADOPT
    if standing.people <= 1:
        return Step.HAND_OVER if standing.invited else Step.INVITE
    if standing.ladders and not standing.placed:
        return Step.PLACE
    if standing.drafts:
        return Step.PUBLISH
    return Step.NAME_LEADS if standing.leaderless else Step.NOTHING
