"""Reads of exams: what may be sat, an attempt with its answers, and who passed; the door for slices above."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from club.core.db import read
from club.core.walls import reads
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.joins import its_document, pointed_at
from club.documents.kinds import kind_of
from club.documents.kinds.exam.body import Exam
from club.documents.models import Document, DocumentPointer, Revision
from club.documents.queries import in_force
from club.exams.bank_draws import count_about, examined
from club.exams.drawing_rules import asked_about
from club.exams.due_queries import DUE_ON
from club.exams.models import Attempt, AttemptAnswer, ExtraAttempt
from club.exams.papers import EXAM
from club.exams.round_queries import ROUND_AT, is_followed
from club.exams.rules import Purpose
from club.firms.models import Department

MOST_ATTEMPTS = 500
_PAPER = (
    Document.id,
    Document.ref,
    Document.kind,
    Document.title,
    Document.lang,
    Document.department_id,
    Document.retired_at,
    Revision.number,
    Revision.schema,
    Revision.body,
    Revision.published_at,
)
_DEPARTMENT = and_(
    Department.club_id == Document.club_id,
    Department.firm_id == Document.firm_id,
    Department.id == Document.department_id,
)
_IS_OPEN = (Document.kind == EXAM, Document.retired_at.is_(None))
OF_DOCUMENT = its_document(Attempt)
OF_NUMBER = and_(
    Revision.club_id == Attempt.club_id,
    Revision.firm_id == Attempt.firm_id,
    Revision.document_id == Attempt.document_id,
    Revision.number == Attempt.number,
)
HEAD = (
    Attempt.id.label("attempt_id"),
    Attempt.ref.label("attempt"),
    Attempt.document_id,
    Attempt.membership_id,
    Attempt.number,
    Attempt.purpose,
    Attempt.started_at,
    Attempt.ends_at,
    Attempt.finished_at,
    Attempt.points,
    Attempt.of,
    Attempt.passed,
)

LIST = reads(
    select(*_PAPER, Department.name.label("department"), DUE_ON)
    .join(Revision, in_force())
    .outerjoin(Department, _DEPARTMENT)
    .where(*_IS_OPEN)
    .order_by(Document.title, Document.id)
)
ONE = reads(
    select(*_PAPER, Department.name.label("department"))
    .join(Revision, in_force())
    .outerjoin(Department, _DEPARTMENT)
    .where(Document.ref == bindparam("ref"), *_IS_OPEN)
)
_OF_THE_SAME = (
    ExtraAttempt.club_id == Attempt.club_id,
    ExtraAttempt.firm_id == Attempt.firm_id,
    ExtraAttempt.document_id == Attempt.document_id,
    ExtraAttempt.membership_id == Attempt.membership_id,
)

_ALLOWED_NOW = (*_OF_THE_SAME, ~is_followed(ExtraAttempt, ExtraAttempt.at))
ALLOWED = (
    select(func.count(ExtraAttempt.id)).where(*_ALLOWED_NOW).correlate(Attempt).scalar_subquery().label("extras"),
    select(func.max(ExtraAttempt.at)).where(*_ALLOWED_NOW).correlate(Attempt).scalar_subquery().label("allowed_at"),
)
"""How many further attempts the person of an attempt was allowed at its exam in this round, and when the last."""
_other = aliased(Attempt, name="other")
_NEWEST_OTHERS = (
    select(_other.id)
    .where(_other.membership_id == bindparam("membership_id"), _other.purpose != Purpose.COUNTED)
    .order_by(_other.started_at.desc(), _other.id.desc())
    .limit(MOST_ATTEMPTS)
)
MINE = reads(
    select(*HEAD, *ALLOWED, ROUND_AT)
    .where(
        Attempt.membership_id == bindparam("membership_id"),
        or_(Attempt.purpose == Purpose.COUNTED, Attempt.finished_at.is_(None), Attempt.id.in_(_NEWEST_OTHERS)),
    )
    .order_by(Attempt.started_at.desc(), Attempt.id.desc())
)
"""All that counted or is open, however much was practised; of the rest the newest."""
ATTEMPT = reads(
    select(
        *HEAD,
        Attempt.drawn,
        Attempt.sections,
        Attempt.clauses,
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Document.retired_at,
        Revision.published_at,
        Revision.schema,
        Revision.body,
    )
    .join(Document, OF_DOCUMENT)
    .join(Revision, OF_NUMBER)
    .where(Attempt.ref == bindparam("ref"), Attempt.membership_id == bindparam("membership_id"))
)
SAT_NOW = reads(
    select(Attempt.ref.label("attempt"), Attempt.drawn, Attempt.purpose, Attempt.ends_at, Document.ref)
    .join(Document, OF_DOCUMENT)
    .where(
        Attempt.membership_id == bindparam("membership_id"),
        Attempt.finished_at.is_(None),
        Attempt.purpose != Purpose.PRACTICE,
    )
    .order_by(Attempt.id)
)
"""What somebody is in the middle of that counts, at whichever exam."""
ANSWERS = reads(
    select(
        AttemptAnswer.question,
        AttemptAnswer.given,
        AttemptAnswer.version,
        AttemptAnswer.saved_at,
        AttemptAnswer.started_at,
        AttemptAnswer.lang,
        AttemptAnswer.pasted,
        AttemptAnswer.graded,
        AttemptAnswer.remark,
    )
    .where(AttemptAnswer.attempt_id == bindparam("attempt_id"))
    .order_by(AttemptAnswer.id)
)
_PASSED = reads(
    select(Attempt.ref, Attempt.number, Attempt.finished_at, Attempt.purpose, Attempt.clauses, Attempt.started_at)
    .where(
        Attempt.document_id == bindparam("document_id"),
        Attempt.membership_id == bindparam("membership_id"),
        Attempt.purpose == bindparam("purpose"),
        Attempt.passed.is_(True),
        or_(Attempt.purpose != Purpose.COUNTED, ~is_followed(Attempt, Attempt.finished_at)),
    )
    .order_by(Attempt.finished_at, Attempt.id)
    .limit(MOST_ATTEMPTS)
)
_ASKING = reads(
    select(*_PAPER)
    .join(Revision, in_force())
    .join(
        DocumentPointer,
        its_document(DocumentPointer),
    )
    .where(*_IS_OPEN, DocumentPointer.target_id == bindparam("target_id"), DocumentPointer.item == "")
    .order_by(Document.id)
)
STANDARD = reads(
    select(
        Document.ref,
        Document.kind,
        Document.lang,
        Revision.schema,
        Revision.body,
    )
    .join(Revision, in_force())
    .join(
        DocumentPointer,
        pointed_at(Document),
    )
    .where(DocumentPointer.document_id == bindparam("document_id"), DocumentPointer.item == "")
)


@dataclass(frozen=True)
class Asking:
    """An exam in force that asks about clauses of a text, and how many of its questions do."""

    document_id: int
    ref: str
    title: str
    questions: int


def passed(document_id: int, membership_id: int) -> Any:
    """The first counted attempt of this round that somebody passed (ref, number, finished_at), or nothing."""
    return read(_PASSED, document_id=document_id, membership_id=membership_id, purpose=Purpose.COUNTED).first()


def passed_delta(document_id: int, membership_id: int, *, clauses: Collection[str], since: datetime) -> Any:
    """The first delta begun since a moment that somebody passed and that asked about all these clauses, or nothing."""
    rows = read(_PASSED, document_id=document_id, membership_id=membership_id, purpose=Purpose.DELTA)
    return next((row for row in rows if row.started_at >= since and set(clauses) <= set(row.clauses)), None)


def asking(target_id: int, clauses: Collection[str], *, today: Any) -> Sequence[Asking]:
    """The exams in force on a text with questions about one of these clauses: what a delta would be drawn from."""
    found = ((row, _asked_about(row, clauses)) for row in read(_ASKING, target_id=target_id, today=today).all())
    return [Asking(row.id, row.ref, row.title, count) for row, count in found if count]


def _asked_about(row: Any, clauses: Collection[str]) -> int:
    """How many questions of an exam ask about these clauses: its own, and what it draws of these from banks."""
    exam = body_of(row)
    banked = count_about(exam, examined(row.id), clauses) if any(section.tag for section in exam.sections) else 0
    return asked_about(exam, clauses) + banked


def body_of(row: Any) -> Exam:
    """The exam of a row that has schema and body, in every language that it has."""
    body: Exam = read_body(kind_of(EXAM), stored(EXAM, row.schema, row.body))
    return body
