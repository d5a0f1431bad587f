"""A document as a whole: begin, publish, restore, discard, retire; its parts are changed by `editing.py`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.core.scope import current
from club.documents import edits, pointers, refusals
from club.documents.body import B, Body, Kind, Language
from club.documents.change_rules import ChangeClass, gathered, proposals, recorded, weightiest
from club.documents.codec import read, to_json
from club.documents.drafts import draft_of, new_draft, newest_of, refuse_retired, revision_of, stored, title_of
from club.documents.editing import refuse_if_missed
from club.documents.followers import tell_followers
from club.documents.kinds import kind_of
from club.documents.models import Document, Draft, Revision
from club.documents.references import references
from club.documents.review_actions import approval_of, close
from club.documents.rules import next_number, verdict
from club.firms.models import Firm


def begin(
    kind: Kind[B],
    body: B,
    *,
    lang: Language,
    by: int | None,
    at: datetime,
    template_id: int | None = None,
    base_revision_id: int | None = None,
    talk_id: int | None = None,
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
        talk_id=talk_id,
        created_at=at,
    )
    session().add(document)
    session().flush()
    session().add(new_draft(document, body, kind, by=by, at=at, based_on=None))
    record(Did.DOCUMENT_ADOPTED, document.ref, kind=kind.name, base=base_revision_id)
    return document


LATEST_AHEAD = timedelta(days=731)


def publish(
    document: Document,
    *,
    seen: str,
    note: str,
    effective_on: date,
    today: date,
    by: int | None,
    at: datetime,
    classes: Mapping[str, ChangeClass] = MappingProxyType({}),
) -> Revision:
    """Make the draft the next immutable revision; `seen` is the digest of the body that the publisher read.

    `classes` holds, by item, what the publisher thinks of a change; elsewhere the proposal stands.
    """
    draft = draft_of(document)
    if draft is None:
        raise Refused(refusals.NO_DRAFT)
    if edits.digest(draft.body) != seen:
        raise Refused(refusals.STALE_DRAFT)
    if effective_on < today:
        raise Refused(refusals.EARLIER)
    if effective_on > today + LATEST_AHEAD:
        raise Refused(refusals.LATER)
    kind = kind_of(document.kind)
    body = read(kind, stored(document.kind, draft.schema, draft.body))
    if not verdict(kind, body).is_publishable or pointers.problems(document.id, kind, body):
        raise Refused(refusals.UNPUBLISHABLE)
    refuse_if_missed(body, references(document.id))
    approval = approval_of(document, draft, four_eyes=_wants_four_eyes())
    newest = newest_of(document)
    changes = _changes(kind, newest, body, classes)
    weight = weightiest(gathered([changes]).values())
    revision = Revision(
        document_id=document.id,
        number=next_number([newest.number] if newest else []),
        schema=kind.schema,
        body=to_json(body),
        note=note,
        changes=changes,
        weight=weight.value if weight else "",
        effective_on=effective_on,
        published_at=at,
        published_by_id=by,
        writers=draft.writers,
        approval_id=approval,
        digest=edits.imprint(to_json(body)),
    )
    session().add(revision)
    session().delete(draft)
    document.base_revision_id = draft.base_revision_id or document.base_revision_id
    close(document, number=revision.number, at=at)
    document.title = title_of(body, document.lang)
    document.version += 1
    record(Did.DOCUMENT_PUBLISHED, document.ref, number=revision.number, effective_on=effective_on.isoformat())
    tell_followers(document, revision)
    return revision


def _changes(
    kind: Kind[Any], newest: Revision | None, body: Body, classes: Mapping[str, ChangeClass]
) -> dict[str, dict[str, str]]:
    """What the next revision keeps of its changes; nothing where there is none before it."""
    if newest is None:
        return {}
    before = read(kind, stored(kind.name, newest.schema, newest.body))
    return recorded(proposals(kind, before, body), classes)


def restore(document: Document, number: int, *, by: int | None, at: datetime) -> Draft:
    """Make a draft of an older revision; it is in force again when that is published."""
    refuse_retired(document)
    if draft_of(document) is not None:
        raise Refused(refusals.DRAFT_IN_THE_WAY)
    revision = revision_of(document, number)
    if revision is None:
        raise Refused(refusals.GONE)
    kind = kind_of(document.kind)
    body = read(kind, stored(document.kind, revision.schema, revision.body))
    draft = new_draft(document, body, kind, by=by, at=at, based_on=number)
    session().add(draft)
    record(Did.DOCUMENT_CHANGED, document.ref, restored=number)
    return draft


def discard(document: Document, *, at: datetime) -> None:
    """Throw the draft away; what is published stays."""
    draft = draft_of(document)
    if draft is None:
        raise Refused(refusals.NO_DRAFT)
    if newest_of(document) is None:
        raise Refused(refusals.NEVER_PUBLISHED)
    session().delete(draft)
    close(document, number=None, at=at)
    record(Did.DOCUMENT_CHANGED, document.ref, discarded=True)


def retire(document: Document, *, at: datetime) -> None:
    """Take a document out of use, its revisions kept; refused while somebody stands on it."""
    refuse_retired(document)
    _refuse_if(refusals.in_use(references(document.id)))
    close(document, number=None, at=at)
    document.retired_at = at
    document.version += 1
    record(Did.DOCUMENT_RETIRED, document.ref)


def _wants_four_eyes() -> bool:
    return session().get_one(Firm, current().firm).four_eyes


def _refuse_if(refusal: Any) -> None:
    if refusal is not None:
        raise Refused(refusal)
