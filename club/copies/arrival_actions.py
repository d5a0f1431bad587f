"""A file comes in: kept as it was understood, and taken over into a draft when whoever sent it says so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.copies.findings import MOST_TOLD, Finding, Understood
from club.copies.models import Arrival
from club.copies.rules import ARRIVAL_KEPT
from club.core import outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.core.text import N_, Phrase
from club.documents.actions import begin
from club.documents.body import Body, Kind, Language
from club.documents.codec import read as read_body
from club.documents.codec import to_json
from club.documents.drafts import stored
from club.documents.editing import refuse_if_missed
from club.documents.edits import digest
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.documents.pads import DocumentPad

_LONGEST_NAME = 300
NOT_WHOLE = Refusal(
    "not_whole",
    N_("This file cannot be taken over as it is."),
    N_("Put right what is named below, and send the file again."),
)
MOVED_ON = Refusal(
    "moved_on",
    N_("Somebody changed the text after this file was read, so nothing was written."),
    N_("Send the file once more: it is then read over the text as it is now."),
)


def receive(
    kind: Kind[Any],
    found: Understood,
    *,
    name: str,
    lang: str,
    document_id: int | None,
    was: Body | None,
    by: int,
    at: datetime,
) -> Arrival:
    """Keep what was understood of a file; `was` is the text that it was read over, none for a new one."""
    made = Arrival(
        document_id=document_id,
        kind=kind.name,
        lang=lang,
        name=name[:_LONGEST_NAME],
        schema=kind.schema,
        body=to_json(found.body) if found.body is not None else {},
        findings=[_told(one) for one in sorted(found.findings, key=lambda one: not one.is_fault)[:MOST_TOLD]],
        was=digest(to_json(was)) if was is not None else "",
        came_at=at,
        came_by_id=by,
    )
    session().add(made)
    session().flush()
    outbox.order("copies.forget_arrival", after=ARRIVAL_KEPT, ref=made.ref)
    return made


def take_over(arrival: Arrival, document: Document | None, *, by: int, at: datetime) -> Document:
    """Make what was understood the draft, of its document or of a new one; nothing is published by it."""
    kind = kind_of(arrival.kind)
    if not arrival.body:
        raise Refused(NOT_WHOLE)
    body = read_body(kind, stored(arrival.kind, arrival.schema, arrival.body))
    if document is None:
        language: Language = "zh" if arrival.lang == "zh" else "en"
        document = begin(kind, body, lang=language, by=by, at=at)
        session().flush()
        arrival.document_id = document.id
    else:
        pad = DocumentPad(document, by=by, at=at)
        if digest(to_json(pad.opened())) != arrival.was:
            raise Refused(MOVED_ON)
        refuse_if_missed(body, pad.references())
        pad.keep(body, brought_in=arrival.ref)
    arrival.taken_at = at
    record(Did.DOCUMENT_IMPORTED, document.ref, arrival=arrival.ref)
    return document


@outbox.handles("copies.forget_arrival")
def forget_arrival(*, ref: str) -> None:
    """Let go of a file's text when nobody took it over, or when that is done."""
    arrival = session().scalars(select(Arrival).where(Arrival.ref == ref)).first()
    if arrival is not None:
        session().delete(arrival)


def _told(one: Finding) -> dict[str, Any]:
    values = {name: value.msgid if isinstance(value, Phrase) else value for name, value in one.what.values.items()}
    phrases = [name for name, value in one.what.values.items() if isinstance(value, Phrase)]
    return {
        "what": one.what.msgid,
        "values": values,
        "phrases": phrases,
        "sheet": one.sheet,
        "cell": one.cell,
        "is_fault": one.is_fault,
    }


def finding(told: Mapping[str, Any]) -> Finding:
    """A finding as it was kept."""
    values = {name: Phrase(value) if name in told["phrases"] else value for name, value in told["values"].items()}
    return Finding(Phrase(told["what"], values), told["sheet"], told["cell"], told["is_fault"])
