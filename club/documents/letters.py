"""What people of a firm are told about its texts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class AboutDocument(Event):
    """Base: a text of a firm."""

    pages: ClassVar[str] = ""
    firm_name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ReviewAsked(AboutDocument):
    """To a reviewer: somebody asks you to read a draft by a day."""

    pages: ClassVar[str] = "documents/review_asked"
    asker: str
    due_on: date
    note: str


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(AboutDocument):
    """To whoever asked: the draft was approved or sent back."""

    pages: ClassVar[str] = "documents/review_answered"
    reviewer: str
    is_approved: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class ReviewDayReached(AboutDocument):
    """To the keeper of a text: today it is to be looked at again."""

    pages: ClassVar[str] = "documents/review_day_reached"
    day: date


@dataclass(frozen=True, kw_only=True)
class ConsultationOpened(AboutDocument):
    """To staff: a text can be read and commented on before it binds."""

    pages: ClassVar[str] = "documents/consultation_opened"
    until: date
    note: str


@dataclass(frozen=True, kw_only=True)
class QuestionsOutdated(AboutDocument):
    """To whoever keeps an exam: its standard changed, and some questions ask about that."""

    pages: ClassVar[str] = "documents/questions_outdated"
    standard: str
    number: int
    questions: int
