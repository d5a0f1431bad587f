"""Sums over firms: who is where, and where people stop."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

FEWEST_STOPPED = 3
"""Fewer people at one lesson are no place at which people stop."""


@dataclass(frozen=True)
class Row:
    """One lesson: how many have done it, how many come to it next."""

    item: Any
    done: int
    here: int


@dataclass(frozen=True)
class Standing:
    """A course over all firms. `named` are those who show their name: (name, firm, done, of, where they are)."""

    people: int
    finished: int
    rows: Sequence[Row]
    named: Sequence[tuple[str, str, int, int, str]]

    def reached(self, lesson: int | None) -> int:
        """How many a letter reaches: everybody on the way, or those who stand at a lesson."""
        at = (row.here for row in self.rows if row.item.row.id == lesson)
        return self.people - self.finished if lesson is None else sum(at)

    @property
    def stop(self) -> Row | None:
        """The lesson at which most people stand, where there are enough of them to say so."""
        most = max(self.rows, key=lambda row: row.here, default=None)
        return most if most is not None and most.here >= FEWEST_STOPPED else None


def standing(tallies: Iterable[Any], items: Iterable[Any]) -> Standing:
    """Put the numbers of all firms together, for the lessons that there are now."""
    done: Counter[int] = Counter()
    here: Counter[int] = Counter()
    people = finished = 0
    named: list[tuple[str, str, int, int, str]] = []
    for one in tallies:
        people, finished = people + one.people, finished + one.finished
        for lesson, has_done, comes_next in one.lessons:
            done[lesson] += has_done
            here[lesson] += comes_next
        named += [(name, one.firm, so_far, of, where) for name, so_far, of, where in one.named]
    rows = [Row(item, done[item.row.id], here[item.row.id]) for item in items]
    return Standing(people, finished, rows, sorted(named, key=lambda row: (row[2], row[0])))
