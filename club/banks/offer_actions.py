"""Instructors offer questions to the club's bank; no exam draws one before an editor took it in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from club.banks import actions
from club.banks.models import ClubQuestion
from club.banks.offer_queries import NOT_IN
from club.banks.offer_rules import MOST_OFFERED, MOVED_ON, TOO_MANY
from club.banks.queries import CLUB
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refusals import Refused
from club.documents.kinds.exam.body import Question
from club.people.leaving import ends_with_teaching, still_may
from club.policy import Can


def offer(
    question: Question, *, tags: Sequence[str], by: int, at: datetime, standard: int | None = None
) -> ClubQuestion:
    """Lay a question before the editors. Refused where the bank has it, and to whoever has too many waiting."""
    if read(NOT_IN, viewer=by).scalar_one() >= MOST_OFFERED:
        raise Refused(TOO_MANY)
    row: ClubQuestion = actions.add(CLUB, question, tags=tags, by=by, at=at, standard=standard)
    row.author_id, row.offered_at = by, at
    return row


def offer_again(row: ClubQuestion, *, at: datetime) -> None:
    """Lay a question that its author changed before the editors anew, whatever they said of it before."""
    row.offered_at, row.declined_at = at, None


def decide(row: ClubQuestion, *, is_taken: bool, at: datetime) -> None:
    """Take an offered question into the bank, or decline it. Refused where somebody has decided already."""
    if row.offered_at is None or row.declined_at is not None:
        raise Refused(MOVED_ON)
    row.offered_at, row.declined_at = (None, None) if is_taken else (row.offered_at, at)
    record(Did.BANK_OFFER_DECIDED, row.ref, taken=is_taken)


@ends_with_teaching
def _leave_questions(person_id: int) -> None:
    """What somebody offered who composes no exams any more is the editors’."""
    if still_may(person_id, Can.EXAM_WRITE):
        return
    for row in session().scalars(select(ClubQuestion).where(ClubQuestion.author_id == person_id).with_for_update()):
        row.author_id = None
