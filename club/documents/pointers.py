"""How one text points at another and at its items: an exam at the standard that it examines. None of them dangles.

A pointer is a row between documents; which items are meant stands in the body, in the fields of `Kind.points_at`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from club.core.audit import Did, record
from club.core.db import read, session
from club.core.i18n import lang
from club.core.refusals import Refusal, Refused
from club.core.text import N_, Phrase
from club.core.walls import reads
from club.documents.body import Body, Kind, Problem
from club.documents.codec import read as read_body
from club.documents.drafts import refuse_retired, stored
from club.documents.edits import item_of, items
from club.documents.entries import ROOT, entries
from club.documents.joins import its_document, pointed_at
from club.documents.kinds import height, kind_of
from club.documents.languages import for_reader
from club.documents.models import Document, DocumentPointer, Draft, Revision
from club.documents.pointing import astray, clauses, named_keys, names
from club.documents.queries import DRAFT, NEWEST, in_force
from club.documents.references import Reference, refers
from club.documents.words import item_name

_OWN = its_document(DocumentPointer)
_target = aliased(Document, name="target")
TARGET = reads(
    select(_target.id, _target.ref, _target.kind, _target.title, _target.lang, _target.template_id)
    .join(
        DocumentPointer,
        pointed_at(_target),
    )
    .where(DocumentPointer.document_id == bindparam("document_id"), DocumentPointer.item == bindparam("item"))
)


def newest_number() -> Any:
    """The newest number of a document that a statement reads, whether or not its day has come."""
    return (
        select(func.max(Revision.number))
        .where(
            Revision.club_id == Document.club_id,
            Revision.firm_id == Document.firm_id,
            Revision.document_id == Document.id,
        )
        .correlate(Document)
        .scalar_subquery()
    )


POINTING = reads(
    select(
        Document.id,
        DocumentPointer.item,
        DocumentPointer.named,
        Document.kind,
        Document.title,
        Revision.schema,
        Revision.body,
        Draft.schema.label("draft_schema"),
        Draft.body.label("draft_body"),
    )
    .join(DocumentPointer, _OWN)
    .outerjoin(
        Revision,
        and_(
            Revision.club_id == Document.club_id,
            Revision.firm_id == Document.firm_id,
            Revision.document_id == Document.id,
            Revision.number == newest_number(),
        ),
    )
    .outerjoin(
        Draft,
        its_document(Draft),
    )
    .where(DocumentPointer.target_id == bindparam("target_id"), Document.retired_at.is_(None))
    .order_by(Document.title, Document.id)
)
IN_FORCE_AT_IT = reads(
    select(
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Revision.number,
        Revision.published_at,
    )
    .join(DocumentPointer, _OWN)
    .join(Revision, in_force())
    .where(DocumentPointer.target_id == bindparam("target_id"), Document.retired_at.is_(None))
    .order_by(Document.kind.desc(), Document.title, Document.id)
)
"""The texts in force that point at one."""
POINTERS = reads(
    select(Document.ref.label("document"), DocumentPointer.item, DocumentPointer.named, _target.ref.label("target"))
    .join(DocumentPointer, _OWN)
    .join(
        _target,
        pointed_at(_target),
    )
    .order_by(DocumentPointer.id)
)
TO_POINT_AT = reads(
    select(Document.id, Document.ref, Document.kind, Document.title)
    .where(Document.kind.in_(bindparam("kinds", expanding=True)), Document.retired_at.is_(None))
    .order_by(Document.title, Document.id)
)


@dataclass(frozen=True)
class Target:
    """A text that another points at, as it was last written: its row and its body in all its languages."""

    row: Any
    body: Any


def target_of(document_id: int, item: str = ROOT) -> Target | None:
    """What a document, or one item of it, points at; nothing where nobody has said it yet."""
    row = read(TARGET, document_id=document_id, item=item).first()
    return Target(row, newest_body(row)) if row is not None else None


def as_read_of(target: Target) -> Any:
    """Its body as whoever reads does: one language, blanks filled in."""
    return for_reader(target.body, target.row.lang, lang()) if target.body is not None else None


def pointed_names(document_id: int, kind: Kind[Any]) -> dict[str, str]:
    """What people call the items of the text that a document points at, by key; nothing where it points at none."""
    target = target_of(document_id) if kind.points_at else None
    body = as_read_of(target) if target is not None else None
    return names(body) if body is not None else {}


def newest_body(row: Any) -> Any:
    """The newest published body of a document, else its draft's; nothing where there is neither."""
    held = read(NEWEST, ref=row.ref).first() or read(DRAFT, ref=row.ref).first()
    return _body(row.kind, held.schema, held.body) if held is not None else None


def point(document: Document, target: Document, *, item: str = ROOT, named: Sequence[str] = ()) -> None:
    """Say which text a document points at. Refused where it names items that the other does not have.

    With `item` a part of it points, at the whole or at the clauses `named`; else the body says what is named.
    """
    lock([document, target])
    refuse_retired(document)
    refuse_retired(target)
    kind = kind_of(document.kind)
    if target.kind not in (parts_point_at(kind) if item else kind.points_at.values()):
        raise Refused(OTHER_KIND)
    held, known = newest_body(document), newest_body(target)
    lost: Collection[str] = set(named) - clauses(known).keys() if item else ()
    if not item and held is not None and known is not None:
        lost = astray(kind, held, known)
    if lost:
        values = {"count": len(lost), "title": target.title}
        raise Refused(Refusal(ASTRAY.code, ASTRAY.message, ASTRAY.next_step, values))
    lead(document.id, target, item=item, named=named)
    record(Did.DOCUMENT_CHANGED, document.ref, points_at=target.ref)


def lock(documents: Iterable[Document]) -> None:
    """Keep texts from being retired meanwhile; everywhere what points is locked before what it points at."""
    session().flush()
    for one in sorted(documents, key=lambda each: (-height(each.kind), each.id)):
        session().refresh(one, with_for_update=True)


def lead(document_id: int, target: Document, *, item: str = ROOT, named: Sequence[str] = ()) -> None:
    """Write the pointer down, in the place of the one before."""
    row = pointer_of(document_id, item, target.kind)
    if row is None:
        row = DocumentPointer(document_id=document_id, item=item, kind=target.kind, target_id=target.id)
        session().add(row)
    elif row.target_id != target.id:
        row.target_id, row.checked = target.id, None
    row.named = list(named)


def pointer_of(document_id: int, item: str, kind: str) -> DocumentPointer | None:
    """The pointer of a document, or of one part, to a text of a kind."""
    mine = select(DocumentPointer).where(
        DocumentPointer.document_id == document_id, DocumentPointer.item == item, DocumentPointer.kind == kind
    )
    return session().scalars(mine.with_for_update()).first()


def parts_point_at(kind: Kind[Any]) -> frozenset[str]:
    """Of which kinds the texts are that may belong to a part of such a text."""
    return frozenset(name for names in kind.parts_point_at.values() for name in names)


OTHER_KIND = Refusal("document.points_at_kind", N_("This text cannot point at one of that kind."))
ASTRAY = Refusal(
    "document.points_astray",
    N_("“%(title)s” does not have everything that is named here (places: %(count)s)."),
    N_("Change these parts first, or choose another text."),
)


def problems(document_id: int, kind: Kind[Any], body: Body) -> tuple[Problem, ...]:
    """What keeps a body from being published because it would dangle."""
    target = target_of(document_id) if kind.points_at else None
    if target is None or target.body is None:
        return ()
    lost = astray(kind, body, target.body)
    paths = _paths(body) if lost else {}
    message = N_("This names something that “%(title)s” does not have.")
    return tuple(Problem(f"{paths[key]}.{field}", message, {"title": target.row.title}) for key, field in lost.items())


_AT_IT = N_("“%(item)s” in “%(title)s” points at it")


@refers
def questions_and_others(document_id: int) -> list[Reference]:
    """Everything in other texts that points at a document or its items: published, or only in a draft."""
    found: list[Reference] = []
    rows = read(POINTING, target_id=document_id).all()
    for row in {row.id: row for row in rows}.values():
        whole = Phrase(N_("“%(title)s” points at it"), {"title": row.title})
        found.append(Reference(ROOT, whole, is_person=False))
    for row in rows:
        if row.item == ROOT or row.named:  # what belongs to a part as a whole is named above
            held = ((row.schema, row.body), (row.draft_schema, row.draft_body))
            bodies = [_body(row.kind, schema, body) for schema, body in held if schema is not None]
            found += _of_part(row, bodies) if row.item else _of_items(row, bodies)
    return found


def _of_part(row: Any, bodies: Collection[Any]) -> list[Reference]:
    part = next((item_name(item) for body in bodies if (item := item_of(body, row.item)) is not None), row.item)
    words = Phrase(_AT_IT, {"item": part, "title": row.title})
    return [Reference(named, words, is_person=False) for named in row.named]


def _of_items(row: Any, bodies: Collection[Any]) -> list[Reference]:
    said: dict[tuple[str, str], Reference] = {}
    for body in bodies:
        known = dict(items(body))
        for key, _field, named in named_keys(kind_of(row.kind), body):
            values = {"item": item_name(known[key]), "title": row.title}
            words = Phrase(_AT_IT, values)
            said[key, named] = Reference(named, words, is_person=False)
    return list(said.values())


def _body(kind: str, schema: int, body: Any) -> Any:
    return read_body(kind_of(kind), stored(kind, schema, body))


def _paths(body: Body) -> dict[str, str]:
    """Where each item stands, as a problem names it."""
    found = {ROOT: ""}
    for each in entries(body)[1:]:
        above = f"{found[each.parent]}." if each.parent else ""
        found[each.key] = f"{above}{each.slot}[{each.key}]"
    return found
