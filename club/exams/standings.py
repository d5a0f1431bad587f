"""Where people stand with exams, put together from their attempts: what the lists show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from club.documents.kinds.exam.body import Exam
from club.exams.rules import Purpose, percent_of
from club.exams.sitting_rules import Allowed, Standing, Try, is_waiting, standing

Days = Callable[[datetime], date]


@dataclass(frozen=True)
class Record:
    """One person and one exam: the standing by its rules, what is open, and every attempt, the newest first."""

    standing: Standing
    open: Any
    attempts: Sequence[Any]
    today: date

    @property
    def is_waiting(self) -> bool:
        return self.standing.passed_on is None and is_waiting(self.standing, today=self.today)

    @property
    def may_begin(self) -> bool:
        """Whether a counted attempt may begin."""
        return self.standing.passed_on is None and self.standing.left != 0 and not self.is_waiting

    @property
    def is_stuck(self) -> bool:
        """Whether the rules let this person wait, or refuse another attempt."""
        return self.standing.passed_on is None and not self.may_begin

    @property
    def best(self) -> int | None:
        """The best percentage of a counted attempt."""
        return max((percent_of(row.points, row.of) for row in self.attempts if is_counted(row)), default=None)


def record_of(exam: Exam, attempts: Iterable[Any], *, days: Days, today: date) -> Record:
    """Put together what one person did with one exam; each attempt carries what was allowed besides."""
    listed = sorted(attempts, key=lambda row: row.started_at, reverse=True)
    counted = sorted((row for row in listed if is_counted(row)), key=lambda row: row.finished_at)
    tries = [Try(row.finished_at, days(row.finished_at), bool(row.passed)) for row in counted]
    still = next((row for row in listed if row.finished_at is None), None)
    allowed = Allowed(listed[0].extras, listed[0].allowed_at) if listed else Allowed()
    return Record(standing(exam, tries, allowed), still, listed, today)


def is_counted(row: Any) -> bool:
    """Whether an attempt counted and is over."""
    return row.purpose == Purpose.COUNTED and row.finished_at is not None
