"""How a row of a firm is joined to the document that it names, and a text to the one at which it points."""

from typing import Any

from sqlalchemy import ColumnElement, and_

from club.documents.models import Document, DocumentPointer


def its_document(row: Any) -> ColumnElement[bool]:
    """That a document is the one that a row names by `document_id`; `row` is a model or an alias of one."""
    return and_(Document.club_id == row.club_id, Document.firm_id == row.firm_id, Document.id == row.document_id)


def pointed_at(target: Any) -> ColumnElement[bool]:
    """That a document, or an alias of it, is the one at which a pointer points."""
    return and_(
        target.club_id == DocumentPointer.club_id,
        target.firm_id == DocumentPointer.firm_id,
        target.id == DocumentPointer.target_id,
    )
