"""A round of an exam begins for somebody: attempts, days between and the pass start anew; what was stays."""

from datetime import datetime

from sqlalchemy import func, select

from club.core.audit import Did, record
from club.core.db import session
from club.documents.models import Document
from club.exams.attempts import lock
from club.exams.models import Attempt, ExamRound
from club.exams.rules import Purpose
from club.firms.models import Membership


def sit_anew(document: Document, member: Membership, *, since: datetime) -> None:
    """Let somebody sit an exam anew that they sat before: only what they hand in from a moment on counts.

    Asked for twice it is so once. One that is open goes on, and counts in the round in which it is handed in.
    """
    lock(member)
    latest = round_of(document, member)
    if (latest is not None and latest >= since) or not _was_sat(document, member, before=since):
        return
    session().add(ExamRound(document_id=document.id, membership_id=member.id, at=since))
    record(Did.EXAM_ANEW, member.ref, exam=document.ref)
    session().flush()


def round_of(document: Document, member: Membership) -> datetime | None:
    """Since when somebody sits an exam anew; None in the first round."""
    mine = (ExamRound.document_id == document.id, ExamRound.membership_id == member.id)
    found: datetime | None = session().scalars(select(func.max(ExamRound.at)).where(*mine)).one()
    return found


def _was_sat(document: Document, member: Membership, *, before: datetime) -> bool:
    mine = (Attempt.document_id == document.id, Attempt.membership_id == member.id)
    counted = select(Attempt.id).where(*mine, Attempt.purpose == Purpose.COUNTED, Attempt.finished_at < before)
    return session().scalars(counted.limit(1)).first() is not None
