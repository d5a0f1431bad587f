"""Rows behind the actions: the one draft of a document, found under lock and written, and its revisions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.core.db import session
from club.core.refusals import Refused
from club.documents import refusals
from club.documents.body import Body, Kind, Language
from club.documents.codec import read, to_json
from club.documents.kinds import kind_of
from club.documents.languages import for_reading
from club.documents.models import Document, Draft, Revision

TITLE_LENGTH = 300


def stored(kind: str, schema: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """The form in which `codec.read` takes a body out of its columns."""
    return {"kind": kind, "schema": schema, "body": body}


def title_of(body: Body, lang: str) -> str:
    """What a list calls a document: its title with the blanks filled in."""
    language: Language = "zh" if lang == "zh" else "en"
    return str(for_reading(body, language).title)[:TITLE_LENGTH]


def opened_draft(document: Document, *, by: int | None, at: datetime) -> tuple[Draft, Body]:
    """The draft and its body; where there is none, one of the newest revision."""
    refuse_retired(document)
    kind = kind_of(document.kind)
    draft = draft_of(document)
    if draft is None:
        newest = newest_of(document)
        if newest is None:
            raise Refused(refusals.GONE)
        body = read(kind, stored(document.kind, newest.schema, newest.body))
        draft = new_draft(document, body, kind, by=by, at=at, based_on=newest.number)
        session().add(draft)
        return draft, body
    return draft, read(kind, stored(document.kind, draft.schema, draft.body))


def new_draft(
    document: Document, body: Body, kind: Kind[Any], *, by: int | None, at: datetime, based_on: int | None
) -> Draft:
    """A draft that begins with this body; not in the session yet."""
    return Draft(
        document_id=document.id,
        schema=kind.schema,
        body=to_json(body),
        based_on=based_on,
        changed_at=at,
        changed_by_id=by,
        writers=[by] if by is not None else [],
    )


def write_draft(document: Document, draft: Draft, body: Body, *, by: int | None, at: datetime) -> None:
    """Put a body into the draft, and who wrote it when."""
    draft.body, draft.schema = to_json(body), kind_of(document.kind).schema
    draft.changed_at, draft.changed_by_id = at, by
    if by is not None and by not in draft.writers:
        draft.writers = [*draft.writers, by]
    draft.version = (draft.version or 0) + 1


def draft_of(document: Document) -> Draft | None:
    """The draft as it is now, locked, so that of two who write the second sees what the first wrote."""
    return (
        session()
        .scalars(
            select(Draft)
            .where(Draft.document_id == document.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        .first()
    )


def newest_of(document: Document) -> Revision | None:
    """The revision with the highest number."""
    newest = select(Revision).where(Revision.document_id == document.id).order_by(Revision.number.desc()).limit(1)
    return session().scalars(newest).first()


def revision_of(document: Document, number: int) -> Revision | None:
    """The revision of this number."""
    return (
        session()
        .scalars(select(Revision).where(Revision.document_id == document.id, Revision.number == number))
        .first()
    )


def refuse_retired(document: Document) -> None:
    """A document out of use is not changed."""
    if document.retired_at is not None:
        raise Refused(refusals.RETIRED)
