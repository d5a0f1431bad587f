"""Pictures by their refs, and whether anything shows them."""

from typing import Any

from sqlalchemy import Text, bindparam, cast, select

from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document, Draft, Picture, Revision

PICTURE = reads(select(Picture.stored_as, Picture.name).where(Picture.ref == bindparam("ref")))
PICTURES = reads(
    select(Picture.ref, Document.ref.label("document"), Picture.name, Picture.size, Picture.added_at)
    .join(
        Document,
        its_document(Picture),
    )
    .order_by(Picture.id)
)

PICTURE_FILES = reads(select(Picture.ref, Picture.stored_as).order_by(Picture.id))


def _names(body: Any) -> Any:
    """A body that names a picture: refs are letters and digits that stand in no other word."""
    return cast(body, Text).contains(bindparam("ref"))


IN_A_DRAFT = reads(select(Draft.id).where(_names(Draft.body)).limit(1))
IN_AN_EDITION = reads(select(Revision.id).where(_names(Revision.body)).limit(1))
