"""What people are told about gaps."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class GapSettled(Event):
    """To whoever did not find an answer: what came of it."""

    pages: ClassVar[str] = "answers/gap_settled"
    firm_name: str
    words: str
    outcome: str
    answer: str
    why: str


@dataclass(frozen=True, kw_only=True)
class GapsWait(Event):
    """Once a week, to the keeper: how many questions wait for an answer, and the one asked most."""

    pages: ClassVar[str] = "answers/gaps_wait"
    firm_name: str
    gaps: int
    changed: int
    most: str
