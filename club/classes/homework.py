"""Where the page of a class asks the slice above what is to be done before the next date of its series."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from club.classes.models import ClassStatus


class Homework(NamedTuple):
    """A lesson of a course that a class gives; whether whoever asks has done it."""

    course: str
    course_title: str
    number: int
    title: str
    is_done: bool


Finder = Callable[[int], Sequence[Homework]]
_FINDERS: list[Finder] = []


def gives_homework(finder: Finder) -> Finder:
    """Register how the homework of a class is found by the class’s id."""
    _FINDERS.append(finder)
    return finder


def homework_of(row: Any) -> list[Homework]:
    """What a class of a series gives; a class by itself gives nothing."""
    return [one for finder in _FINDERS for one in finder(row.id)] if row.series else []


def next_day(row: Any, series: Sequence[Any]) -> date | None:
    """The day of the next session of a series, of those that take place."""
    coming = [one for one in series if one.status is ClassStatus.PUBLISHED and one.starts_at > row.starts_at]
    return min(coming, key=lambda one: one.starts_at).day if coming else None
