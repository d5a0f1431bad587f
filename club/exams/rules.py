"""Whether an answer is right, and what an attempt scores: whole points, no floats, edges that leave no doubt."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from club.documents.kinds.exam.body import Exam, Question

WHOLE = 100
LONGEST_NUMBER = 40
TRUE, FALSE = "true", "false"
_NUMBER = re.compile(r"[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,6})?")


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
    """What an attempt scored; it is passed when the whole and each section reach their marks."""

    points: int
    of: int
    parts: tuple[Part, ...]
    passed: bool


def score(exam: Exam, drawn: Collection[str], given: Mapping[str, Sequence[str]]) -> Score:
    """Score the questions that were drawn, by key; one without an answer earns nothing.

    A section of which nothing was drawn has no part in it.
    """
    parts = []
    for section in exam.sections:
        asked = [question for question in section.questions if question.key in drawn]
        if asked:
            points = sum(question.points for question in asked if is_right(question, given.get(question.key, ())))
            of = sum(question.points for question in asked)
            reached = section.pass_percent is None or reaches(points, of, section.pass_percent)
            parts.append(Part(section.key, points, of, section.pass_percent, reached))
    points, of = sum(part.points for part in parts), sum(part.of for part in parts)
    passed = reaches(points, of, exam.pass_percent) and all(part.passed for part in parts)
    return Score(points, of, tuple(parts), passed)


def is_right(question: Question, given: Sequence[str]) -> bool:
    """Whether an answer is right as a whole; there is no part of the points for part of an answer.

    `given` holds the places of the options chosen (from 0, as the text lists them), "true" or "false", or what was
    typed for a number. A question with several right options wants exactly these.
    """
    if question.sort in ("single", "multiple"):
        right = {str(place) for place, option in enumerate(question.options) if option.right}
        return set(given) == right
    if question.sort == "true_false":
        return list(given) == [TRUE if question.is_true else FALSE]
    number = number_of(given[0]) if len(given) == 1 else None
    if number is None or question.answer is None:
        return False
    return abs(number - question.answer) <= question.tolerance


def number_of(typed: str) -> Decimal | None:
    """The number that somebody typed, or None: digits, a point, commas only between thousands; full-width ones too."""
    plain = unicodedata.normalize("NFKC", typed[: LONGEST_NUMBER + 1]).strip().replace("\u2212", "-")
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def is_answer(question: Question, given: Sequence[str]) -> bool:
    """Whether this can be an answer to a question at all; a number may be typed wrongly, an option must be there."""
    if len(set(given)) < len(given):
        return False
    if question.sort in ("single", "multiple"):
        places = {str(place) for place in range(len(question.options))}
        return set(given) <= places and (question.sort == "multiple" or len(given) <= 1)
    if question.sort == "true_false":
        return len(given) <= 1 and set(given) <= {TRUE, FALSE}
    return len(given) <= 1 and all(len(each) <= LONGEST_NUMBER and each.isprintable() for each in given)


def reaches(points: int, of: int, percent: int) -> bool:
    """Whether so many points are at least that percentage; nothing out of nothing is not."""
    return of > 0 and WHOLE * points >= percent * of


def percent_of(points: int, of: int) -> int:
    """The percentage reached, rounded down, so that 89.9 does not read as the 90 that it takes."""
    return WHOLE * points // of if of else 0
