"""Where a person may be placed, which day a tick counts for, how much was ticked, and who may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.kinds.ladder.body import Ladder, Stage, Task
from club.documents.kinds.ladder.standing import DAYS_COUNTED, tick_period
from club.policy import SEES_ALL, FirmRole

DAYS_AHEAD = 90
WORKING_DAYS = range(5)
EARLIEST = date(1990, 1, 1)

UNKNOWN_STAGE = Refusal(
    "placement.unknown_stage", N_("This stage is not on the ladder that is in force."), N_("Choose a stage again.")
)
ALREADY_PLACED = Refusal(
    "placement.already_placed", N_("This person already stands on this ladder."), N_("Move the person instead.")
)
HAS_LEFT = Refusal("placement.has_left", N_("This person has left the firm."))
NOT_INVITED = Refusal(
    "placement.not_invited",
    N_("This invitation was answered or revoked meanwhile, so nothing was kept."),
    N_("Open the ladder’s people and look again."),
)
ENDED = Refusal(
    "placement.ended", N_("This placement has ended meanwhile."), N_("Open the ladder’s people and look again.")
)
TOO_FAR_AHEAD = Refusal(
    "placement.too_far_ahead",
    N_("A first day lies at most %(days)s days ahead."),
    N_("Choose an earlier day, or write it down once it is nearer."),
    {"days": DAYS_AHEAD},
)
NOT_PLACED = Refusal(
    "tick.not_placed",
    N_("You do not stand on a ladder any more, so nothing was saved."),
    N_("Open Today again; it says who can place you."),
)
NOT_BEGUN = Refusal(
    "tick.not_begun",
    N_("This stage has not begun yet, so nothing was saved."),
    N_("Tick from its first day on."),
)
UNKNOWN_ITEM = Refusal("tick.unknown_item", N_("This line is not on today’s process table."), N_("Open Today again."))


def may_start(started_on: date, *, today: date, previous: date | None = None) -> Refusal | None:
    """Whether a stage may begin on a day; `previous` is when the stage before it began, none for a first stage.

    A first day may lie ahead: whoever comes next week is placed now.
    """
    if started_on < EARLIEST:
        return Refusal("placement.strange_day", N_("This day is too far away: check the year."))
    if previous is None:
        return None if started_on <= today + timedelta(days=DAYS_AHEAD) else TOO_FAR_AHEAD
    if started_on > today:
        return Refusal(
            "placement.day_ahead",
            N_("This day lies ahead, and a stage counts from the day it begins."),
            N_("Write it down on that day; until then the stage before is the one that holds."),
        )
    if started_on < previous:
        return Refusal("placement.before_the_last", N_("The new stage cannot begin before the one it follows."))
    return None


def may_plan(role: FirmRole, started_on: date | None, *, today: date) -> Refusal | None:
    """Whether a stage may be kept for somebody who is invited; without a day it begins as they come in."""
    if role is FirmRole.ACCOUNTANT:
        return Refusal(
            "placement.accountant",
            N_("An accountant stands on no ladder."),
            N_("Choose another role, or leave the stage empty."),
        )
    return None if started_on is None else may_start(started_on, today=today)


def may_tick(day: date, *, today: date) -> Refusal | None:
    """A page counts for its own day: today, or yesterday's that was sent after midnight."""
    if day in {today, today - timedelta(days=1)}:
        return None
    return Refusal(
        "tick.old_page",
        N_("This page is from another day, and its ticks were not saved."),
        N_("Open Today and tick there."),
    )


@dataclass(frozen=True)
class Ticked:
    """How many lines of the process table were due and done; `percent` is None before anything was due."""

    done: int
    due: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent, rounded down."""
        return 100 * self.done // self.due if self.due else None


def ticked(stage: Stage, ticks: Collection[tuple[str, date]], *, started_on: date, today: date) -> Ticked:
    """Count the process table of the last 30 days.

    Due are the lines of each working day, Monday to Friday, before today and of every other day on which something
    was ticked; a weekly or monthly line is due once in its period.
    """
    first = max(started_on, today - timedelta(days=DAYS_COUNTED))
    worked = {day for _, day in ticks if first <= day <= today}
    days = worked | {day for day in _days(first, today) if day.weekday() in WORKING_DAYS}
    periods = {often: {tick_period(often, day) for day in days} for often in {task.how_often for task in stage.daily}}
    due = {(task.key, period) for task in stage.daily for period in periods[task.how_often]}
    return Ticked(len(due & set(ticks)), len(due))


def is_due(task: Task, done: Collection[tuple[str, date]], day: date) -> bool:
    """Whether a line of the process table still waits to be ticked on a day."""
    return (task.key, tick_period(task.how_often, day)) not in done


def minutes_left(tasks: Iterable[Task], done: Collection[tuple[str, date]], day: date) -> int:
    """How many minutes the lines take that are not ticked yet."""
    return sum(task.minutes for task in tasks if is_due(task, done, day))


def may_see(*, role: FirmRole, viewer: int, subject: int, lead_of_subject: int | None) -> bool:
    """Whether a member of the firm may see another one's position: all names are memberships' ids."""
    return viewer == subject or role in SEES_ALL or (role is FirmRole.LEAD and viewer == lead_of_subject)


def stage_of(ladder: Ladder, key: str) -> Stage | None:
    """The stage with this key."""
    return next((stage for stage in ladder.stages if stage.key == key), None)


def _days(first: date, end: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((end - first).days))
