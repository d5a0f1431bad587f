"""What the keeper makes of gaps and of changed answers; whoever asked is told."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.answers.gap_rules import GONE, SAY_WHY, SETTLED, GapOutcome, SentOutcome
from club.answers.letters import GapSettled
from club.answers.models import Gap, GapReport, SentOtherwise
from club.answers.telling import tell
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents import comment_actions, editing
from club.documents.body import LANGUAGES, Body
from club.documents.edits import digests, entry_of, item_of
from club.documents.kinds.answers.body import Answer
from club.documents.languages import is_in_both, say
from club.documents.models import Comment, Document
from club.documents.pads import DocumentPad
from club.documents.telling import member_of

TITLE_LENGTH = 200


def draft_answer(gap: Gap, document: Document, *, by: int, at: datetime) -> str:
    """Begin an answer to a gap in the catalogue's draft; returns its key."""
    _refuse_settled(gap)
    pad = DocumentPad(document, by=by, at=at)
    words = _as_text(_read(pad), document, gap.words[:TITLE_LENGTH])
    key = editing.add_item(pad, "", "answers", {"title": words, "text": "", "wordings": [words]})
    _settle(gap, GapOutcome.DRAFTED, by=by, at=at, document=document, item=key)
    return key


def add_wording(gap: Gap, document: Document, item: str, *, by: int, at: datetime) -> None:
    """Put the buyer's words to an answer that is there, in the catalogue's draft."""
    _refuse_settled(gap)
    pad = DocumentPad(document, by=by, at=at)
    body = _read(pad)
    answer, entry = item_of(body, item), entry_of(body, item)
    if entry is None or not isinstance(answer, Answer):
        raise Refused(GONE)
    wordings = [*entry.fields.get("wordings", []), _as_text(body, document, gap.words)]
    editing.change_item(pad, item, {"wordings": wordings}, opened=digests(entry.fields))
    named = say(answer.title, "zh" if document.lang == "zh" else "en")
    _settle(gap, GapOutcome.WORDED, by=by, at=at, document=document, item=item, answer=named)


def decline(gap: Gap, *, why: str, by: int, at: datetime) -> None:
    """Leave a gap as it is, and say why."""
    _refuse_settled(gap)
    if not why.strip():
        raise Refused(SAY_WHY)
    _settle(gap, GapOutcome.DECLINED, by=by, at=at, why=why)


def suggest(sent: SentOtherwise, document: Document, body: Body, *, by: int, at: datetime) -> Comment:
    """Suggest what was sent as the wording of the answer, to be accepted or declined on the text."""
    _refuse_settled(sent)
    field = f"text__{document.lang}" if is_in_both(body) else "text"
    made = comment_actions.comment(document, body, sent.item, text="", field=field, proposed=sent.sent, by=by, at=at)
    _close(sent, SentOutcome.SUGGESTED, by=by, at=at)
    record(Did.SENT_OTHERWISE_SETTLED, document.ref, item=sent.item, outcome=SentOutcome.SUGGESTED.value)
    return made


def keep_answer(sent: SentOtherwise, *, by: int, at: datetime) -> None:
    """Leave the answer as it is."""
    _refuse_settled(sent)
    _close(sent, SentOutcome.KEPT, by=by, at=at)
    record(Did.SENT_OTHERWISE_SETTLED, sent.ref, item=sent.item, outcome=SentOutcome.KEPT.value)


def _read(pad: DocumentPad) -> Body:
    """The draft as it is; a look alone begins none."""
    body = pad.opened()
    pad.leave()
    return body


def _as_text(body: Body, document: Document, words: str) -> Any:
    """Somebody's words as a text of the catalogue: where it has two languages, the other is to be filled in."""
    return {one: words if one == document.lang else "" for one in LANGUAGES} if is_in_both(body) else words


def _settle(
    gap: Gap,
    outcome: GapOutcome,
    *,
    by: int,
    at: datetime,
    document: Document | None = None,
    item: str = "",
    answer: str = "",
    why: str = "",
) -> None:
    """Close a gap and tell everybody who met it."""
    gap.document_id, gap.item, gap.why = document.id if document else None, item, why
    _close(gap, outcome, by=by, at=at)
    record(Did.GAP_SETTLED, gap.ref, outcome=outcome.value, item=item)
    for person in dict.fromkeys(session().scalars(select(GapReport.by_id).where(GapReport.gap_id == gap.id))):
        if person != by and (member := member_of(person)) is not None:
            tell(member, GapSettled, "answers.panel", words=gap.words, outcome=outcome.value, answer=answer, why=why)


def _close(row: Gap | SentOtherwise, outcome: Any, *, by: int, at: datetime) -> None:
    row.closed_at, row.closed_by_id, row.outcome = at, by, outcome


def _refuse_settled(row: Gap | SentOtherwise) -> None:
    if row.closed_at is not None:
        raise Refused(SETTLED)
