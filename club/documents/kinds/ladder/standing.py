"""Where a person stands on a stage: expected end, days ahead or behind, and what is missing for promotion."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from math import ceil
from typing import Any

from club.core.text import N_
from club.documents.kinds.ladder.body import HowOften, Ladder, Stage

DAYS_OF_A_MONTH = 30
DAYS_COUNTED = 30
"""Over how many days the share of ticks is taken."""
ENOUGH_OF_THEM = Fraction(2, 3)
"""How much of these days, or of a stage that is shorter, has to be over before a share says anything.

The club's ladders let nobody through earlier: day 20 of a month, day 10 of 14 days, two of three months.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage in time; `days_ahead` is negative when behind and 0 when on time, `begins_on` set until it begins."""

    day: int
    month: int
    months: int | None
    ends_on: date | None
    days_left: int | None
    days_ahead: int
    begins_on: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Where a stage lies on the whole ladder: the month it begins after and, unless open, ends with."""

    begins: Decimal
    ends: Decimal | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on a stage: its day, totals by period, oldest first; ticks of the last 30 days."""

    day: int = 0
    scores: tuple[Decimal, ...] = ()
    work_passed: bool = False
    ticked_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of promotion: whether it is met, the msgid that states it, and where it stands."""

    is_met: bool
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""


def add_months(day: date, months: int) -> date:
    """Return the day so many calendar months later; where it does not exist, the month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ends_on(stage: Stage, started_on: date) -> date | None:
    """Return the day on which the next stage is expected to begin, or None for an open end."""
    if is_open(stage):
        return None
    return add_months(started_on, stage.months or 0) + timedelta(days=stage.days)


def is_open(stage: Stage) -> bool:
    """Tell whether a stage has no expected end."""
    return stage.months is None and not stage.days


def standing(stage: Stage, *, started_on: date, today: date, expected_on: date | None = None) -> Standing:
    """Return where a person stands who began the stage on a day.

    `expected_on` is the day on which the ladder expected the stage to begin (see `expected_start`):
    whoever began earlier is ahead, and whoever has passed its end is behind. Before the first day nobody is either.
    """
    has_to_come = started_on > today
    due = ends_on(stage, expected_on or started_on)
    end = ends_on(stage, started_on)
    ahead = ((expected_on or started_on) - started_on).days
    if due is not None and today > due:
        ahead = min(ahead, (due - today).days)
    return Standing(
        day=max((today - started_on).days + 1, 0),
        month=_month(started_on, today),
        months=stage.months,
        ends_on=end,
        days_left=None if end is None else max((end - today).days, 0),
        days_ahead=0 if has_to_come else ahead,
        begins_on=started_on if has_to_come else None,
    )


def spans(ladder: Ladder) -> dict[str, Span]:
    """Return each stage's place in months from the first day; a join begins after its longest way.

    A draft may name a stage that is gone: it is passed over. Stages in a circle have no place: nothing is returned.
    """
    stages = {each.key: each for each in ladder.stages}
    before = {key: [name for name in stage.after if name in stages] for key, stage in stages.items()}
    try:
        order = tuple(TopologicalSorter(before).static_order())
    except CycleError:
        return {}
    begins: dict[str, int] = {}
    for key in order:
        begins[key] = max((begins[name] + _length(stages[name]) for name in before[key]), default=0)
    return {key: _span(stage, begins[key]) for key, stage in stages.items()}


def expected_start(span: Span, first_day: date) -> date:
    """Return the day on which a stage is expected to begin for somebody who began the ladder on a day."""
    whole = int(span.begins)
    return add_months(first_day, whole) + timedelta(days=round((span.begins - whole) * DAYS_OF_A_MONTH))


def tick_period(how_often: HowOften, day: date) -> date:
    """Return the first day of the period to which a tick belongs: the day, its Monday, its month's first."""
    if how_often == "weekly":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if how_often == "monthly" else day


def missing_for_promotion(stage: Stage, facts: Facts) -> tuple[Condition, ...]:
    """Return every condition of the stage's promotion rule, met or not; none means people decide."""
    rule = stage.promotion
    if rule is None:
        return ()
    listed = []
    if rule.periods:
        listed.append(_score_condition(rule.periods, rule.min_score, facts))
    if rule.work_passed:
        detail = "" if facts.work_passed else N_("Not passed yet")
        listed.append(Condition(facts.work_passed, N_("The work of this stage has passed"), {}, detail))
    if rule.ticked_percent:
        listed.append(_tick_condition(rule.ticked_percent, facts, counts_from=share_counts_from(stage)))
    return tuple(listed)


def share_counts_from(stage: Stage) -> int:
    """Return the day of a stage from which its share of ticks counts for promotion."""
    return ceil(ENOUGH_OF_THEM * min(_length(stage) or DAYS_COUNTED, DAYS_COUNTED))


def is_ready(stage: Stage, facts: Facts) -> bool:
    """Tell whether a stage has a promotion rule and every condition of it is met."""
    return stage.promotion is not None and all(each.is_met for each in missing_for_promotion(stage, facts))


def _score_condition(periods: int, least: int, facts: Facts) -> Condition:
    reached = 0
    for each in reversed(facts.scores):
        if each < least:
            break
        reached += 1
    values = {"periods": periods, "score": least, "reached": min(reached, periods)}
    message = N_("%(periods)s assessments in a row at %(score)s points or more")
    return Condition(reached >= periods, message, values, N_("%(reached)s of %(periods)s reached"))


def _tick_condition(least: int, facts: Facts, *, counts_from: int) -> Condition:
    ticked, is_early = facts.ticked_percent, facts.day < counts_from
    message = N_("At least %(percent)s %% of the process table ticked in the last 30 days")
    if ticked is None:
        detail = N_("Nothing ticked yet")
    elif is_early:
        detail = N_("%(ticked)s %% so far, on day %(day)s; it counts from day %(from)s")
    else:
        detail = N_("%(ticked)s %% so far")
    values = {"percent": least, "ticked": ticked, "day": facts.day, "from": counts_from}
    return Condition(not is_early and ticked is not None and ticked >= least, message, values, detail)


def _month(started_on: date, today: date) -> int:
    months = (today.year - started_on.year) * 12 + today.month - started_on.month
    if add_months(started_on, months) > today:
        months -= 1
    return max(months + 1, 1)


def _length(stage: Stage) -> int:
    # What follows an open end begins where the open stage begins: nothing says how much later.
    return (stage.months or 0) * DAYS_OF_A_MONTH + stage.days


def _span(stage: Stage, begins: int) -> Span:
    ends = None if is_open(stage) else Decimal(begins + _length(stage)) / DAYS_OF_A_MONTH
    return Span(Decimal(begins) / DAYS_OF_A_MONTH, ends)
