"""Texts that belong to parts of another: a stage of a ladder with its standard, its learning path and its exam."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select

from club.core.audit import Did, record
from club.core.db import read, session
from club.core.i18n import lang
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.core.walls import reads
from club.documents import pointers
from club.documents.body import Body, Kind
from club.documents.codec import read as read_body
from club.documents.drafts import refuse_retired, stored
from club.documents.edits import items
from club.documents.entries import ROOT
from club.documents.joins import pointed_at
from club.documents.kinds import kind_of
from club.documents.languages import for_reader
from club.documents.models import Document, DocumentPointer, Revision
from club.documents.pointing import clauses
from club.documents.queries import in_force
from club.documents.words import item_name

_BELONGS = pointed_at(Document)
BELONGING = reads(
    select(
        DocumentPointer.item,
        DocumentPointer.named,
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Revision.number,
        Revision.schema,
        Revision.body,
    )
    .join(DocumentPointer, _BELONGS)
    .outerjoin(Revision, in_force())
    .where(DocumentPointer.document_id == bindparam("document_id"), DocumentPointer.item != ROOT)
    .order_by(DocumentPointer.item, DocumentPointer.kind)
)
_WHOLE: Mapping[str, Sequence[str]] = MappingProxyType({})
NO_PART = Refusal("document.no_part", N_("This part is not in the text any more."), N_("Open the list again."))


def belonging(document_id: int, today: date) -> dict[str, list[Any]]:
    """What belongs to the parts of a document, by the part's key: rows with id, ref, kind, title and what is in force.

    `named` are the clauses that are meant, none for the whole text.
    """
    found = defaultdict(list)
    for row in read(BELONGING, document_id=document_id, today=today):
        found[row.item].append(row)
    return found


def clauses_of(row: Any) -> Mapping[str, str]:
    """What may be meant of a text that belongs to a part, by key, as its reader calls it; of a draft nothing."""
    if row.number is None:
        return {}
    kind = kind_of(row.kind)
    body: Body = read_body(kind, stored(kind.name, row.schema, row.body))
    return clauses(for_reader(body, row.lang, lang()))


def kinds_beside(kind: Kind[Any]) -> list[Kind[Any]]:
    """The kinds of which a text may belong to a part, in the order in which the kind names them."""
    return [kind_of(name) for name in dict.fromkeys(name for names in kind.parts_point_at.values() for name in names)]


def parts(kind: Kind[Any], body: Body) -> dict[str, str]:
    """The parts of a text to which others may belong, by key, in reading order: how they are called."""
    return {key: item_name(item) for key, item in items(body) if type(item).__name__ in kind.parts_point_at}


def belong(
    document: Document,
    item: str,
    texts: Mapping[str, Document | None],
    body: Body,
    named: Mapping[str, Sequence[str]] = _WHOLE,
) -> None:
    """Say which texts belong to a part, one of each kind or none, and by kind which clauses of them are meant.

    Refused where the part or a clause is gone.
    """
    pointers.lock([document, *(one for one in texts.values() if one is not None)])
    refuse_retired(document)
    if item not in parts(kind_of(document.kind), body):
        raise Refused(NO_PART)
    for kind, target in texts.items():
        held = pointers.pointer_of(document.id, item, kind)
        if target is not None:
            pointers.point(document, target, item=item, named=named.get(kind, ()))
        elif held is not None:
            session().delete(held)
            record(Did.DOCUMENT_CHANGED, document.ref, item=item, points_at=None)
