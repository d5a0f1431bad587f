"""Reads of comments: the threads of a document, with answers, how each was settled, and who wrote what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from club.core.db import read
from club.core.walls import reads
from club.documents.models import Comment, CommentClosure, CommentReply
from club.firms.models import Membership

MOST_COMMENTS, MOST_REPLIES = 500, 2000

_closer = aliased(Membership, name="closer")
_AUTHOR = and_(
    Membership.club_id == Comment.club_id,
    Membership.firm_id == Comment.firm_id,
    Membership.person_id == Comment.by_id,
)
_CLOSURE = and_(
    CommentClosure.club_id == Comment.club_id,
    CommentClosure.firm_id == Comment.firm_id,
    CommentClosure.comment_id == Comment.id,
)
_CLOSER = and_(
    _closer.club_id == CommentClosure.club_id,
    _closer.firm_id == CommentClosure.firm_id,
    _closer.person_id == CommentClosure.by_id,
)
_SPOKEN = (
    select(
        Comment.id,
        Comment.ref,
        Comment.item,
        Comment.place,
        Comment.text,
        Comment.field,
        Comment.proposed,
        Comment.at,
        Membership.name.label("author"),
        CommentClosure.outcome,
        CommentClosure.why,
        CommentClosure.at.label("closed_at"),
        _closer.name.label("closer"),
    )
    .outerjoin(Membership, _AUTHOR)
    .outerjoin(CommentClosure, _CLOSURE)
    .outerjoin(_closer, _CLOSER)
    .order_by(Comment.at, Comment.id)
    .limit(MOST_COMMENTS)
)
_ANSWERS = (
    select(CommentReply.comment_id, CommentReply.text, CommentReply.at, Membership.name.label("author"))
    .join(
        Comment,
        and_(
            Comment.club_id == CommentReply.club_id,
            Comment.firm_id == CommentReply.firm_id,
            Comment.id == CommentReply.comment_id,
        ),
    )
    .outerjoin(
        Membership,
        and_(
            Membership.club_id == CommentReply.club_id,
            Membership.firm_id == CommentReply.firm_id,
            Membership.person_id == CommentReply.by_id,
        ),
    )
    .order_by(CommentReply.at, CommentReply.id)
    .limit(MOST_REPLIES)
)
_COMMENTS, _REPLIES = (reads(one.where(Comment.document_id == bindparam("id"))) for one in (_SPOKEN, _ANSWERS))
_CONSULTED, _CONSULTED_REPLIES = (
    reads(one.where(Comment.consultation_id == bindparam("id"))) for one in (_SPOKEN, _ANSWERS)
)
_OPEN = reads(
    select(Comment.item, func.count().label("open"))
    .outerjoin(CommentClosure, _CLOSURE)
    .where(Comment.document_id == bindparam("document_id"), CommentClosure.id.is_(None))
    .group_by(Comment.item)
)


@dataclass(frozen=True)
class Thread:
    """One comment with its answers."""

    row: Any
    replies: Sequence[Any]

    @property
    def is_open(self) -> bool:
        return self.row.outcome is None


def threads_of(document_id: int) -> dict[str, list[Thread]]:
    """The threads of a document by the item that they speak of, the oldest first."""
    return _woven(_COMMENTS, _REPLIES, document_id)


def threads_in(consultation_id: int) -> dict[str, list[Thread]]:
    """The threads of one consultation by item, the oldest first."""
    return _woven(_CONSULTED, _CONSULTED_REPLIES, consultation_id)


def _woven(comments: Any, answers: Any, row_id: int) -> dict[str, list[Thread]]:
    replies: dict[int, list[Any]] = defaultdict(list)
    for row in read(answers, id=row_id):
        replies[row.comment_id].append(row)
    found: dict[str, list[Thread]] = defaultdict(list)
    for row in read(comments, id=row_id):
        found[row.item].append(Thread(row, replies[row.id]))
    return dict(found)


def open_comments(document_id: int) -> Mapping[str, int]:
    """How many comments wait on each item."""
    return {row.item: row.open for row in read(_OPEN, document_id=document_id)}
