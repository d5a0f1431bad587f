"""Who was to sign what, who did, and what people were told, for a firm's export."""

from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from club.acknowledgements.models import Assignee, Assignment, Delta, Signature, Telling
from club.core.walls import reads
from club.documents.models import Document
from club.exams.models import Attempt
from club.firms.models import Department, Membership


def _of(row: Any, key: Any, target: Any) -> Any:
    """How a row is joined to the one that its key names, inside the firm."""
    return and_(target.club_id == row.club_id, target.firm_id == row.firm_id, target.id == key)


def _in(row: Any, key: Any, target: Any) -> Any:
    """How a row is joined to one whose key names it, inside the firm."""
    return and_(target.club_id == row.club_id, target.firm_id == row.firm_id, key == row.id)


_exam = aliased(Document, name="exam")
ASSIGNMENTS = reads(
    select(
        Assignment.ref,
        Document.ref.label("document"),
        Assignment.audience,
        Department.ref.label("department"),
        Assignment.name,
        Assignment.role,
        Assignment.days,
        Assignment.starts_on,
        Assignment.assigned_at,
        Assignment.ended_at,
    )
    .join(Document, _of(Assignment, Assignment.document_id, Document))
    .outerjoin(Department, _of(Assignment, Assignment.department_id, Department))
    .order_by(Assignment.id)
)
ASSIGNEES = reads(
    select(Assignment.ref.label("assignment"), Membership.ref.label("membership"), Assignee.since_on)
    .join(Assignment, _of(Assignee, Assignee.assignment_id, Assignment))
    .join(Membership, _of(Assignee, Assignee.membership_id, Membership))
    .order_by(Assignee.id)
)
SIGNATURES = reads(
    select(
        Signature.ref,
        Document.ref.label("document"),
        Membership.ref.label("membership"),
        Signature.name,
        Signature.title,
        Signature.number,
        Signature.digest,
        Signature.lang,
        Signature.after,
        Signature.clauses,
        Signature.without_pay,
        Signature.signed_at,
        _exam.ref.label("exam"),
        Delta.clauses.label("exam_clauses"),
        Delta.done_at.label("exam_done_at"),
        Attempt.ref.label("exam_attempt"),
    )
    .join(Document, _of(Signature, Signature.document_id, Document))
    .join(Membership, _of(Signature, Signature.membership_id, Membership))
    .outerjoin(Delta, _in(Signature, Delta.signature_id, Delta))
    .outerjoin(_exam, _of(Delta, Delta.exam_id, _exam))
    .outerjoin(Attempt, _of(Delta, Delta.attempt_id, Attempt))
    .order_by(Signature.id)
)
TELLINGS = reads(
    select(
        Document.ref.label("document"),
        Membership.ref.label("membership"),
        Telling.number,
        Telling.what,
        Telling.day,
        Telling.at,
    )
    .join(Document, _of(Telling, Telling.document_id, Document))
    .join(Membership, _of(Telling, Telling.membership_id, Membership))
    .order_by(Telling.id)
)
