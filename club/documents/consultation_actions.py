"""A text is put to staff before it binds: opened, talked about, told, closed; all of it stays on record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from club.core import outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents.body import Body
from club.documents.codec import to_json
from club.documents.consultation_rules import (
    OVER,
    EntrySort,
    entry_refusal,
    is_asked,
    is_open,
    open_refusal,
)
from club.documents.drafts import refuse_retired
from club.documents.kinds import kind_of
from club.documents.letters import ConsultationOpened
from club.documents.models import Consultation, ConsultationEntry, Document
from club.documents.telling import tell
from club.firms.models import Department, Membership
from club.policy import FIRM, Can

TELL = "documents.tell_consulted"


def open_consultation(
    document: Document,
    body: Body,
    *,
    departments: Sequence[Department],
    closes_on: date,
    note: str,
    today: date,
    by: int,
    at: datetime,
) -> Consultation:
    """Put a text to the departments named, or to everybody, up to its last day; they are told."""
    refuse_retired(document)
    earlier = session().scalars(select(Consultation).where(Consultation.document_id == document.id))
    is_running = any(is_open(one.closes_on, one.closed_at, today) for one in earlier)
    refusal = open_refusal(is_running=is_running, closes_on=closes_on, today=today)
    if refusal is not None:
        raise Refused(refusal)
    made = Consultation(
        document_id=document.id,
        schema=kind_of(document.kind).schema,
        body=to_json(body),
        audience=[{"id": one.id, "name": one.name} for one in departments],
        note=note,
        opened_at=at,
        opened_by_id=by,
        closes_on=closes_on,
    )
    session().add(made)
    session().flush()
    outbox.order(TELL, consultation=made.id)
    asked = [one.ref for one in departments]
    record(Did.CONSULTATION_OPENED, document.ref, consultation=made.ref, departments=asked, until=closes_on.isoformat())
    return made


@outbox.handles(TELL)
def tell_consulted(*, consultation: int) -> None:
    """Tell everybody who is asked that the text can be read and commented on."""
    found = session().get_one(Consultation, consultation)
    document = session().get_one(Document, found.document_id)
    people = session().scalars(select(Membership).where(Membership.left_at.is_(None)).order_by(Membership.id)).all()
    for member in people:
        reads = Can.DOCUMENT_READ in FIRM[member.role]
        if reads and member.person_id != found.opened_by_id and is_asked(found.audience, member.department_id):
            facts: dict[str, Any] = {"until": found.closes_on, "note": found.note}
            tell(member, ConsultationOpened, document, "documents.consultation", consultation=found.ref, **facts)


def put_on_record(
    document: Document,
    consultation: Consultation,
    sort: EntrySort,
    *,
    day: date,
    people: str,
    text: str,
    today: date,
    by: int,
    at: datetime,
) -> ConsultationEntry:
    """Write down a talk that was held, or how staff were told; also after the last day."""
    refusal = entry_refusal(day, today)
    if refusal is not None:
        raise Refused(refusal)
    facts = {"sort": sort, "day": day, "people": people, "text": text, "by_id": by, "at": at}
    made = ConsultationEntry(consultation_id=consultation.id, **facts)
    session().add(made)
    record(Did.CONSULTATION_RECORDED, document.ref, consultation=consultation.ref, sort=sort.value, day=day.isoformat())
    return made


def close_consultation(document: Document, consultation: Consultation, *, today: date, by: int, at: datetime) -> None:
    """End a consultation before its last day."""
    if not is_open(consultation.closes_on, consultation.closed_at, today):
        raise Refused(OVER)
    consultation.closed_at, consultation.closed_by_id = at, by
    record(Did.CONSULTATION_CLOSED, document.ref, consultation=consultation.ref)
