"""What an attempt scores: whole points, no floats, edges that leave no doubt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from club.documents.kinds.exam.body import Exam
from club.exams.answering_rules import Answer, earned

WHOLE = 100
NOTHING = Answer()


class Purpose(StrEnum):
    """What an attempt is for: it counts, it is practice, or it asks only about clauses that changed."""

    COUNTED = "counted"
    PRACTICE = "practice"
    DELTA = "delta"


@dataclass(frozen=True, slots=True)
class Part:
    """What one section scored; `needs` is its own pass mark in percent, None where it has none."""

    key: str
    points: int
    of: int
    needs: int | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What an attempt scored; it is passed when the whole and each section reach their marks.

    While a person has yet to grade an answer, the points are those so far, and `passed` is None.
    """

    points: int
    of: int
    parts: tuple[Part, ...]
    passed: bool | None


def score(exam: Exam, drawn: Collection[str], answers: Mapping[str, Answer]) -> Score:
    """Score the questions that were drawn, by key; one without an answer earns nothing.

    A section of which nothing was drawn has no part in it.
    """
    parts, is_graded = [], True
    for section in exam.sections:
        asked = [question for question in section.questions if question.key in drawn]
        if asked:
            found = [earned(question, answers.get(question.key, NOTHING)) for question in asked]
            is_graded = is_graded and None not in found
            points, of = sum(each or 0 for each in found), sum(question.points for question in asked)
            reached = section.pass_percent is None or reaches(points, of, section.pass_percent)
            parts.append(Part(section.key, points, of, section.pass_percent, reached))
    points, of = sum(part.points for part in parts), sum(part.of for part in parts)
    passed = reaches(points, of, exam.pass_percent) and all(part.passed for part in parts)
    return Score(points, of, tuple(parts), passed if is_graded else None)


def reaches(points: int, of: int, percent: int) -> bool:
    """Whether so many points are at least that percentage; nothing out of nothing is not."""
    return of > 0 and WHOLE * points >= percent * of


def percent_of(points: int, of: int) -> int:
    """The percentage reached, rounded down, so that 89.9 does not read as the 90 that it takes."""
    return WHOLE * points // of if of else 0
