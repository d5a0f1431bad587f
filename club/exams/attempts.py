"""What an attempt consists of, for whoever changes it: its row held, its questions, the answers to them."""

from sqlalchemy import select

from club.core.db import session
from club.documents.kinds.exam.body import Exam, Question
from club.documents.kinds.exam.rules import questions
from club.documents.models import Document
from club.exams.answering_rules import Answer
from club.exams.drawing_rules import as_sat
from club.exams.models import Attempt, AttemptAnswer
from club.exams.papers import numbered
from club.exams.rules import Purpose
from club.firms.models import Membership


def lock(row: Membership | Attempt) -> None:
    """Whoever else writes about this row waits; what they wrote is read anew."""
    session().flush()
    session().refresh(row, with_for_update=True)


def asked_in(attempt: Attempt) -> dict[str, Question]:
    """The questions of an attempt by key."""
    drawn = {each["key"] for each in attempt.drawn}
    return {question.key: question for question in questions(paper_of(attempt)) if question.key in drawn}


def paper_of(attempt: Attempt) -> Exam:
    """The exam that an attempt is on, with the questions that it drew from a bank as they were then."""
    return as_sat(numbered(session().get_one(Document, attempt.document_id), attempt.number), attempt.drawn)


def scored(attempt: Attempt, exam: Exam) -> set[str]:
    """The questions that earn points, by key: in practice nobody grades, so what a person would grade is left out."""
    drawn = {each["key"] for each in attempt.drawn}
    if attempt.purpose is not Purpose.PRACTICE:
        return drawn
    return drawn - {question.key for question in questions(exam) if question.sort == "open"}


def rows_of(attempt: Attempt) -> dict[str, AttemptAnswer]:
    """The rows of what was answered, by question, as they are stored now."""
    mine = select(AttemptAnswer).where(AttemptAnswer.attempt_id == attempt.id)
    found = session().scalars(mine.execution_options(populate_existing=True))
    return {row.question: row for row in found}


def answers_of(attempt: Attempt) -> dict[str, Answer]:
    """What was answered, by question, as it is scored."""
    return {key: row.answer for key, row in rows_of(attempt).items()}
