"""What holds for a career ladder as a text: its tracks are whole and each stage can be judged and paid."""

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from club.core.text import N_
from club.documents.assessment import example_problems, pay_problems, table_problems
from club.documents.body import Hint, Pair, Problem
from club.documents.kinds.ladder.body import Ladder, Salary, Stage
from club.documents.kinds.ladder.standing import spans

LONGEST_DAY = 24 * 60
DAILY_MINUTES = 60
_MONTHS = re.compile(r"(\d{1,3})\s*(?:months?\b|-month|个月)")


def problems(ladder: Ladder) -> tuple[Problem, ...]:
    """Return what must be put right before the ladder is published."""
    return (
        *_track_problems(ladder),
        *(problem for stage in ladder.stages for problem in _stage_problems(stage)),
        *_crossing_problems(ladder),
        *_example_problems(ladder),
    )


def hints(ladder: Ladder) -> tuple[Hint, ...]:
    """Return what to look at again before the ladder is published."""
    return (*_long_tables(ladder), *_other_time(ladder))


def _long_tables(ladder: Ladder) -> Iterator[Hint]:
    for stage in ladder.stages:
        if (minutes := daily_minutes(stage)) > DAILY_MINUTES:
            message = N_("The process table of one day takes %(minutes)s minutes; an hour is what people keep up with.")
            yield Hint(f"stages[{stage.key}].daily", "", message, {"minutes": minutes})


def _other_time(ladder: Ladder) -> Iterator[Hint]:
    """The title says how long the whole way takes, and a stage was changed since."""
    titles = (ladder.title.en, ladder.title.zh) if isinstance(ladder.title, Pair) else (ladder.title,)
    said = {int(found) for title in titles for found in _MONTHS.findall(title)}
    takes = round(max((span.ends for span in spans(ladder).values() if span.ends is not None), default=0))
    if said and takes and takes not in said:
        message = N_("The title names %(said)s months, the stages take %(takes)s.")
        yield Hint("title", "", message, {"said": min(said), "takes": takes})


def first_stages(ladder: Ladder) -> tuple[Stage, ...]:
    """Return the stages that nothing leads to: where newcomers are placed."""
    return tuple(each for each in ladder.stages if not each.after)


def next_stages(ladder: Ladder, key: str) -> tuple[Stage, ...]:
    """Return the stages that a stage leads to; more than one where tracks branch."""
    return tuple(each for each in ladder.stages if key in each.after)


def daily_minutes(stage: Stage) -> int:
    """Return the minutes of a day on which every line of the process table is due."""
    return sum(task.minutes for task in stage.daily)


def _track_problems(ladder: Ladder) -> Iterator[Problem]:
    tracks = {each.key for each in ladder.tracks}
    stages = {each.key for each in ladder.stages}
    if not stages:
        yield Problem("stages", N_("A ladder needs at least one stage."))
    for each in ladder.stages:
        if each.track not in tracks:
            yield Problem(f"stages[{each.key}].track", N_("The track of this stage is gone. Choose another one."))
        if not stages.issuperset(each.after):
            yield Problem(
                f"stages[{each.key}].after", N_("It comes after a stage that is gone. Choose again after which.")
            )
    try:
        tuple(TopologicalSorter({each.key: each.after for each in ladder.stages}).static_order())
    except CycleError as error:
        circle = " > ".join(reversed(error.args[1]))
        yield Problem("stages", N_("The stages go round in a circle: %(circle)s."), {"circle": circle})


def _stage_problems(stage: Stage) -> Iterator[Problem]:
    here = f"stages[{stage.key}]"
    yield from _time_problems(stage, here)
    yield from table_problems(stage.indicators, f"{here}.indicators")
    yield from pay_problems(stage.pay_bands, f"{here}.pay_bands")
    yield from _task_problems(stage, here)
    if stage.salary is not None:
        yield from _salary_problems(stage.salary, f"{here}.salary")
    yield from _promotion_problems(stage, f"{here}.promotion")


def _time_problems(stage: Stage, here: str) -> Iterator[Problem]:
    if stage.months is not None and stage.months < 0:
        yield Problem(f"{here}.months", N_("The expected time cannot be below 0 months."))
    if stage.days < 0:
        yield Problem(f"{here}.days", N_("The expected time cannot be below 0 days."))
    if stage.seats is not None and stage.seats < 0:
        yield Problem(f"{here}.seats", N_("The number of seats cannot be below 0."))
    for topic in stage.learn:
        if topic.hours < 0:
            yield Problem(f"{here}.learn[{topic.key}].hours", N_("Hours cannot be below 0."))


def _task_problems(stage: Stage, here: str) -> Iterator[Problem]:
    for task in stage.daily:
        if task.minutes < 0 or task.target < 0:
            yield Problem(f"{here}.daily[{task.key}]", N_("Minutes and target cannot be below 0."))
    if daily_minutes(stage) > LONGEST_DAY:
        yield Problem(f"{here}.daily", N_("The process table is longer than a day."))


def _salary_problems(salary: Salary, here: str) -> Iterator[Problem]:
    amounts = [each for each in (salary.low, salary.high, salary.base) if each is not None]
    if salary.form == "agreed":
        if amounts:
            yield Problem(here, N_("Pay that is agreed with each person names no amounts."))
        return
    if salary.low is None or salary.high is None:
        yield Problem(here, N_("A salary range needs its lowest and its highest amount."))
    elif salary.low > salary.high:
        yield Problem(here, N_("The lowest amount is above the highest."))
    elif salary.base is not None and salary.base > salary.high:
        yield Problem(here, N_("The base is above the highest amount."))
    if any(each < 0 for each in amounts):
        yield Problem(here, N_("An amount cannot be below 0."))


def _promotion_problems(stage: Stage, here: str) -> Iterator[Problem]:
    rule = stage.promotion
    if rule is None:
        return
    if rule.periods < 0:
        yield Problem(f"{here}.periods", N_("The number of periods cannot be below 0."))
    if not 0 <= rule.min_score <= 100:  # noqa: PLR2004 - a table's total
        yield Problem(f"{here}.min_score", N_("The score for promotion goes from 0 to 100."))
    if not 0 <= rule.ticked_percent <= 100:  # noqa: PLR2004 - percent
        yield Problem(f"{here}.ticked_percent", N_("The share of ticks goes from 0 to 100 percent."))
    if rule.work_passed and stage.work is None:
        yield Problem(f"{here}.work_passed", N_("The promotion asks for a work that the stage does not have."))
    if rule.periods and not stage.indicators:
        yield Problem(f"{here}.periods", N_("The promotion asks for scores, but the stage has no indicators."))


def _crossing_problems(ladder: Ladder) -> Iterator[Problem]:
    stages = {each.key for each in ladder.stages}
    for each in ladder.crossings:
        if not {each.leaves, each.enters} <= stages:
            yield Problem(f"crossings[{each.key}]", N_("A crossing joins two stages of this ladder."))


def _example_problems(ladder: Ladder) -> Iterator[Problem]:
    if ladder.example is None:
        return
    stage = next((each for each in ladder.stages if each.key == ladder.example.stage), None)
    if stage is None:
        yield Problem("example.stage", N_("The example names a stage that does not exist."))
    else:
        yield from example_problems(ladder.example.table, stage.indicators, "example.table")
