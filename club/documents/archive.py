"""Everything that was said about a firm's texts, for its export: reviews, comments, consultations."""

from typing import Any

from sqlalchemy import and_, select

from club.core.walls import reads
from club.documents.models import (
    Comment,
    CommentClosure,
    CommentReply,
    Consultation,
    ConsultationEntry,
    Document,
    ReviewAnswer,
    ReviewRequest,
)
from club.firms.models import Membership


def _of(row: Any, key: Any, target: Any) -> Any:
    """How a row is joined to the one that its key names, inside the firm."""
    return and_(target.club_id == row.club_id, target.firm_id == row.firm_id, target.id == key)


def _in(row: Any, key: Any, target: Any) -> Any:
    """How a row is joined to one whose key names it, inside the firm."""
    return and_(target.club_id == row.club_id, target.firm_id == row.firm_id, key == row.id)


REVIEWS = reads(
    select(
        Document.ref.label("document"),
        ReviewRequest.ref,
        Membership.ref.label("reviewer"),
        ReviewRequest.asked_at,
        ReviewRequest.due_on,
        ReviewRequest.note,
        ReviewRequest.withdrawn_at,
        ReviewRequest.number,
        ReviewAnswer.verdict,
        ReviewAnswer.text,
        ReviewAnswer.remarks,
        ReviewAnswer.answered_at,
    )
    .join(Document, _of(ReviewRequest, ReviewRequest.document_id, Document))
    .join(Membership, _of(ReviewRequest, ReviewRequest.reviewer_id, Membership))
    .outerjoin(ReviewAnswer, _in(ReviewRequest, ReviewAnswer.request_id, ReviewAnswer))
    .order_by(ReviewRequest.id)
)
COMMENTS = reads(
    select(
        Document.ref.label("document"),
        Consultation.ref.label("consultation"),
        Comment.ref,
        Comment.item,
        Comment.place,
        Comment.text,
        Comment.field,
        Comment.proposed,
        Comment.at,
        CommentClosure.outcome,
        CommentClosure.why,
        CommentClosure.at.label("closed_at"),
    )
    .join(Document, _of(Comment, Comment.document_id, Document))
    .outerjoin(Consultation, _of(Comment, Comment.consultation_id, Consultation))
    .outerjoin(CommentClosure, _in(Comment, CommentClosure.comment_id, CommentClosure))
    .order_by(Comment.id)
)
REPLIES = reads(
    select(Comment.ref.label("comment"), CommentReply.text, CommentReply.at)
    .join(Comment, _of(CommentReply, CommentReply.comment_id, Comment))
    .order_by(CommentReply.id)
)
CONSULTATIONS = reads(
    select(
        Document.ref.label("document"),
        Consultation.ref,
        Consultation.audience,
        Consultation.note,
        Consultation.opened_at,
        Consultation.closes_on,
        Consultation.closed_at,
        Consultation.schema,
        Consultation.body,
    )
    .join(Document, _of(Consultation, Consultation.document_id, Document))
    .order_by(Consultation.id)
)
ENTRIES = reads(
    select(
        Consultation.ref.label("consultation"),
        ConsultationEntry.sort,
        ConsultationEntry.day,
        ConsultationEntry.people,
        ConsultationEntry.text,
        ConsultationEntry.at,
    )
    .join(Consultation, _of(ConsultationEntry, ConsultationEntry.consultation_id, Consultation))
    .order_by(ConsultationEntry.id)
)
