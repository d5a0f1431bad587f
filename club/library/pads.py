"""A template of the club to write on."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents import refusals
from club.documents.body import Body
from club.documents.codec import read, to_json
from club.documents.drafts import stored
from club.documents.editing import Pad
from club.documents.kinds import kind_of
from club.library.models import Template, TemplateDraft, TemplateRevision


class TemplatePad(Pad):
    """A template's draft: one at a time, found under lock; firms read it only when it is published."""

    def __init__(self, template: Template, *, by: int | None, at: datetime) -> None:
        self._template, self._by, self._at = template, by, at
        self._draft: TemplateDraft | None = None

    def opened(self) -> Body:
        """The draft's body; a template without a draft begins one of its newest revision."""
        self._draft = draft_of(self._template)
        newest = newest_of(self._template) if self._draft is None else None
        held = self._draft or newest
        if held is None:
            raise Refused(refusals.GONE)
        body: Body = body_of(self._template, held)
        if newest is None:
            return body
        self._draft = self._begin(body, based_on=newest.number)
        return body

    def keep(self, body: Body, **facts: Any) -> None:
        """Write the body into the draft."""
        draft = self._draft or draft_of(self._template) or self._begin(body, based_on=None)
        draft.body, draft.schema = to_json(body), kind_of(self._template.kind).schema
        draft.changed_at, draft.changed_by_id = self._at, self._by
        draft.version = (draft.version or 0) + 1
        record(Did.TEMPLATE_CHANGED, self._template.slug, **facts)

    def leave(self) -> None:
        """A draft that opening made goes again."""
        if self._draft in session().new:
            session().expunge(self._draft)

    def _begin(self, body: Body, *, based_on: int | None) -> TemplateDraft:
        draft = TemplateDraft(
            template_id=self._template.id,
            schema=kind_of(self._template.kind).schema,
            body=to_json(body),
            based_on=based_on,
            changed_at=self._at,
            changed_by_id=self._by,
        )
        session().add(draft)
        return draft


def body_of(template: Template, held: TemplateRevision | TemplateDraft) -> Any:
    """The body of a revision or a draft, in both languages."""
    return read(kind_of(template.kind), stored(template.kind, held.schema, held.body))


def draft_of(template: Template) -> TemplateDraft | None:
    """The draft as it is now, locked."""
    found = select(TemplateDraft).where(TemplateDraft.template_id == template.id).with_for_update()
    return session().scalars(found.execution_options(populate_existing=True)).first()


def newest_of(template: Template) -> TemplateRevision | None:
    """The newest revision of a template."""
    found = select(TemplateRevision).where(TemplateRevision.template_id == template.id)
    return session().scalars(found.order_by(TemplateRevision.number.desc()).limit(1)).first()


def revision_of(template: Template, number: int) -> TemplateRevision | None:
    """The revision of this number."""
    found = select(TemplateRevision).where(
        TemplateRevision.template_id == template.id, TemplateRevision.number == number
    )
    return session().scalars(found).first()
