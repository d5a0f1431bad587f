"""What holds for an exam: it can be sat, each question has exactly one way to be right, marks can be reached."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from club.core.text import N_
from club.documents.body import Body, Problem
from club.documents.edits import items
from club.documents.kinds.exam.body import Exam, Question, Section
from club.documents.kinds.exam.question_rules import question_problems

MOST_QUESTIONS, MOST_DRAWN, LONGEST_TAG = 500, 100, 40
MOST_MINUTES, MOST_ATTEMPTS, MOST_DAYS = 600, 50, 365
WHOLE = 100
GRADED = frozenset({"open"})
"""Sorts of questions that a person grades."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How an exam and the standard that it examines fit together; everything by key, in the order of the texts.

    `asked` holds the questions of each binding clause, `unasked` the binding clauses that no question asks about,
    `loose` the questions that ask about nothing, `astray` the keys that a question names and the standard lacks.
    """

    asked: Mapping[str, tuple[str, ...]]
    unasked: tuple[str, ...]
    loose: tuple[str, ...]
    astray: Mapping[str, tuple[str, ...]]

    @property
    def is_whole(self) -> bool:
        """Whether each binding clause has its question, and each question its clause."""
        return not (self.unasked or self.loose or self.astray)


def problems(exam: Exam) -> tuple[Problem, ...]:
    """Return what must be put right before the exam is published."""
    return (
        *_sitting_problems(exam),
        *(found for section in exam.sections for found in _section_problems(section)),
        *(
            found
            for section in exam.sections
            for question in section.questions
            for found in question_problems(question, f"sections[{section.key}].questions[{question.key}]")
        ),
    )


def own_problems(exam: Exam) -> tuple[Problem, ...]:
    """Return what the club must put right besides in an exam that it holds itself: no firm has a hand in it."""
    return tuple(
        found
        for section in exam.sections
        for found in (
            *_firms_bank(section),
            *(
                Problem(f"sections[{section.key}].questions[{question.key}]", _GRADED)
                for question in section.questions
                if question.sort in GRADED
            ),
        )
    )


def questions(exam: Exam) -> tuple[Question, ...]:
    """Return every question in the order of the text."""
    return tuple(question for section in exam.sections for question in section.questions)


def numbers(exam: Exam) -> dict[str, int]:
    """Return the number of each question by key; they run through all sections."""
    return {question.key: place for place, question in enumerate(questions(exam), 1)}


def drawn_count(section: Section) -> int:
    """Return how many questions of a section an attempt has."""
    if section.tag:
        return section.draws or 0
    return len(section.questions) if section.draws is None else min(section.draws, len(section.questions))


def coverage(exam: Exam, standard: Body) -> Coverage:
    """Hold an exam against the standard that it examines."""
    known = {key: item for key, item in items(standard) if key}
    asked: dict[str, list[str]] = {key: [] for key, item in known.items() if getattr(item, "must", False)}
    astray: dict[str, tuple[str, ...]] = {}
    for question in questions(exam):
        for key in question.clauses:
            if key in asked:
                asked[key].append(question.key)
        lost = tuple(key for key in question.clauses if key not in known)
        if lost:
            astray[question.key] = lost
    return Coverage(
        {key: tuple(listed) for key, listed in asked.items()},
        tuple(key for key, listed in asked.items() if not listed),
        tuple(question.key for question in questions(exam) if not question.clauses),
        astray,
    )


def _sitting_problems(exam: Exam) -> Iterator[Problem]:
    if not exam.sections:
        yield Problem("sections", N_("An exam needs at least one part with a question."))
    if not 1 <= exam.pass_percent <= WHOLE:
        yield Problem("pass_percent", _PERCENT)
    if exam.minutes is not None and not 1 <= exam.minutes <= MOST_MINUTES:
        yield Problem("minutes", N_("The time goes from 1 to %(most)s minutes."), {"most": MOST_MINUTES})
    if exam.attempts is not None and not 1 <= exam.attempts <= MOST_ATTEMPTS:
        yield Problem("attempts", N_("The attempts go from 1 to %(most)s."), {"most": MOST_ATTEMPTS})
    if any(not 0 <= each.days <= MOST_DAYS for each in exam.waits):
        yield Problem("waits", N_("The days to wait go from 0 to %(most)s."), {"most": MOST_DAYS})
    if exam.attempts and len(exam.waits) >= exam.attempts:
        yield Problem("waits", N_("After the last attempt nobody waits for another: take out the days too many."))
    if len(questions(exam)) > MOST_QUESTIONS:
        yield Problem("sections", N_("An exam has at most %(most)s questions."), {"most": MOST_QUESTIONS})


def _firms_bank(section: Section) -> Iterator[Problem]:
    if section.tag and section.bank == "firm":
        message = N_("An exam of the club draws from the club’s bank: a firm’s bank is its own.")
        yield Problem(f"sections[{section.key}].bank", message)


def _banked_problems(section: Section, path: str) -> Iterator[Problem]:
    """What a part that draws from a bank must say."""
    if section.questions:
        yield Problem(f"{path}.questions", N_("A part that draws from a bank has no questions of its own."))
    if section.draws is None or not 1 <= section.draws <= MOST_DRAWN:
        yield Problem(f"{path}.draws", N_("Say how many are drawn, 1 to %(most)s."), {"most": MOST_DRAWN})
    if len(section.tag) > LONGEST_TAG:
        yield Problem(f"{path}.tag", N_("A tag has at most %(most)s characters."), {"most": LONGEST_TAG})


_GRADED = N_("An exam of the club has no answers in words: nobody of the club reads what people of a firm wrote.")
_PERCENT = N_("A pass mark goes from 1 to 100 percent.")


def _section_problems(section: Section) -> Iterator[Problem]:
    path = f"sections[{section.key}]"
    if section.pass_percent is not None and not 1 <= section.pass_percent <= WHOLE:
        yield Problem(f"{path}.pass_percent", _PERCENT)
    if section.tag:
        yield from _banked_problems(section, path)
    elif not section.questions:
        yield Problem(f"{path}.questions", N_("A section needs at least one question."))
    elif section.draws is not None and not 1 <= section.draws <= len(section.questions):
        message = N_("From 1 to %(most)s questions can be drawn here.")
        yield Problem(f"{path}.draws", message, {"most": len(section.questions)})
