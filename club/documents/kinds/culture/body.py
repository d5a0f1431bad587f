"""The typed body of a culture statement."""

from dataclasses import dataclass
from decimal import Decimal

from club.documents.body import Body, Clause, Item, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon(Item):
    """The vision at one distance, with pictures that can be counted."""

    years: int
    text: Text
    pictures: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Item):
    """One value: its behaviours are scored 0 or 1 by dated events."""

    name: Text
    meaning: Text
    behaviours: tuple[Clause, ...]
    counter_example: Text
    story: Text
    red_line: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Item):
    """One behaviour in a worked example: 1 is lived, 0 is not, with the event that shows it."""

    behaviour: str
    lived: bool
    event: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesExample(Item):
    """A worked example of an assessment of values, its score from 0 to 100 as printed."""

    title: Text
    marks: tuple[Mark, ...]
    score: Decimal
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Culture(Body):
    """Why the firm began, where it goes, how it works on the way, and how that is assessed."""

    beginning: Text
    thanks: Text
    mission: Text
    forgotten: tuple[Clause, ...]
    vision: tuple[Horizon, ...]
    values: tuple[Value, ...]
    decides: tuple[Clause, ...]
    assessment: tuple[Clause, ...]
    weight: int
    promises: tuple[Clause, ...]
    founders: Text
    sources: tuple[Clause, ...] = ()
    example: ValuesExample | None = None
