"""The typed body of an exam."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from club.documents.body import Body, Item, Text

QuestionSort: TypeAlias = Literal[
    "single", "multiple", "true_false", "numeric", "order", "match", "short", "typing", "open"
]

BankName: TypeAlias = Literal["firm", "club"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose; an attempt names it by its place, which a published number never changes."""

    text: Text
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two that belong together; one without a left side is a right side that fits none."""

    left: Text = ""
    right: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """A text to type within so many seconds: so many correct characters a minute, and so many percent without error."""

    text: Text
    seconds: int = 300
    speed: int = 60
    accuracy: int = 95


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """One question; `clauses` are the keys of the standard's items that it asks about.

    What its sort does not use stays empty: `options` belong to single and multiple, and to order, where they stand in
    the right one; `is_true` to true_false (the text is a statement); `answer`, `tolerance` and `unit` to numeric: right
    from answer - tolerance to answer + tolerance, both edges included; `matches` to match, `accepted` to short and
    `typing` to typing. An open one is graded by a person. `partial`: part of a right answer earns its part.
    The first paragraph of `text` asks, what follows is Markdown, as is `explanation`; `pictures` are refs.
    """

    sort: QuestionSort = "single"
    text: Text
    options: tuple[Option, ...] = ()
    is_true: bool = False
    answer: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: Text = ""
    matches: tuple[Match, ...] = ()
    accepted: tuple[Text, ...] = ()
    typing: Typing | None = None
    partial: bool = False
    explanation: Text = ""
    pictures: tuple[str, ...] = ()
    points: int = 1
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Item):
    """Questions with a pass mark of their own, of which so many are drawn; without these, all, and only the whole.

    With a `tag` it has none of its own: so many are drawn from those with this tag, in the firm's bank or the club's.
    """

    title: Text
    pass_percent: int | None = None
    draws: int | None = None
    tag: str = ""
    bank: BankName = "firm"
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How many days pass after a failed attempt before the next."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam(Body):
    """Sections of questions, and the rules of sitting it: pass mark in all, minutes, attempts, days between them.

    `waits` holds the days after the first failed attempt, the second and so on; the last one holds for all later.
    Without `minutes` there is no limit of time, without `attempts` none of tries.
    """

    pass_percent: int = 80
    minutes: int | None = None
    attempts: int | None = None
    waits: tuple[Wait, ...] = ()
    shuffles: bool = True
    practice: bool = True
    sections: tuple[Section, ...]
