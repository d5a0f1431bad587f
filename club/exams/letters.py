"""What people are told about exams that they sat, or that they grade."""

from dataclasses import dataclass
from typing import ClassVar

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
