"""At the door and afterwards: who came, who came unasked, how it was."""

from datetime import datetime

from club.classes import certificate_actions, day_rules
from club.classes.models import ClassFeedback, ClassSession, Standing
from club.classes.place_actions import held_place
from club.classes.telling_actions import AFTER_THE_END, thank_one
from club.core import clock
from club.core.audit import Did, record
from club.core.db import add
from club.core.refusals import Refusal, Refused
from club.core.text import N_


def check_in(ref: str, *, by: int | None) -> datetime | None:
    """Note that somebody came; when it was noted before, where it was. Refused for whoever has no place.

    Whoever is noted after the others were thanked is thanked at once.
    """
    row, came = held_place(ref)
    if came.attended_at is not None:
        return came.attended_at
    at = clock.now()
    refusal = day_rules.not_at_the_door(came.status, row.status, row.starts_at, row.ends_at, now=at)
    if refusal is not None:
        raise Refused(refusal)
    came.attended_at, came.checked_in_by_id = at, by
    row.attended += 1
    certificate_actions.give(came)
    record(Did.CLASS_ATTENDED, came.ref)
    if at >= row.ends_at + AFTER_THE_END:
        thank_one(row, came)
    return None


def take_back(ref: str) -> None:
    """Undo a tap on the wrong name; done again it changes nothing. Refused once the class is over for a week."""
    row, came = held_place(ref)
    if came.attended_at is None:
        return
    at = clock.now()
    refusal = day_rules.not_at_the_door(came.status, row.status, row.starts_at, row.ends_at, now=at)
    if refusal is not None:
        raise Refused(refusal)
    came.attended_at = came.checked_in_by_id = None
    row.attended -= 1
    certificate_actions.take_away(came)
    record(Did.CLASS_ATTENDANCE_TAKEN_BACK, came.ref)


def set_walk_ins(row: ClassSession, many: int) -> None:
    """Note how many came without having asked for a place; nothing else is kept of them. Refused where nobody comes."""
    lasting = (row.starts_at, row.ends_at)
    refusal = day_rules.not_at_the_door(Standing.PLACED, row.status, *lasting, now=clock.now())
    if refusal is not None:
        raise Refused(refusal)
    row.walk_ins = many
    record(Did.CLASS_WALK_INS_SET, row.ref, many=many)


def give_feedback(ref: str, *, rating: int, words: str) -> None:
    """Say how it was, once; what is said stands apart from who said it."""
    row, came = held_place(ref)
    at = clock.now()
    certified = day_rules.is_certified(came.status, came.attended_at, row.ends_at, now=at)
    if not day_rules.may_rate(certified, came.rated_at):
        raise Refused(NOT_TO_RATE)
    came.rated_at = at
    add(ClassFeedback, class_id=row.id, rating=rating, words=words, given_on=clock.today(row.zone))
    record(Did.CLASS_RATED, row.ref)


NOT_TO_RATE = Refusal(
    "not_to_rate",
    N_("Only whoever came says how it was, once, after the class."),
    N_("If you came and are not on the list, ask a person at the club."),
)
