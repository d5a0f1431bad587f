"""The typed body of an answer catalogue."""

from dataclasses import dataclass
from datetime import date

from club.documents.body import BlankType, Body, Item, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Item):
    """What problems are sorted by."""

    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Item):
    """A value that is typed each time an answer is used, as an order's number; texts quote it as {name}."""

    name: str
    label: Text
    type: BlankType
    example: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Item):
    """The same answer in other words, and when it is the better one."""

    when: Text
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Item):
    """A problem as customers word it, with the standard answer.

    `code` finds it in a few keys; `words` must not be sent; it holds from `begins` to the end of `ends`. `picture` says
    where a picture is kept elsewhere, `pictures` are the refs of those that are kept here.
    """

    title: Text
    text: Text
    topic: str = ""
    code: str = ""
    wordings: tuple[Text, ...] = ()
    variants: tuple[Variant, ...] = ()
    do: Text = ""
    avoid: Text = ""
    escalate: Text = ""
    sensitive: bool = False
    words: tuple[Text, ...] = ()
    picture: Text = ""
    pictures: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Body):
    """Topics, answers in the order in which they are read, and what is asked for each time one is used."""

    answers: tuple[Answer, ...]
    topics: tuple[Topic, ...] = ()
    asks: tuple[Ask, ...] = ()

    @property
    def asked(self) -> frozenset[str]:
        """Names that texts quote and that are filled in only when an answer is used."""
        return frozenset(each.name for each in self.asks)
