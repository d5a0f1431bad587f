"""A firm's document to write on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from club.core.audit import Did, record
from club.core.db import session
from club.documents.body import Body
from club.documents.drafts import opened_draft, write_draft
from club.documents.editing import Pad
from club.documents.models import Document, Draft
from club.documents.references import Reference, references


class DocumentPad(Pad):
    """A document's draft: one at a time, found under lock."""

    def __init__(self, document: Document, *, by: int | None, at: datetime) -> None:
        self._document, self._by, self._at = document, by, at
        self._draft: Draft | None = None

    def opened(self) -> Body:
        """The draft's body; a document without a draft begins one of its newest revision."""
        self._draft, body = opened_draft(self._document, by=self._by, at=self._at)
        return body

    def keep(self, body: Body, **facts: Any) -> None:
        """Write the body into the draft."""
        if self._draft is None:
            self.opened()
        if self._draft is not None:
            write_draft(self._document, self._draft, body, by=self._by, at=self._at)
        record(Did.DOCUMENT_CHANGED, self._document.ref, **facts)

    def leave(self) -> None:
        """A draft that opening made goes again."""
        if self._draft in session().new:
            session().expunge(self._draft)

    def references(self) -> Collection[Reference]:
        """Who stands on an item."""
        return references(self._document.id)
