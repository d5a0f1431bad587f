"""What is found: in a firm's texts the passages in force that hold every term, in a club its entries."""

from typing import Any

from sqlalchemy import Boolean, Integer, String, and_, bindparam, case, exists, func, literal, or_, select, union_all

from club.core.walls import reads
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.firms.models import Firm, FirmStatus
from club.search import index_rules
from club.search.matching import Asked, by_head, by_words
from club.search.models import IndexEntry, Passage
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


_ASKED, _NARROWED = (bindparam(name, type_=Asked) for name in ("asked", "narrowed"))
_MAY_READ = or_(IndexEntry.is_public, bindparam("is_member", type_=Boolean))


def _candidates() -> Any:
    """Entries with every word: first where the head says all of it, then where the text does; the newest of each."""
    most = bindparam("most", index_rules.MOST_FOUND + 1, type_=Integer)
    named, said = (found(_ASKED, _NARROWED, most).called(found.part) for found in (by_head, by_words))
    both = union_all(
        select(named.c.id.label("id"), literal(0).label("tier")),
        select(said.c.id.label("id"), literal(1).label("tier")),
    ).subquery("both_tiers")
    first = select(both.c.id, func.min(both.c.tier).label("tier")).group_by(both.c.id).subquery("first_tier")
    return (
        select(IndexEntry.id, IndexEntry.club_id, IndexEntry.day, first.c.tier)
        .join(first, first.c.id == IndexEntry.id)
        .where(_MAY_READ)
        .cte("candidate")
    )


def _in_order(found: Any) -> tuple[Any, ...]:
    return found.c.tier, found.c.day.desc().nulls_last(), found.c.id.desc()


_CANDIDATE = _candidates()
_PAGE = (
    select(_CANDIDATE)
    .order_by(*_in_order(_CANDIDATE))
    .limit(index_rules.PAGE)
    .offset(bindparam("offset", type_=Integer))
    .subquery("page")
)
"""The entries of one page; texts are read for these alone."""

IN_CLUB = reads(
    select(
        IndexEntry.kind,
        IndexEntry.slug,
        IndexEntry.lang,
        IndexEntry.is_public,
        IndexEntry.title,
        IndexEntry.by,
        IndexEntry.day,
        IndexEntry.text,
        select(func.count()).select_from(_CANDIDATE).scalar_subquery().label("found"),
    )
    .join(_PAGE, and_(_PAGE.c.club_id == IndexEntry.club_id, _PAGE.c.id == IndexEntry.id))
    .order_by(*_in_order(_PAGE))
)

_NEAR = by_head(_ASKED, _NARROWED, literal(index_rules.MOST_NEAR + 1, Integer)).called("near")

NEAR = reads(
    select(IndexEntry.slug, IndexEntry.title, IndexEntry.by, IndexEntry.day)
    .join(_NEAR, _NEAR.c.id == IndexEntry.id)
    .where(_MAY_READ, IndexEntry.slug != bindparam("slug", type_=String))
    .order_by(IndexEntry.day.desc(), IndexEntry.id.desc())
    .limit(index_rules.MOST_NEAR)
)
