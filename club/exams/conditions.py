"""Where an exam asks the slice above what somebody has to hold before they begin it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from club.classes.conditions import Asked, in_words
from club.core.refusals import Refusal
from club.exams.sitting_rules import lacks


class Condition(NamedTuple):
    """A qualification that an exam asks for, and whether whoever asks holds it."""

    asked: Asked
    is_met: bool


Finder = Callable[[int, int, date], Sequence[Condition]]
_FINDERS: list[Finder] = []


def finds_conditions(finder: Finder) -> Finder:
    """Register how the conditions of an exam are found, by its document and a membership of the firm, on a day."""
    _FINDERS.append(finder)
    return finder


def conditions_of(document_id: int, membership_id: int, *, today: date) -> list[Condition]:
    """What has to be held before an exam is begun, and what of it somebody holds."""
    return [one for finder in _FINDERS for one in finder(document_id, membership_id, today)]


def unmet(document_id: int, membership_id: int, *, today: date) -> Refusal | None:
    """Why somebody may not begin an exam: it asks for qualifications that they do not hold."""
    found = conditions_of(document_id, membership_id, today=today)
    missing = [one.asked for one in found if not one.is_met]
    return lacks(in_words(missing)) if missing else None
