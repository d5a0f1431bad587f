"""What is found in a firm's texts: passages of the numbers in force that hold every term."""

from sqlalchemy import String, and_, bindparam, case, exists, select

from club.core.walls import reads
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.firms.models import Firm, FirmStatus
from club.search.models import Passage
from club.search.rules import MOST_FOUND, MOST_TERMS

_TERMS = [bindparam(f"term_{place}", type_=String) for place in range(MOST_TERMS)]
_OF_NUMBER = and_(
    Passage.club_id == Revision.club_id,
    Passage.firm_id == Revision.firm_id,
    Passage.document_id == Revision.document_id,
    Passage.number == Revision.number,
)

FOUND = reads(
    select(
        Document.ref,
        Document.kind,
        Document.title,
        Passage.anchor,
        Passage.heading,
        Passage.text,
    )
    .join(Revision, in_force())
    .join(Passage, _OF_NUMBER)
    .where(Document.retired_at.is_(None))
    .where(*((Passage.heading_words + Passage.words).like(term) for term in _TERMS))
    .order_by(
        case((and_(Passage.anchor == "", Passage.heading_words.like(_TERMS[0])), 0), else_=1),
        case((Passage.heading_words.like(_TERMS[0]), 0), else_=1),
        Document.title,
        Passage.id,
    )
    .limit(MOST_FOUND + 1)
)
FIRMS = reads(select(Firm.id).where(Firm.status != FirmStatus.ENDED).order_by(Firm.id))
UNKEPT = reads(
    select(Document.id, Revision.id.label("revision_id"))
    .join(Revision, in_force())
    .where(Document.retired_at.is_(None), ~exists().where(_OF_NUMBER).correlate(Revision))
    .order_by(Document.id)
)
