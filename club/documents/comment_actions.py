"""Comments are written, answered and settled; an accepted suggestion is written into the draft."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents import editing, refusals
from club.documents.body import Body
from club.documents.comment_rules import (
    CLOSED,
    Outcome,
    close_refusal,
    comment_refusal,
    with_wording,
    wording,
)
from club.documents.comparing import Outline
from club.documents.drafts import refuse_retired
from club.documents.edits import Conflict, digest, entry_of, item_of
from club.documents.kinds import kind_of
from club.documents.models import Comment, CommentClosure, CommentReply, Document
from club.documents.pads import DocumentPad

PLACE_LENGTH = 300


def comment(
    document: Document,
    body: Body,
    item: str,
    *,
    text: str,
    field: str = "",
    proposed: str = "",
    consultation_id: int | None = None,
    by: int,
    at: datetime,
) -> Comment:
    """Say something of a part of the body that was read; with a field, suggest another wording for it."""
    refuse_retired(document)
    found = item_of(body, item)
    if found is None:
        raise Refused(refusals.GONE)
    one = wording(found, field) if field else None
    refusal = comment_refusal(text, proposed, one, suggests=bool(field))
    if refusal is not None:
        raise Refused(refusal)
    suggests = one is not None and proposed != one.text
    entry = entry_of(body, item)
    made = Comment(
        document_id=document.id,
        consultation_id=consultation_id,
        item=item,
        place=Outline(kind_of(document.kind), body).place(item)[:PLACE_LENGTH],
        text=text,
        field=one.name if one and suggests else "",
        proposed=proposed if suggests else "",
        was=digest(entry.fields.get(one.field)) if entry and one and suggests else "",
        by_id=by,
        at=at,
    )
    session().add(made)
    session().flush()
    record(Did.COMMENT_WRITTEN, document.ref, comment=made.ref, item=item, suggests=suggests)
    return made


def reply(document: Document, comment: Comment, *, text: str, by: int, at: datetime) -> CommentReply:
    """Answer a comment that is not settled."""
    if _closure(comment) is not None:
        raise Refused(CLOSED)
    made = CommentReply(comment_id=comment.id, text=text, by_id=by, at=at)
    session().add(made)
    record(Did.COMMENT_ANSWERED, document.ref, comment=comment.ref)
    return made


def close(
    document: Document, comment: Comment, outcome: Outcome, *, why: str, by: int, at: datetime
) -> tuple[Conflict, ...]:
    """Settle a comment; accepting writes its wording into the draft.

    Returns what somebody else changed there since it was suggested: then nothing is written, and it stays open.
    """
    is_closed = _closure(comment) is not None
    refusal = close_refusal(outcome, is_closed=is_closed, is_suggestion=bool(comment.field), why=why)
    if refusal is not None:
        raise Refused(refusal)
    if outcome is Outcome.ACCEPTED and (conflicts := _apply(document, comment, by=by, at=at)):
        return conflicts
    session().add(CommentClosure(comment_id=comment.id, outcome=outcome, why=why, by_id=by, at=at))
    record(Did.COMMENT_SETTLED, document.ref, comment=comment.ref, outcome=outcome.value)
    return ()


def _apply(document: Document, comment: Comment, *, by: int, at: datetime) -> tuple[Conflict, ...]:
    pad = DocumentPad(document, by=by, at=at)
    body = pad.opened()
    item, entry = item_of(body, comment.item), entry_of(body, comment.item)
    pad.leave()
    one = wording(item, comment.field) if item is not None else None
    if entry is None or one is None:
        raise Refused(refusals.GONE)
    current: Any = entry.fields.get(one.field)
    typed = {one.field: with_wording(one, current, comment.proposed)}
    return editing.change_item(pad, comment.item, typed, opened={one.field: comment.was})


def _closure(comment: Comment) -> CommentClosure | None:
    mine = select(CommentClosure).where(CommentClosure.comment_id == comment.id)
    return session().scalars(mine).first()
