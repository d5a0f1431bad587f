"""Reads of copies and of files that came in: each person sees the own ones."""

from sqlalchemy import bindparam, select

from club.copies.models import Arrival, Copy
from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document

MOST_SHOWN = 12
_DOCUMENT = its_document(Copy)
_COLUMNS = (
    Copy.ref,
    Copy.form,
    Copy.lang,
    Copy.number,
    Copy.text,
    Copy.ordered_at,
    Copy.pages,
    Copy.of,
    Copy.stored_as,
    Copy.size,
    Copy.done_at,
    Copy.failed,
)
COPIES = reads(
    select(*_COLUMNS)
    .where(Copy.document_id == bindparam("document_id"), Copy.ordered_by_id == bindparam("person_id"))
    .order_by(Copy.id.desc())
    .limit(MOST_SHOWN)
)
ONE_COPY = reads(
    select(*_COLUMNS, Copy.document_id)
    .join(Document, _DOCUMENT)
    .where(
        Copy.ref == bindparam("ref"),
        Copy.ordered_by_id == bindparam("person_id"),
        Document.ref == bindparam("document"),
    )
)
TO_MAKE = reads(
    select(
        *_COLUMNS,
        Document.ref.label("document"),
        Document.kind,
        Document.id.label("document_id"),
    )
    .join(Document, _DOCUMENT)
    .where(Copy.ref == bindparam("ref"))
)
ARRIVAL = reads(
    select(*Arrival.__table__.c, Document.ref.label("document"), Document.title)
    .outerjoin(
        Document,
        its_document(Arrival),
    )
    .where(
        Arrival.ref == bindparam("ref"), Arrival.kind == bindparam("kind"), Arrival.came_by_id == bindparam("person_id")
    )
)
TAKEN_OUT = reads(
    select(Document.ref.label("document"), Copy.form, Copy.lang, Copy.number, Copy.ordered_at)
    .join(Document, _DOCUMENT)
    .order_by(Copy.id)
)
