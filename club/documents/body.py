"""What every living document is made of: texts, keyed items, blanks and the kind that types them."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from club.documents.blocks import Headings
from club.documents.labels import CHOICES

Json: TypeAlias = dict[str, Any]
Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
TEXT_LIMIT = 10_000
KEY_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
_KEY_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both of the library's languages."""

    en: str
    zh: str


# A firm's document holds plain strings; the club's library holds pairs.
Text: TypeAlias = str | Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A part that people point at: comments, ticks, differences and adoption all name its key."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Item):
    """One statement: who does what, by when or how many, shown by what."""

    text: Text
    title: Text = ""
    must: bool = False


BlankType: TypeAlias = Literal["text", "number", "money", "percent", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Item):
    """A value that each firm fills in; texts quote it as {key}."""

    label: Text
    type: BlankType
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The common head of every kind: what it is called and which blanks it has."""

    title: Text
    summary: Text = ""
    blanks: tuple[Blank, ...] = ()

    @property
    def asked(self) -> frozenset[str]:
        """Names that texts quote like blanks, and that are filled in only when a text is used."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field; `path` names it, `message` is a msgid filled from `values`."""

    path: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.path}: {self.message % dict(self.values)}"


@dataclass(frozen=True, slots=True)
class Hint:
    """What to look at again, and no stopper: where it stands, the words found if any, and a msgid that says why."""

    path: str
    found: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


class MalformedBodyError(ValueError):
    """JSON that is not a body of its kind; carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


B = TypeVar("B", bound=Body)


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[B]):
    """A sort of living document: its body's type, its schema's version and its own rules.

    `upgrades[n]` turns the JSON of schema n into that of schema n + 1; `facts` is what the reading page computes with.
    `labels` names fields for people: "Stage.aim" or, for every type alike, "aim"; `choices` says closed words.
    `shelf` is the word in the address of its list, `beside` the kind whose entry of the menu it shares; `refers` says
    of which type the items are that a field names by key, `falls_with` which of these fields take their item along
    when what they name goes; `money` lists fields in minor units. `is_consulted`: it
    touches pay, hours or discipline, so staff are asked.
    `anchors`: the parts that have a place of their own on the reading page, by type; its id is this, then the key.
    `is_secret`: only who writes such texts reads them. `points_at` says of which kind the text is whose items a field
    names by key (see `pointers.py`); where its own page does not show them, `shows_pointed` is false.
    `leaves` cuts a long text into bodies that are read one after the other.
    `headings`: how it is worked on in a word processor. `pictures`: the fields that name pictures by ref.
    `drawn_by`: those that name a tag of question banks. `is_composed`: it is written on a page of its own,
    `templates/documents/<kind>/edit.html`, which shows what its parts hold.
    `parts_point_at` says of which kinds the texts are that belong to a part, by its type (see `belonging.py`).
    """

    name: str
    label: str
    body: type[B]
    schema: int
    problems: Callable[[B], tuple[Problem, ...]]
    hints: Callable[[B], tuple[Hint, ...]] = field(default=lambda _body: ())
    facts: Callable[[B], Mapping[str, Any]] = field(default=lambda _body: {})
    leaves: Callable[[B], tuple[B, ...]] | None = None
    upgrades: Mapping[int, Callable[[Json], Json]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=lambda: CHOICES)

    def label_of(self, owner: str, name: str) -> str:
        """Return the msgid that names a field of a type to people."""
        return self.labels.get(f"{owner}.{name}") or self.labels[name]

    shelf: str = ""
    beside: str = ""
    is_consulted: bool = False
    is_secret: bool = False
    refers: Mapping[str, str] = field(default_factory=dict)
    falls_with: frozenset[str] = frozenset()
    points_at: Mapping[str, str] = field(default_factory=dict)
    shows_pointed: bool = True
    parts_point_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    money: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    drawn_by: frozenset[str] = frozenset()
    is_composed: bool = False
    anchors: Mapping[str, str] = field(default_factory=dict)
    headings: Headings | None = None


def new_key() -> str:
    """Return a random key for a new item: 16 letters and digits of base32."""
    return "".join(secrets.choice(_KEY_ALPHABET) for _ in range(16))


def is_key(value: str) -> bool:
    """Tell whether a string may serve as an item's key."""
    return KEY_PATTERN.fullmatch(value) is not None
