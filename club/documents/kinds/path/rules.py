"""What holds for a learning path: every step teaches something, and its days can be counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from club.core.text import N_
from club.documents.body import Problem
from club.documents.kinds.path.body import Path, Step

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Days:
    """Which days of the path a step takes, the first being 1."""

    first: int
    last: int


def problems(path: Path) -> tuple[Problem, ...]:
    """Return what must be put right before the path is published."""
    return (*_step_problems(path), *_day_problems(path))


def days(path: Path) -> dict[str, Days]:
    """Return the days of each step by its key; nothing where the steps are not counted in days."""
    if not _is_counted(path):
        return {}
    found: dict[str, Days] = {}
    first = 1
    for step in path.steps:
        found[step.key] = Days(first, first + step.days - 1)
        first += step.days
    return found


def step_on(path: Path, day: int) -> Step | None:
    """Return the step of a day, the first being 1; None before the path, after it, or where days are not counted."""
    where = days(path)
    return next((step for step in path.steps if step.key in where and _takes(where[step.key], day)), None)


def length(path: Path) -> int:
    """Return how many days the whole path takes; 0 where its steps are not counted in days."""
    return max((each.last for each in days(path).values()), default=0)


def facts(path: Path) -> Mapping[str, Any]:
    """Return what the reading page computes with."""
    return {"days": days(path), "length": length(path)}


def _is_counted(path: Path) -> bool:
    return all(step.days > 0 for step in path.steps)


def _takes(where: Days, day: int) -> bool:
    return where.first <= day <= where.last


def _step_problems(path: Path) -> Iterator[Problem]:
    if not path.steps:
        yield Problem("steps", N_("A learning path needs at least one step."))
    for step in path.steps:
        if not step.topics:
            yield Problem(f"steps[{step.key}].topics", N_("A step needs at least one topic."))
        if not 0 <= step.days <= LONGEST_DAYS:
            values = {"most": LONGEST_DAYS}
            yield Problem(f"steps[{step.key}].days", N_("A step takes from 0 to %(most)s days."), values)


def _day_problems(path: Path) -> Iterator[Problem]:
    if any(step.days == 0 for step in path.steps) and any(step.days > 0 for step in path.steps):
        message = N_("Either every step says how many days it takes, or none does (0).")
        yield Problem("steps", message)
