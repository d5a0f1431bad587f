"""Answering: each answer is kept as it was last given; a text to type is shown, and its time runs from then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.documents.body import Language
from club.documents.kinds.exam.body import Question
from club.exams import sitting_rules as rules
from club.exams.answering_rules import is_answer
from club.exams.attempts import asked_in, lock, rows_of
from club.exams.models import Attempt, AttemptAnswer


@dataclass(frozen=True)
class Given:
    """What is answered to a question, and the version of its answer that the page showed: 0 for none.

    `pasted`: how often the page refused to paste into it.
    """

    question: str
    given: Sequence[str]
    seen: int
    pasted: int = 0


@dataclass(frozen=True)
class Conflict:
    """What another window saved to the same question meanwhile, and which version that is."""

    theirs: Sequence[str]
    version: int


def answer(attempt: Attempt, question: str, given: Sequence[str], *, seen: int, at: datetime) -> Conflict | None:
    """Keep one answer, as `answers` does; refused where that refuses it."""
    (found,) = answers(attempt, [Given(question, given, seen)], at=at)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def answers(attempt: Attempt, many: Iterable[Given], *, at: datetime) -> list[Conflict | Refusal | None]:
    """Keep answers as they were typed; returns what each came to: one that is not kept leaves the others alone.

    Refused where the attempt is over. Nothing given takes an answer back.
    """
    _hold(attempt, at=at)
    asked, there = asked_in(attempt), rows_of(attempt)
    return [_keep(attempt, one, asked.get(one.question), there, at=at) for one in many]


def start_typing(attempt: Attempt, question: str, *, lang: Language, at: datetime) -> None:
    """Show the text of a question in this language: its time runs from now, once, on whichever device.

    Refused where the attempt is over, and for a question that has no text to type.
    """
    _hold(attempt, at=at)
    asked = asked_in(attempt).get(question)
    if asked is None or asked.typing is None:
        raise Refused(rules.NOT_ASKED)
    if question not in rows_of(attempt):
        traits = {"given": [], "version": 1, "saved_at": at, "started_at": at, "lang": lang}
        session().add(AttemptAnswer(attempt_id=attempt.id, question=question, **traits))


def _hold(attempt: Attempt, *, at: datetime) -> None:
    """The attempt's row, until the commit; refused where it takes no answers any more."""
    lock(attempt)
    if attempt.finished_at is not None:
        raise Refused(rules.FINISHED)
    if rules.is_over(attempt.ends_at, at):
        raise Refused(rules.LATE)


def _keep(
    attempt: Attempt, one: Given, asked: Question | None, there: dict[str, AttemptAnswer], *, at: datetime
) -> Conflict | Refusal | None:
    """Keep one; or why not, or what another window saved since the page was made."""
    refusal = _refusal(one, asked, there, at=at)
    if refusal is not None:
        return refusal
    row, given = there.get(one.question), list(one.given)
    if row is None:
        if given:
            there[one.question] = AttemptAnswer(
                attempt_id=attempt.id, question=one.question, given=given, version=1, saved_at=at
            )
            session().add(there[one.question])
        return None
    row.pasted = max(row.pasted, one.pasted)
    if row.given == given:
        return None
    if row.version != one.seen:
        return Conflict(row.given, row.version)
    row.given, row.saved_at, row.version = given, at, row.version + 1
    return None


def _refusal(one: Given, asked: Question | None, there: Mapping[str, AttemptAnswer], *, at: datetime) -> Refusal | None:
    """Why an answer cannot be kept at all."""
    if asked is None:
        return rules.NOT_ASKED
    if not is_answer(asked, one.given):
        return rules.NO_ANSWER
    if asked.typing is None:
        return None
    row = there.get(one.question)
    return rules.may_type(asked.typing, row.started_at if row is not None else None, at)
