"""A draft is read by somebody else: asked, answered, withdrawn; and what becomes of it when the draft goes."""

from datetime import date, datetime

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents import refusals
from club.documents.drafts import draft_of, refuse_retired
from club.documents.edits import digest
from club.documents.letters import ReviewAnswered, ReviewAsked
from club.documents.models import Document, Draft, ReviewAnswer, ReviewRequest
from club.documents.review_rules import (
    ASKED,
    OVER,
    Asked,
    ReviewVerdict,
    answer_refusal,
    ask_refusal,
    four_eyes_refusal,
    stand,
)
from club.documents.telling import member_of, tell
from club.firms.models import Membership


def ask(
    document: Document, reviewer: Membership, *, due_on: date, note: str, today: date, by: int, at: datetime
) -> ReviewRequest:
    """Ask a colleague to read the draft by a day; they are told with the link."""
    refuse_retired(document)
    draft = _draft(document)
    refusal = ask_refusal(
        reviewer.role,
        has_left=reviewer.left_at is not None,
        is_last_writer=reviewer.person_id == draft.changed_by_id,
        due_on=due_on,
        today=today,
    )
    if refusal is not None:
        raise Refused(refusal)
    if any(row.reviewer_id == reviewer.id and answer is None for row, answer, _ in _open(document)):
        raise Refused(ASKED)
    made = ReviewRequest(
        document_id=document.id, reviewer_id=reviewer.id, asked_by_id=by, asked_at=at, due_on=due_on, note=note
    )
    session().add(made)
    session().flush()
    record(Did.REVIEW_ASKED, document.ref, request=made.ref, reviewer=reviewer.ref)
    tell(reviewer, ReviewAsked, document, "documents.review", asker=_name(by), due_on=due_on, note=note)
    return made


def answer(
    document: Document,
    request: ReviewRequest,
    verdict: ReviewVerdict,
    *,
    seen: str,
    remarks: str,
    today: date,
    by: int,
    at: datetime,
) -> ReviewAnswer:
    """Approve the draft or send it back; the answer counts for the text whose digest is `seen`."""
    draft = _draft(document)
    found = next((row for row in _open(document) if row[0].id == request.id), None)
    if found is None or found[2].person_id != by:
        raise Refused(OVER)
    text = digest(draft.body)
    refusal = answer_refusal(
        stand(_asked(*found), text=text, today=today),
        verdict,
        remarks=remarks,
        is_text_seen=seen == text,
        is_last_writer=draft.changed_by_id == by,
    )
    if refusal is not None:
        raise Refused(refusal)
    made = ReviewAnswer(
        request_id=request.id, verdict=verdict, text=text, remarks=remarks, answered_by_id=by, answered_at=at
    )
    session().add(made)
    record(Did.REVIEW_ANSWERED, document.ref, request=request.ref, verdict=verdict.value, text=text)
    asker = member_of(request.asked_by_id)
    if asker is not None and asker.person_id != by:
        facts = {"reviewer": _name(by), "is_approved": verdict is ReviewVerdict.APPROVED, "note": remarks}
        tell(asker, ReviewAnswered, document, "documents.review", **facts)
    return made


def withdraw(document: Document, request: ReviewRequest, *, at: datetime) -> None:
    """Take a request back that nobody answered."""
    if not any(row.id == request.id and answer is None for row, answer, _ in _open(document)):
        raise Refused(OVER)
    request.withdrawn_at = at
    record(Did.REVIEW_WITHDRAWN, document.ref, request=request.ref)


def approval_of(document: Document, draft: Draft, *, four_eyes: bool) -> int | None:
    """The answer that approved exactly this text; refused where four eyes have to see it and did not."""
    rows, text = _open(document), digest(draft.body)
    if four_eyes:
        asked = [_asked(*row) for row in rows]
        refusal = four_eyes_refusal(asked, text=text, last_writer=draft.changed_by_id)
        if refusal is not None:
            raise Refused(refusal)
    approved = (
        answer
        for _, answer, reviewer in rows
        if answer
        and answer.verdict is ReviewVerdict.APPROVED
        and answer.text == text
        and reviewer.person_id != draft.changed_by_id
    )
    found = next(approved, None)
    return found.id if found else None


def close(document: Document, *, number: int | None, at: datetime) -> None:
    """The draft became a number, or was thrown away: its requests are over."""
    for request, given, _ in _open(document):
        request.number = number
        if number is None or given is None:
            request.withdrawn_at = at


def _open(document: Document) -> list[tuple[ReviewRequest, ReviewAnswer | None, Membership]]:
    """The requests about the draft as it is now, with answer and reviewer, the newest answer first."""
    rows = session().execute(
        select(ReviewRequest, ReviewAnswer, Membership)
        .outerjoin(ReviewAnswer, ReviewAnswer.request_id == ReviewRequest.id)
        .join(Membership, Membership.id == ReviewRequest.reviewer_id)
        .where(
            ReviewRequest.document_id == document.id,
            ReviewRequest.number.is_(None),
            ReviewRequest.withdrawn_at.is_(None),
        )
        .order_by(ReviewAnswer.answered_at.desc(), ReviewRequest.id)
    )
    return [(request, given, reviewer) for request, given, reviewer in rows]


def _asked(request: ReviewRequest, given: ReviewAnswer | None, reviewer: Membership) -> Asked:
    return Asked(
        due_on=request.due_on,
        reviewer_role=reviewer.role,
        has_left=reviewer.left_at is not None,
        is_withdrawn=request.withdrawn_at is not None,
        verdict=given.verdict if given else None,
        text=given.text if given else "",
        reviewer=reviewer.person_id,
    )


def _draft(document: Document) -> Draft:
    draft = draft_of(document)
    if draft is None:
        raise Refused(refusals.NO_DRAFT)
    return draft


def _name(person: int) -> str:
    member = member_of(person)
    return member.name if member else ""
