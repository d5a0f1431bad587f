"""Writing a document: begin, change, publish, restore, retire."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents import edits, refusals
from club.documents.body import B, Body, Kind, Language, new_key
from club.documents.codec import read, to_json
from club.documents.edits import Conflict
from club.documents.entries import entries, with_fields, without
from club.documents.kinds import kind_of
from club.documents.languages import for_reading
from club.documents.models import Document, Draft, Revision
from club.documents.references import references
from club.documents.rules import next_number, verdict

TITLE_LENGTH = 300


def begin(
    kind: Kind[B],
    body: B,
    *,
    lang: Language,
    by: int | None,
    at: datetime,
    template_id: int | None = None,
    base_revision_id: int | None = None,
    department_id: int | None = None,
) -> Document:
    """Make a document with a first draft; nothing of it is in force before it is published."""
    document = Document(
        kind=kind.name,
        title=title_of(body, lang),
        lang=lang,
        department_id=department_id,
        template_id=template_id,
        base_revision_id=base_revision_id,
        created_at=at,
    )
    session().add(document)
    session().flush()
    session().add(_draft(document, body, kind, by=by, at=at, based_on=None))
    record(Did.DOCUMENT_ADOPTED, document.ref, kind=kind.name, base=base_revision_id)
    return document


def change_item(
    document: Document, key: str, typed: Mapping[str, Any], *, opened: Mapping[str, str], by: int | None, at: datetime
) -> tuple[Conflict, ...]:
    """Write the typed fields of one item; returns the fields that somebody else changed meanwhile, then nothing is.

    `opened` holds the digests of the item's fields as the page showed them (see `edits.digests`).
    """
    draft, body = _opened(document, by=by, at=at)
    entry = edits.entry_of(body, key)
    if entry is None:
        raise Refused(refusals.GONE)
    merged = edits.merge(entry.fields, typed, opened)
    if merged.changes and not merged.conflicts:
        _write(document, draft, with_fields(body, key, merged.changes), by=by, at=at)
        record(Did.DOCUMENT_CHANGED, document.ref, item=key, fields=sorted(merged.changes))
    elif draft in session().new:
        session().expunge(draft)
    return merged.conflicts


def add_item(
    document: Document, parent: str, slot: str, typed: Mapping[str, Any], *, by: int | None, at: datetime
) -> str:
    """Add an item at the end of a list; returns its key."""
    draft, body = _opened(document, by=by, at=at)
    owner = edits.item_of(body, parent)
    if owner is None or not edits.may_add(owner, slot):
        raise Refused(refusals.GONE)
    key = new_key()
    _write(document, draft, edits.added(body, parent, slot, key, typed), by=by, at=at)
    record(Did.DOCUMENT_CHANGED, document.ref, added=key)
    return key


def remove_item(document: Document, key: str, *, by: int | None, at: datetime) -> None:
    """Take an item and everything it holds out of the draft; refused while somebody stands on it."""

    def changed(body: Body) -> Body:
        entry = edits.entry_of(body, key)
        if entry is None or not edits.may_remove(edits.item_of(body, entry.parent), entry.slot):
            raise Refused(refusals.NEEDED)
        smaller = without(body, key)
        kept = {each.key for each in entries(smaller)}
        _refuse_if(refusals.in_use(found for found in references(document.id) if found.item not in kept))
        return smaller

    _change(document, key, changed, by=by, at=at, removed=key)


def move_item(document: Document, key: str, *, up: bool, by: int | None, at: datetime) -> None:
    """Move an item one place up or down among its neighbours."""
    _change(document, key, lambda body: edits.shifted(body, key, -1 if up else 1), by=by, at=at, moved=key)


def publish(
    document: Document,
    *,
    seen: str,
    note: str,
    effective_on: date,
    today: date,
    by: int | None,
    at: datetime,
) -> Revision:
    """Make the draft the next immutable revision; `seen` is the digest of the body that the publisher read."""
    draft = _draft_of(document)
    if draft is None:
        raise Refused(refusals.NO_DRAFT)
    if edits.digest(draft.body) != seen:
        raise Refused(refusals.STALE_DRAFT)
    if effective_on < today:
        raise Refused(refusals.EARLIER)
    kind = kind_of(document.kind)
    body = read(kind, stored(document.kind, draft.schema, draft.body))
    if not verdict(kind, body).is_publishable:
        raise Refused(refusals.UNPUBLISHABLE)
    kept = {each.key for each in entries(body)}
    _refuse_if(refusals.in_use(found for found in references(document.id) if found.item not in kept))
    newest = _newest(document)
    revision = Revision(
        document_id=document.id,
        number=next_number([newest.number] if newest else []),
        schema=kind.schema,
        body=to_json(body),
        note=note,
        effective_on=effective_on,
        published_at=at,
        published_by_id=by,
    )
    session().add(revision)
    session().delete(draft)
    document.title = title_of(body, document.lang)
    document.version += 1
    record(Did.DOCUMENT_PUBLISHED, document.ref, number=revision.number, effective_on=effective_on.isoformat())
    return revision


def restore(document: Document, number: int, *, by: int | None, at: datetime) -> Draft:
    """Make a draft of an older revision; it is in force again when that is published."""
    _refuse_retired(document)
    if _draft_of(document) is not None:
        raise Refused(refusals.DRAFT_IN_THE_WAY)
    revision = _revision(document, number)
    if revision is None:
        raise Refused(refusals.GONE)
    kind = kind_of(document.kind)
    body = read(kind, stored(document.kind, revision.schema, revision.body))
    draft = _draft(document, body, kind, by=by, at=at, based_on=number)
    session().add(draft)
    record(Did.DOCUMENT_CHANGED, document.ref, restored=number)
    return draft


def discard(document: Document) -> None:
    """Throw the draft away; what is published stays."""
    draft = _draft_of(document)
    if draft is None:
        raise Refused(refusals.NO_DRAFT)
    if _newest(document) is None:
        raise Refused(refusals.NEVER_PUBLISHED)
    session().delete(draft)
    record(Did.DOCUMENT_CHANGED, document.ref, discarded=True)


def retire(document: Document, *, at: datetime) -> None:
    """Take a document out of use, its revisions kept; refused while somebody stands on it."""
    _refuse_retired(document)
    _refuse_if(refusals.in_use(references(document.id)))
    document.retired_at = at
    document.version += 1
    record(Did.DOCUMENT_RETIRED, document.ref)


def stored(kind: str, schema: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """The form in which `codec.read` takes a body out of its columns."""
    return {"kind": kind, "schema": schema, "body": body}


def title_of(body: Body, lang: str) -> str:
    """What a list calls a document: its title with the blanks filled in."""
    language: Language = "zh" if lang == "zh" else "en"
    return str(for_reading(body, language).title)[:TITLE_LENGTH]


def _change(
    document: Document, key: str, change: Callable[[Body], Body], *, by: int | None, at: datetime, **facts: Any
) -> None:
    draft, body = _opened(document, by=by, at=at)
    if not key or edits.entry_of(body, key) is None:
        raise Refused(refusals.GONE)
    _write(document, draft, change(body), by=by, at=at)
    record(Did.DOCUMENT_CHANGED, document.ref, **facts)


def _opened(document: Document, *, by: int | None, at: datetime) -> tuple[Draft, Body]:
    """The draft and its body; where there is none, one of the newest revision."""
    _refuse_retired(document)
    kind = kind_of(document.kind)
    draft = _draft_of(document)
    if draft is None:
        newest = _newest(document)
        if newest is None:
            raise Refused(refusals.GONE)
        body = read(kind, stored(document.kind, newest.schema, newest.body))
        draft = _draft(document, body, kind, by=by, at=at, based_on=newest.number)
        session().add(draft)
        return draft, body
    return draft, read(kind, stored(document.kind, draft.schema, draft.body))


def _draft(
    document: Document, body: Body, kind: Kind[Any], *, by: int | None, at: datetime, based_on: int | None
) -> Draft:
    return Draft(
        document_id=document.id,
        schema=kind.schema,
        body=to_json(body),
        based_on=based_on,
        changed_at=at,
        changed_by_id=by,
    )


def _write(document: Document, draft: Draft, body: Body, *, by: int | None, at: datetime) -> None:
    draft.body, draft.schema = to_json(body), kind_of(document.kind).schema
    draft.changed_at, draft.changed_by_id = at, by
    draft.version = (draft.version or 0) + 1


def _draft_of(document: Document) -> Draft | None:
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


def _newest(document: Document) -> Revision | None:
    newest = select(Revision).where(Revision.document_id == document.id).order_by(Revision.number.desc()).limit(1)
    return session().scalars(newest).first()


def _revision(document: Document, number: int) -> Revision | None:
    return (
        session()
        .scalars(select(Revision).where(Revision.document_id == document.id, Revision.number == number))
        .first()
    )


def _refuse_retired(document: Document) -> None:
    if document.retired_at is not None:
        raise Refused(refusals.RETIRED)


def _refuse_if(refusal: Any) -> None:
    if refusal is not None:
        raise Refused(refusal)
