"""The typed body of a department standard."""

from dataclasses import dataclass
from decimal import Decimal

from club.documents.assessment import Example, Indicator, PayBand
from club.documents.body import Body, Clause, Item, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Item):
    """One column of a table."""

    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Item):
    """One row of a table, a cell for each column."""

    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Item):
    """A table inside a section: newcomers' days, shifts, traffic shares."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Item):
    """A numbered section with its numbered clauses; the number follows from the order.

    `lives` are the keys of the culture statement's values that it puts into practice.
    """

    title: Text
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    lives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum(Item):
    """A measurable minimum of the hiring profile and how it is tested."""

    name: Text
    at_least: Decimal
    unit: Text
    tested: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Item):
    """What a role may grant a buyer per order without asking: minor units of a currency."""

    role: Text
    limit: int
    currency: str
    when: Text
    record: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal(Item):
    """The department's weighted table, what a total pays, and a worked example."""

    indicators: tuple[Indicator, ...]
    pay_bands: tuple[PayBand, ...] = ()
    example: Example | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerProblem(Item):
    """A problem as customers word it, with the standard answer."""

    topic: Text
    wordings: tuple[Text, ...]
    answer: Text
    do: Text = ""
    avoid: Text = ""
    escalate: Text = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Body):
    """Numbered sections, and the tables that are computed with."""

    department: Text
    sections: tuple[Section, ...]
    profile: tuple[Minimum, ...] = ()
    grants: tuple[Grant, ...] = ()
    appraisal: Appraisal | None = None
    problems: tuple[CustomerProblem, ...] = ()
