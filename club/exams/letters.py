"""What people are told about exams that they are to sit, that they sat, or that they grade."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from club.core.messages import Event
from club.documents.letters import AboutDocument


@dataclass(frozen=True, kw_only=True)
class ExamToGrade(AboutDocument):
    """To whoever grades: answers in words wait for you, so many exams with the one that was handed in last."""

    pages: ClassVar[str] = "exams/exam_to_grade"
    waiting: int


@dataclass(frozen=True, kw_only=True)
class ExamGraded(AboutDocument):
    """Your answers in words are graded, and with them your exam is passed or not."""

    pages: ClassVar[str] = "exams/exam_graded"
    is_passed: bool


@dataclass(frozen=True, kw_only=True)
class AboutExam(Event):
    """Base: an exam that somebody of a firm is to sit."""

    pages: ClassVar[str] = ""
    firm_name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ExamAsked(AboutExam):
    """You are asked to sit an exam until a day; `by_club` where the club asks, which knows only whom it named."""

    pages: ClassVar[str] = "exams/exam_asked"
    due_on: date
    by_club: bool
    is_named: bool


@dataclass(frozen=True, kw_only=True)
class ExamDue(AboutExam):
    """The last day to sit an exam is near, or over."""

    pages: ClassVar[str] = "exams/exam_due"
    due_on: date
    is_late: bool
