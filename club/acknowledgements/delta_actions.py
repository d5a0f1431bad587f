"""The exam on what changed: asked for with a signature, begun, and done when it is passed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from club.acknowledgements.models import Delta, Signature
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents.models import Document
from club.exams import actions as exams
from club.exams import sitting_rules
from club.exams.finishing import when_finished
from club.exams.models import Attempt
from club.exams.queries import asking
from club.exams.rules import Purpose
from club.firms.models import Membership

NOTHING_LEFT = frozenset({sitting_rules.NOTHING_ASKED.code, sitting_rules.NOT_OPEN.code})


def ask(signature: Signature, before: int | None, *, today: date) -> None:
    """Ask for the exam on what changed much, if one asks about it; what was left of the signature before is added.

    Whoever is in the middle of that one has it handed in first: what they had right of it is not asked again.
    """
    left = _left_of(before, signature)
    clauses = set(signature.clauses) | (set(left.clauses) if left else set())
    found = asking(signature.document_id, clauses, today=today) if clauses else ()
    if found:
        exam = max(found, key=lambda one: one.questions)
        session().add(Delta(signature_id=signature.id, exam_id=exam.document_id, clauses=sorted(clauses)))


def begin(signature_id: int, member: Membership, *, at: datetime) -> Attempt | None:
    """Begin the exam on what changed, or go on with it; None where it is done, or asks nothing any more: that is done.

    Refused as `exams.actions.begin` is. What is locked is locked as `finish` does: the delta after the attempt.
    """
    delta, signature = _of(signature_id), session().get_one(Signature, signature_id)
    exam = session().get_one(Document, delta.exam_id)
    exams.hold(exam, member, at=at)
    session().flush()
    session().refresh(delta)
    if delta.done_at is not None:
        return None
    try:
        asked: dict[str, Any] = {"clauses": delta.clauses, "since": signature.signed_at}
        return exams.begin(exam, member, purpose=Purpose.DELTA, at=at, **asked)
    except Refused as refused:
        if refused.refusal.code not in NOTHING_LEFT:
            raise
    session().flush()
    session().refresh(delta, with_for_update=True)
    if delta.done_at is None:
        delta.done_at = at
        record(Did.DELTA_SETTLED, exam.ref, attempt=None)
    return None


def is_passed(signature_id: int) -> bool:
    """Whether an attempt settled it, rather than that nothing was left to ask."""
    return _of(signature_id).attempt_id is not None


@when_finished
def _passed(attempt: Attempt) -> None:
    """An attempt that asked about all of it, begun since the signature, and passed."""
    if attempt.purpose is not Purpose.DELTA or not attempt.passed:
        return
    waiting = (
        select(Delta, Signature.signed_at)
        .join(Signature, Signature.id == Delta.signature_id)
        .where(
            Signature.membership_id == attempt.membership_id,
            Delta.exam_id == attempt.document_id,
            Delta.done_at.is_(None),
        )
        .with_for_update(of=Delta)
    )
    for delta, signed_at in session().execute(waiting):
        if set(delta.clauses) <= set(attempt.clauses) and attempt.started_at >= signed_at:
            delta.done_at, delta.attempt_id = attempt.finished_at, attempt.id
            record(Did.DELTA_SETTLED, attempt.ref, attempt=attempt.ref)


def _of(signature_id: int) -> Delta:
    return session().scalars(select(Delta).where(Delta.signature_id == signature_id)).one()


def _left_of(before: int | None, signature: Signature) -> Delta | None:
    """What the exam asked for with the signature before still asks, now that another one is signed."""
    mine = select(Delta).where(Delta.signature_id == before, Delta.done_at.is_(None))
    left = session().scalars(mine).first() if before is not None else None
    if left is None:
        return None
    exam, member = session().get_one(Document, left.exam_id), session().get_one(Membership, signature.membership_id)
    exams.cut_short(exam, member, at=signature.signed_at)
    session().flush()
    session().refresh(left)
    return left if left.done_at is None else None
