"""What applicants and board members are told, and with what."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class Received(Event):
    """To the applicant: the application arrived; here is the link to it."""

    pages: ClassVar[str] = "applications/received"
    firm_name: str


@dataclass(frozen=True, kw_only=True)
class LinkAgain(Event):
    """To the applicant: the link that was asked for anew."""

    pages: ClassVar[str] = "applications/link_again"
    firm_name: str


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(Event):
    """To the applicant: the club wants to know more."""

    pages: ClassVar[str] = "applications/question_asked"
    firm_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Declined(Event):
    """To the applicant: the firm is not admitted, and why."""

    pages: ClassVar[str] = "applications/declined"
    firm_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Explained(Event):
    """To the applicant whom the board refused: the reason."""

    pages: ClassVar[str] = "applications/explained"
    firm_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoteWanted(Event):
    """To a board member: a firm waits for a vote."""

    pages: ClassVar[str] = "applications/vote_wanted"
    firm_name: str
    is_answered: bool = False
