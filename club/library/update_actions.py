"""A firm takes over what the club published since: choosing, putting it into the draft, passing over, detaching."""

from datetime import datetime

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents.body import Body
from club.documents.drafts import opened_draft, write_draft
from club.documents.models import Document
from club.library.models import TemplateRevision, UpdateChoices
from club.library.update_rules import NOTHING_NEWER, Kept


def choose(document: Document, choices: Kept, *, by: int | None, at: datetime) -> None:
    """Keep what was chosen so far; the draft is not touched."""
    row = choices_row(document)
    if row is None:
        row = UpdateChoices(document_id=document.id, choices={}, changed_at=at)
        session().add(row)
    row.choices = {key: dict(one) for key, one in choices.items()}
    row.changed_at, row.changed_by_id = at, by
    record(Did.DOCUMENT_CHANGED, document.ref, chosen=len(choices))


def take_over(document: Document, body: Body, revision_id: int, *, by: int | None, at: datetime) -> None:
    """Put the merged body into the draft; the document's base moves on when that is published."""
    revision = session().get(TemplateRevision, revision_id)
    if revision is None or revision.template_id != document.template_id:
        raise Refused(NOTHING_NEWER)
    draft, _before = opened_draft(document, by=by, at=at)
    write_draft(document, draft, body, by=by, at=at)
    draft.base_revision_id = revision.id
    row = choices_row(document)
    if row is not None:
        session().delete(row)
    record(Did.DOCUMENT_UPDATED, document.ref, number=revision.number)


def pass_over(document: Document, number: int | None) -> None:
    """Ask no more about this number of the club's text, or ask again (None)."""
    document.passed_over = number
    record(Did.DOCUMENT_CHANGED, document.ref, passed_over=number)


def detach(document: Document, *, at: datetime | None) -> None:
    """Ask no more about the club's text at all, or again (`at` is None); what it began from stays known."""
    document.detached_at = at
    record(Did.DOCUMENT_CHANGED, document.ref, detached=at is not None)


def choices_row(document: Document) -> UpdateChoices | None:
    """The choices so far, to be changed."""
    return session().scalars(select(UpdateChoices).where(UpdateChoices.document_id == document.id)).first()
