"""A person's position on a ladder, put together from what the database holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from club.core.text import N_
from club.documents.kinds.ladder.body import Ladder, Stage, Task
from club.documents.kinds.ladder.rules import next_stages
from club.documents.kinds.ladder.standing import (
    Condition,
    Facts,
    Span,
    Standing,
    expected_start,
    missing_for_promotion,
    standing,
    tick_period,
)
from club.growth.rules import minutes_left, stage_of, ticked

DAYS_OF_A_MONTH = Decimal("30.4375")


@dataclass(frozen=True)
class Position:
    """Where a person stands, on one day."""

    ladder: Ladder
    stage: Stage
    today: date
    standing: Standing
    month: int
    path: tuple[Stage, ...]
    at: float
    next: tuple[Stage, ...]
    conditions: tuple[Condition, ...]
    tasks: tuple[tuple[Task, bool], ...]
    minutes: int

    @property
    def number(self) -> int:
        """Which stage of the way it is, from 1."""
        return self.path.index(self.stage) + 1

    @property
    def done(self) -> int:
        """How many lines of today's process table are ticked."""
        return sum(is_done for _, is_done in self.tasks)


def position(
    ladder: Ladder,
    where: Mapping[str, Span],
    way: Sequence[str],
    placement: Any,
    ticks: Collection[tuple[str, date]],
    *,
    today: date,
) -> Position | None:
    """Put a position together; None where the stage is not on the ladder any more.

    `where` are the ladder's spans, `way` the keys of the way through the stage; `placement` has `stage`,
    `started_on` and `ladder_started_on`; `ticks` are (item, day) of the last 30 days.
    """
    stage = stage_of(ladder, placement.stage)
    if stage is None:
        return None
    expected = expected_start(where[stage.key], placement.ladder_started_on)
    place = standing(stage, started_on=placement.started_on, today=today, expected_on=expected)
    share = ticked(stage, ticks, started_on=placement.started_on, today=today)
    facts = Facts(day=place.day, ticked_percent=share.percent)
    stages = {each.key: each for each in ladder.stages}
    path = tuple(stages[key] for key in way)
    return Position(
        ladder=ladder,
        stage=stage,
        today=today,
        standing=place,
        month=standing(stage, started_on=placement.ladder_started_on, today=today).month,
        path=path,
        at=months_walked(path, stage, place.day),
        next=next_stages(ladder, stage.key),
        conditions=(*_time(place, today), *missing_for_promotion(stage, facts)),
        tasks=tuple((task, (task.key, tick_period(task.how_often, today)) in ticks) for task in stage.daily),
        minutes=minutes_left(stage.daily, ticks, today),
    )


def way_through(ladder: Ladder, key: str) -> tuple[str, ...]:
    """The keys of the stages that lead to one and on from it; where tracks branch, along the stage's own track."""
    stage = stage_of(ladder, key)
    if stage is None:
        return ()
    back = [stage]
    while back[0].after:
        before = [found for key in back[0].after if (found := stage_of(ladder, key))]
        back.insert(0, _along(before, back[0].track))
    while following := next_stages(ladder, back[-1].key):
        back.append(_along(following, stage.track))
    return tuple(each.key for each in back)


def lengths(ladder: Ladder, key: str) -> tuple[float, ...]:
    """The expected months of each stage of a way that has an end."""
    stages = {each.key: each for each in ladder.stages}
    found = (length_of(stages[each]) for each in way_through(ladder, key))
    return tuple(float(length) for length in found if length)


def months_walked(path: Collection[Stage], stage: Stage, day: int) -> float:
    """How far along the way somebody is in months, never beyond the end of the stage."""
    walked = Decimal(0)
    for each in path:
        length = length_of(each)
        if each.key == stage.key:
            return float(walked + min(Decimal(day) / DAYS_OF_A_MONTH, length or Decimal(day)))
        walked += length
    return float(walked)


def length_of(stage: Stage) -> Decimal:
    """A stage's expected time in months; 0 for an open end."""
    return Decimal(stage.months or 0) + Decimal(stage.days) / 30


def _along(stages: Collection[Stage], track: str) -> Stage:
    return next((stage for stage in stages if stage.track == track), next(iter(stages)))


def _time(place: Standing, today: date) -> tuple[Condition, ...]:
    if place.ends_on is None:
        return ()
    is_over = today >= place.ends_on
    left = "" if is_over else N_("%(days)s days left")
    return (Condition(is_over, N_("The expected time of this stage"), {"days": place.days_left}, left),)
