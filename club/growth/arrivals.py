"""Where somebody who is invited may begin: a stage of a ladder in force."""

from datetime import date, datetime

from club.core.refusals import Refused
from club.firms.arrivals import Beginnings, Place, knows_beginnings
from club.firms.days import days_here
from club.firms.models import Invitation
from club.growth import rules
from club.growth.plan_actions import carry_out, plan
from club.growth.plan_queries import planned_words, stages_in_force, standing_words

_BETWEEN = "."


def places() -> list[Place]:
    """Every stage of every ladder in force."""
    return [
        Place(f"{row.ref}{_BETWEEN}{key}", title, row.title)
        for row, stages in stages_in_force(days_here().today())
        for key, title in stages
    ]


def keep(invitation: Invitation, *, place: str, first_day: date | None, by: int | None, at: datetime) -> None:
    """Keep the chosen stage."""
    ladder, _, stage = place.partition(_BETWEEN)
    if not stage:
        raise Refused(rules.UNKNOWN_STAGE)
    plan(invitation, ladder, stage=stage, started_on=first_day, today=days_here().of(at), by=by, at=at)


def kept(ref: str) -> str:
    """What is kept, in words."""
    return planned_words(ref, today=days_here().today())


def stands(ref: str) -> str:
    """Where a member stands, in words."""
    return standing_words(ref, today=days_here().today())


knows_beginnings(Beginnings(places=places, keep=keep, kept=kept, arrive=carry_out, stands=stands))
