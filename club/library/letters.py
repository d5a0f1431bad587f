"""What the library tells a firm's people."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class NewerNumber(Event):
    """To whoever publishes in a firm: the club published a newer number of a text that the firm adopted."""

    pages: ClassVar[str] = "library/newer"
    title: str
    number: int
    note: str


@dataclass(frozen=True, kw_only=True)
class OfferAnswered(Event):
    """To whoever publishes in a firm: what became of a clause that the firm offered."""

    pages: ClassVar[str] = "library/answered"
    name: str
    is_accepted: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class KitTaken(Event):
    """To an instructor, once a month at most: how many firms adopted a text that a talk of theirs carries."""

    pages: ClassVar[str] = "library/taken"
    talk: str
    text: str
    firms: int
    using: int | None
