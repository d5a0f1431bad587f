"""Reads of rounds: since when somebody sits an exam anew, and what belongs to an earlier round."""

from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select

from club.core.walls import reads
from club.exams.models import Attempt, ExamRound


def _of_both(row: Any) -> Any:
    """The rounds of the person and the exam of a row."""
    return and_(
        ExamRound.club_id == row.club_id,
        ExamRound.firm_id == row.firm_id,
        ExamRound.document_id == row.document_id,
        ExamRound.membership_id == row.membership_id,
    )


def is_followed(row: Any, at: Any) -> Any:
    """Whether a round began for the person and the exam of a row after a moment of it: it counts no more."""
    return exists().where(_of_both(row), ExamRound.at > at).correlate(row)


ROUND_AT = (
    select(func.max(ExamRound.at)).where(_of_both(Attempt)).correlate(Attempt).scalar_subquery().label("round_at")
)
"""Since when the person of an attempt sits its exam anew; nothing in the first round."""
ROUNDS = reads(
    select(ExamRound.membership_id, func.max(ExamRound.at).label("began_at"))
    .where(ExamRound.document_id == bindparam("document_id"))
    .group_by(ExamRound.club_id, ExamRound.firm_id, ExamRound.membership_id)
)
