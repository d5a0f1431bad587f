"""The typed body of a career ladder."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from club.documents.assessment import Example, Indicator, PayBand
from club.documents.body import Body, Clause, Item, Text

Visibility: TypeAlias = Literal["all", "own_next", "own"]
HowOften: TypeAlias = Literal["daily", "weekly", "monthly"]
ConfirmedBy: TypeAlias = Literal["self", "lead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Item):
    """A line of the picture; stages name the track they stand on."""

    name: Text
    suits: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Item):
    """Something to learn: where from, and how many hours it takes."""

    topic: Text
    source: Text
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Item):
    """One line of the process table that is ticked item by item."""

    what: Text
    unit: Text
    target: int
    minutes: int
    how_often: HowOften = "daily"
    confirmed_by: ConfirmedBy = "self"
    evidence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Item):
    """The one real work of a stage and what it takes to pass."""

    what: Text
    passes: Text
    judged_by: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PayPart:
    """One part of the pay on top of the base: its name and how it is computed."""

    name: Text
    how: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Salary:
    """A month's pay of a stage in minor units: a range with its parts, or agreed with each person."""

    form: Literal["range", "agreed"]
    low: int | None = None
    high: int | None = None
    base: int | None = None
    currency: str = "CNY"
    parts: tuple[PayPart, ...] = ()
    source: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """What opens the next stage: so many periods in a row at a score, the work, the process table."""

    periods: int
    min_score: int
    work_passed: bool = True
    ticked_percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """What happens when a stage is not reached in time; people decide, never a date alone."""

    retrain: Text
    second_assessment: Text
    reassign: Text
    decide: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Item):
    """One stage: `after` names the stages that lead to it; months None and days 0 is an open end.

    `lives` are the keys of the culture statement's values that it puts into practice.
    """

    track: str
    title: Text
    after: tuple[str, ...] = ()
    months: int | None = None
    days: int = 0
    seats: int | None = None
    aim: Text
    suits: Text = ""
    learn: tuple[Topic, ...] = ()
    daily: tuple[Task, ...] = ()
    work: Work | None = None
    indicators: tuple[Indicator, ...] = ()
    pay_bands: tuple[PayBand, ...] = ()
    salary: Salary | None = None
    early: Text = ""
    late: Text = ""
    promotion: Promotion | None = None
    not_yet: NotYet | None = None
    mentor: Text = ""
    responsibilities: tuple[Clause, ...] = ()
    rights: tuple[Clause, ...] = ()
    source: Text = ""
    lives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing(Item):
    """A way to change the track: what counts as learned already, and the trial time."""

    leaves: str
    enters: str
    credit: Text
    trial: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StageExample(Item):
    """A worked example of the table of one stage."""

    stage: str
    table: Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder(Body):
    """Tracks and stages; `visibility` is which stages' pay staff may see."""

    visibility: Visibility = "all"
    tracks: tuple[Track, ...]
    stages: tuple[Stage, ...]
    crossings: tuple[Crossing, ...] = ()
    principles: tuple[Clause, ...] = ()
    sources: tuple[Clause, ...] = ()
    example: StageExample | None = None
