"""Where people stand with exams, put together from their attempts: what the lists show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from club.documents.kinds.exam.body import Exam
from club.exams.rules import Purpose
from club.exams.sitting_rules import (
    Allowed,
    Done,
    Standing,
    Try,
    done,
    is_of_round,
    is_waiting,
    may_allow,
    may_begin,
    standing,
)

Days = Callable[[datetime], date]


@dataclass(frozen=True)
class Stand:
    """One person and one exam today: the standing by its rules, and whether an attempt that counts is begun."""

    standing: Standing
    today: date
    is_begun: bool

    @property
    def is_waiting(self) -> bool:
        return self.standing.passed_on is None and is_waiting(self.standing, today=self.today)

    @property
    def may_begin(self) -> bool:
        """Whether a counted attempt may begin."""
        return may_begin(self.standing, today=self.today) is None

    @property
    def is_stuck(self) -> bool:
        """Whether the rules let this person wait, or refuse another attempt."""
        return may_allow(self.standing, today=self.today) is None


@dataclass(frozen=True)
class Record(Stand):
    """The same for whoever sat it: what is open, and every attempt, the newest first, of whichever round."""

    open: Any
    attempts: Sequence[Any]

    def is_earlier(self, row: Any) -> bool:
        """Whether an attempt that counted is of a round before this one."""
        return is_counted(row) and not is_of_round(row.finished_at, row.round_at)


@dataclass(frozen=True)
class Summary(Stand):
    """The same for whoever leads, however often it was sat: the best percentage, and when it was last begun.

    `pasted`: how often pasting was refused, where a text is typed.
    """

    best: int | None = None
    last_at: datetime | None = None
    pasted: int = 0


def record_of(exam: Exam, attempts: Iterable[Any], *, days: Days, today: date) -> Record:
    """Put together what one person did with one exam; each attempt carries what was allowed besides."""
    listed = sorted(attempts, key=lambda row: row.started_at, reverse=True)
    began_at = listed[0].round_at if listed else None
    counts = (row for row in listed if is_counted(row) and is_of_round(row.finished_at, began_at))
    counted = sorted(counts, key=lambda row: row.finished_at)
    tries = [Try(row.finished_at, days(row.finished_at), row.passed) for row in counted]
    still = next((row for row in listed if row.finished_at is None), None)
    allowed = Allowed(listed[0].extras, listed[0].allowed_at) if listed else Allowed()
    is_begun = still is not None and still.purpose == Purpose.COUNTED
    anew_on = days(began_at) if began_at is not None else None
    return Record(standing(exam, done(tries), allowed, anew_on=anew_on), today, is_begun, still, listed)


def summary_of(exam: Exam, row: Any, *, days: Days, today: date, began_at: datetime | None = None) -> Summary:
    """Put it together from the sum of somebody's attempts that count; from nothing where there is none.

    `began_at` is when the round began in which they sit it anew.
    """
    anew_on = days(began_at) if began_at is not None else None
    if row is None:
        return Summary(standing(exam, Done(), anew_on=anew_on), today, is_begun=False)
    first, last = ((days(each) if each is not None else None) for each in (row.passed_at, row.finished_at))
    found = Done(row.used, first, row.finished_at, last, first is None and row.ungraded > 0)
    allowed = Allowed(row.extras, row.allowed_at)
    stand = standing(exam, found, allowed, anew_on=anew_on)
    return Summary(stand, today, row.begun > 0, row.best, row.started_at, row.pasted or 0)


def is_counted(row: Any) -> bool:
    """Whether an attempt counted and is over."""
    return row.purpose == Purpose.COUNTED and row.finished_at is not None
