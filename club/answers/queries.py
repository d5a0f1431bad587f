"""Reads of answers at work: the catalogues in force, what waits, and what is used."""

from typing import Any

from sqlalchemy import and_, bindparam, func, select

from club.answers.models import CopyCount, Gap, GapReport, SentOtherwise
from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.firms.models import Firm, FirmStatus, Membership

MOST_OPEN, MOST_REPORTS, MOST_SETTLED, MOST_SENT = 100, 500, 20, 200

FIRMS = reads(select(Firm.id).where(Firm.status == FirmStatus.ACTIVE).order_by(Firm.id))
CATALOGUES = reads(
    select(
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Document.keeper_id,
        Revision.number,
        Revision.published_at,
    )
    .outerjoin(Revision, in_force())
    .where(Document.kind == "answers", Document.retired_at.is_(None))
    .order_by(Document.title, Document.id)
)
BODIES = reads(
    select(Document.id, Revision.number, Revision.schema, Revision.body)
    .join(Revision, in_force())
    .where(Document.kind == "answers", Document.retired_at.is_(None))
)


def _by(row: Any, person: Any) -> Any:
    """How a row is joined to the member who is named by a person's column of it."""
    return and_(Membership.club_id == row.club_id, Membership.firm_id == row.firm_id, Membership.person_id == person)


_TIMES = (
    select(func.count())
    .select_from(GapReport)
    .where(GapReport.club_id == Gap.club_id, GapReport.firm_id == Gap.firm_id, GapReport.gap_id == Gap.id)
    .correlate(Gap)
    .scalar_subquery()
)
OPEN_GAPS = reads(
    select(Gap.id, Gap.ref, Gap.words, Gap.opened_at, _TIMES.label("times"))
    .where(Gap.closed_at.is_(None))
    .order_by(_TIMES.desc(), Gap.id)
    .limit(MOST_OPEN)
)
GAPS_WAITING = reads(select(func.count(Gap.id)).where(Gap.closed_at.is_(None)))
SENT_WAITING = reads(select(func.count(SentOtherwise.id)).where(SentOtherwise.closed_at.is_(None)))
REPORTS = reads(
    select(GapReport.gap_id, GapReport.words, GapReport.at, Membership.name)
    .join(Gap, and_(Gap.club_id == GapReport.club_id, Gap.firm_id == GapReport.firm_id, Gap.id == GapReport.gap_id))
    .outerjoin(Membership, _by(GapReport, GapReport.by_id))
    .where(Gap.closed_at.is_(None))
    .order_by(GapReport.id.desc())
    .limit(MOST_REPORTS)
)
SETTLED = reads(
    select(Gap.ref, Gap.words, Gap.outcome, Gap.why, Gap.item, Gap.closed_at, Document.ref.label("document"))
    .outerjoin(
        Document,
        its_document(Gap),
    )
    .where(Gap.closed_at.is_not(None))
    .order_by(Gap.closed_at.desc(), Gap.id.desc())
    .limit(MOST_SETTLED)
)
OPEN_SENT = reads(
    select(
        SentOtherwise.ref,
        SentOtherwise.document_id,
        SentOtherwise.item,
        SentOtherwise.number,
        SentOtherwise.sent,
        SentOtherwise.at,
        Membership.name,
    )
    .outerjoin(Membership, _by(SentOtherwise, SentOtherwise.by_id))
    .where(SentOtherwise.closed_at.is_(None))
    .order_by(SentOtherwise.item, SentOtherwise.id)
    .limit(MOST_SENT)
)
COPIED = reads(
    select(CopyCount.item, func.sum(CopyCount.times).label("times"))
    .where(CopyCount.document_id == bindparam("document_id"), CopyCount.week >= bindparam("since"))
    .group_by(CopyCount.item)
)
SENT_BY_ITEM = reads(
    select(SentOtherwise.item, func.count().label("times"))
    .where(SentOtherwise.document_id == bindparam("document_id"), SentOtherwise.at >= bindparam("since"))
    .group_by(SentOtherwise.item)
)
ALL_GAPS = reads(
    select(
        Gap.ref,
        Gap.words,
        Gap.opened_at,
        Gap.closed_at,
        Gap.outcome,
        Gap.why,
        Gap.item,
        _TIMES.label("times"),
    ).order_by(Gap.id)
)
ALL_COPIES = reads(
    select(Document.ref.label("document"), CopyCount.item, CopyCount.week, CopyCount.times)
    .join(
        Document,
        its_document(CopyCount),
    )
    .order_by(CopyCount.id)
)
ALL_SENT = reads(
    select(
        Document.ref.label("document"),
        SentOtherwise.item,
        SentOtherwise.number,
        SentOtherwise.sent,
        SentOtherwise.at,
        SentOtherwise.outcome,
        SentOtherwise.closed_at,
    )
    .join(
        Document,
        its_document(SentOtherwise),
    )
    .order_by(SentOtherwise.id)
)
