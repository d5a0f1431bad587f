"""Reads of consultations: those of a document, one with what was put on record, and the one that waits on somebody."""

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from club.core.walls import reads
from club.documents.models import Comment, CommentClosure, Consultation, ConsultationEntry, Document, Revision
from club.firms.models import Membership

MOST_CONSULTATIONS = 50

_closer = aliased(Membership, name="closer")
_SPOKEN = (
    select(func.count())
    .select_from(Comment)
    .where(
        Comment.club_id == Consultation.club_id,
        Comment.firm_id == Consultation.firm_id,
        Comment.consultation_id == Consultation.id,
    )
    .correlate(Consultation)
    .scalar_subquery()
)
_FACTS = (
    Consultation.id,
    Consultation.ref,
    Consultation.audience,
    Consultation.note,
    Consultation.opened_at,
    Consultation.closes_on,
    Consultation.closed_at,
    Membership.name.label("opener"),
    _SPOKEN.label("comments"),
)
_OPENER = and_(
    Membership.club_id == Consultation.club_id,
    Membership.firm_id == Consultation.firm_id,
    Membership.person_id == Consultation.opened_by_id,
)
CONSULTATIONS = reads(
    select(*_FACTS)
    .outerjoin(Membership, _OPENER)
    .where(Consultation.document_id == bindparam("document_id"))
    .order_by(Consultation.opened_at.desc(), Consultation.id.desc())
    .limit(MOST_CONSULTATIONS)
)
CONSULTATION = reads(
    select(*_FACTS, Consultation.schema, Consultation.body, _closer.name.label("closer"))
    .outerjoin(Membership, _OPENER)
    .outerjoin(
        _closer,
        and_(
            _closer.club_id == Consultation.club_id,
            _closer.firm_id == Consultation.firm_id,
            _closer.person_id == Consultation.closed_by_id,
        ),
    )
    .where(Consultation.document_id == bindparam("document_id"), Consultation.ref == bindparam("ref"))
)
_WAITING = (
    select(func.count())
    .select_from(Comment)
    .outerjoin(
        CommentClosure,
        and_(
            CommentClosure.club_id == Comment.club_id,
            CommentClosure.firm_id == Comment.firm_id,
            CommentClosure.comment_id == Comment.id,
        ),
    )
    .where(
        Comment.club_id == Document.club_id,
        Comment.firm_id == Document.firm_id,
        Comment.document_id == Document.id,
        CommentClosure.id.is_(None),
    )
    .correlate(Document)
    .scalar_subquery()
)
RUNNING = and_(
    Consultation.club_id == Document.club_id,
    Consultation.firm_id == Document.firm_id,
    Consultation.document_id == Document.id,
    Consultation.closed_at.is_(None),
    Consultation.closes_on >= bindparam("today"),
)
"""How a document is joined to the consultation that is open on the day `today`; there is at most one."""
AROUND = (
    _WAITING.label("waiting"),
    Consultation.ref.label("consultation"),
    Consultation.audience,
    Consultation.closes_on,
    _SPOKEN.label("comments"),
)
"""What is said about a document just now: how many comments wait, and the consultation that is open, if any."""
HEAD = reads(
    select(
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Document.retired_at,
    ).where(Document.ref == bindparam("ref"), Document.kind == bindparam("kind"))
)
ENTRIES = reads(
    select(
        ConsultationEntry.sort,
        ConsultationEntry.day,
        ConsultationEntry.people,
        ConsultationEntry.text,
        ConsultationEntry.at,
        Membership.name.label("writer"),
    )
    .outerjoin(
        Membership,
        and_(
            Membership.club_id == ConsultationEntry.club_id,
            Membership.firm_id == ConsultationEntry.firm_id,
            Membership.person_id == ConsultationEntry.by_id,
        ),
    )
    .where(ConsultationEntry.consultation_id == bindparam("consultation_id"))
    .order_by(ConsultationEntry.day, ConsultationEntry.id)
)
PUBLISHED_SINCE = reads(
    select(Revision.number, Revision.effective_on, Revision.published_at)
    .where(Revision.document_id == bindparam("document_id"), Revision.published_at > bindparam("since"))
    .order_by(Revision.number)
    .limit(1)
)
