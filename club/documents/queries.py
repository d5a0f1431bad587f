"""Reads of documents: lists, one to read, its draft and revisions, and everything for the firm's export."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select
from sqlalchemy.orm import aliased

from club.core.db import read
from club.core.walls import reads
from club.documents.change_rules import ChangeClass, gathered
from club.documents.consultation_queries import AROUND, RUNNING
from club.documents.joins import its_document
from club.documents.models import CLUBS_EXAM, Consultation, Document, Draft, ReviewAnswer, ReviewRequest, Revision
from club.firms.models import Department, Membership

FIRST_REVISIONS, REVISIONS_PAGE, MOST_REVIEWS = 3, 30, 100

_NEWEST = (
    select(Revision.number)
    .where(
        Revision.club_id == Document.club_id,
        Revision.firm_id == Document.firm_id,
        Revision.document_id == Document.id,
        Revision.effective_on <= bindparam("today"),
    )
    .order_by(Revision.number.desc())
    .limit(1)
    .correlate(Document)
    .scalar_subquery()
)


def in_force() -> ColumnElement[bool]:
    """How a document is joined to the revision that is in force on the day `today`: the newest that has begun."""
    return and_(
        Revision.club_id == Document.club_id,
        Revision.firm_id == Document.firm_id,
        Revision.document_id == Document.id,
        Revision.number == _NEWEST,
    )


_IN_FORCE = in_force()
_DEPARTMENT = and_(
    Department.club_id == Document.club_id,
    Department.firm_id == Document.firm_id,
    Department.id == Document.department_id,
)
_DRAFT = its_document(Draft)
_PUBLISHER = and_(
    Membership.club_id == Revision.club_id,
    Membership.firm_id == Revision.firm_id,
    Membership.person_id == Revision.published_by_id,
)
_approver = aliased(Membership, name="approver")
_APPROVAL = and_(
    ReviewAnswer.club_id == Revision.club_id,
    ReviewAnswer.firm_id == Revision.firm_id,
    ReviewAnswer.id == Revision.approval_id,
)
_APPROVER = and_(
    _approver.club_id == ReviewAnswer.club_id,
    _approver.firm_id == ReviewAnswer.firm_id,
    _approver.person_id == ReviewAnswer.answered_by_id,
)
_keeper = aliased(Membership, name="keeper")
_KEEPER = and_(
    _keeper.club_id == Document.club_id, _keeper.firm_id == Document.firm_id, _keeper.id == Document.keeper_id
)
_HEAD = (
    Document.id,
    Document.ref,
    Document.kind,
    Document.title,
    Document.lang,
    Document.template_id,
    Document.base_revision_id,
    Document.passed_over,
    Document.detached_at,
    Document.retired_at,
    Document.review_on,
    Document.version,
    Department.name.label("department"),
    Department.ref.label("department_ref"),
    _keeper.name.label("keeper"),
    _keeper.ref.label("keeper_ref"),
    _keeper.left_at.label("keeper_left_at"),
    Draft.version.label("draft_version"),
    Draft.changed_at.label("draft_changed_at"),
    Draft.base_revision_id.label("draft_base_id"),
)

LIST = reads(
    select(*_HEAD, Revision.number, Revision.effective_on)
    .outerjoin(Revision, _IN_FORCE)
    .outerjoin(Department, _DEPARTMENT)
    .outerjoin(_keeper, _KEEPER)
    .outerjoin(Draft, _DRAFT)
    .where(Document.kind == bindparam("kind"), Document.retired_at.is_(None))
    .order_by(Document.title, Document.id)
)
REVIEW_DATES = reads(
    select(*_HEAD)
    .outerjoin(Department, _DEPARTMENT)
    .outerjoin(_keeper, _KEEPER)
    .outerjoin(Draft, _DRAFT)
    .where(Document.retired_at.is_(None), Document.kind != CLUBS_EXAM)
    .order_by(Document.review_on.is_(None), Document.review_on, Document.title, Document.id)
)
ONE = reads(
    select(
        *_HEAD,
        Revision.number,
        Revision.note,
        Revision.effective_on,
        Revision.published_at,
        Membership.name.label("publisher"),
        *AROUND,
    )
    .outerjoin(Revision, _IN_FORCE)
    .outerjoin(Department, _DEPARTMENT)
    .outerjoin(_keeper, _KEEPER)
    .outerjoin(Draft, _DRAFT)
    .outerjoin(Membership, _PUBLISHER)
    .outerjoin(Consultation, RUNNING)
    .where(Document.ref == bindparam("ref"), Document.kind == bindparam("kind"))
)
DRAFT = reads(
    select(
        Draft.schema,
        Draft.body,
        Draft.based_on,
        Draft.changed_at,
        Draft.changed_by_id,
        Draft.writers,
        Draft.version,
    )
    .join(Document, _DRAFT)
    .where(Document.ref == bindparam("ref"))
)
NEWEST = reads(
    select(Revision.number, Revision.schema, Revision.body)
    .join(
        Document,
        its_document(Revision),
    )
    .where(Document.ref == bindparam("ref"))
    .order_by(Revision.number.desc())
    .limit(1)
)
REVISIONS = reads(
    select(
        Revision.number,
        Revision.note,
        Revision.weight,
        Revision.effective_on,
        Revision.published_at,
        Revision.writers,
        Membership.name.label("publisher"),
        _approver.name.label("approver"),
        ReviewAnswer.answered_at.label("approved_at"),
    )
    .outerjoin(Membership, _PUBLISHER)
    .outerjoin(ReviewAnswer, _APPROVAL)
    .outerjoin(_approver, _APPROVER)
    .where(Revision.document_id == bindparam("document_id"), Revision.number <= bindparam("upto"))
    .order_by(Revision.number.desc())
    .limit(bindparam("limit"))
)
_CHANGES = reads(
    select(Revision.changes)
    .where(
        Revision.document_id == bindparam("document_id"),
        Revision.number > bindparam("after"),
        Revision.number <= bindparam("upto"),
    )
    .order_by(Revision.number)
)
REVISION = reads(
    select(
        Revision.number, Revision.schema, Revision.body, Revision.note, Revision.changes, Revision.effective_on
    ).where(Revision.document_id == bindparam("document_id"), Revision.number == bindparam("number"))
)
_REVIEWER = and_(
    Membership.club_id == ReviewRequest.club_id,
    Membership.firm_id == ReviewRequest.firm_id,
    Membership.id == ReviewRequest.reviewer_id,
)
_ANSWER = and_(
    ReviewAnswer.club_id == ReviewRequest.club_id,
    ReviewAnswer.firm_id == ReviewRequest.firm_id,
    ReviewAnswer.request_id == ReviewRequest.id,
)
_asker = aliased(Membership, name="asker")
REVIEWS = reads(
    select(
        ReviewRequest.ref,
        ReviewRequest.asked_at,
        ReviewRequest.due_on,
        ReviewRequest.note,
        ReviewRequest.withdrawn_at,
        ReviewRequest.number,
        ReviewRequest.asked_by_id,
        Membership.name.label("reviewer"),
        Membership.person_id.label("reviewer_person"),
        Membership.role.label("reviewer_role"),
        Membership.left_at.label("reviewer_left_at"),
        ReviewAnswer.verdict,
        ReviewAnswer.text,
        ReviewAnswer.remarks,
        ReviewAnswer.answered_at,
        _asker.name.label("asker"),
    )
    .join(Membership, _REVIEWER)
    .outerjoin(ReviewAnswer, _ANSWER)
    .outerjoin(
        _asker,
        and_(
            _asker.club_id == ReviewRequest.club_id,
            _asker.firm_id == ReviewRequest.firm_id,
            _asker.person_id == ReviewRequest.asked_by_id,
        ),
    )
    .where(ReviewRequest.document_id == bindparam("document_id"))
    .order_by(ReviewRequest.asked_at.desc(), ReviewRequest.id.desc())
    .limit(MOST_REVIEWS)
)
MY_REVIEW = reads(
    select(ReviewRequest.ref, ReviewRequest.due_on)
    .join(Membership, _REVIEWER)
    .outerjoin(ReviewAnswer, _ANSWER)
    .where(
        ReviewRequest.document_id == bindparam("document_id"),
        ReviewRequest.number.is_(None),
        ReviewRequest.withdrawn_at.is_(None),
        ReviewAnswer.id.is_(None),
        Membership.person_id == bindparam("person_id"),
    )
    .limit(1)
)
_ALL = reads(select(*Document.__table__.c).order_by(Document.id))
_ALL_REVISIONS = reads(select(*Revision.__table__.c).order_by(Revision.document_id, Revision.number))
_ALL_DRAFTS = reads(select(*Draft.__table__.c).order_by(Draft.document_id))


def changed_between(document_id: int, after: int, upto: int) -> dict[str, ChangeClass]:
    """How weightily each item was changed by the revisions after one number, up to another; by item's key.

    Whoever signed number `after` has to read again what is major here.
    """
    return gathered(row.changes for row in read(_CHANGES, document_id=document_id, after=after, upto=upto))


def export_of_firm() -> list[dict[str, Any]]:
    """Every document of the firm in scope with its revisions and draft, ready for JSON."""
    revisions: dict[int, list[dict[str, Any]]] = {}
    for row in read(_ALL_REVISIONS):
        revisions.setdefault(row.document_id, []).append(_revision(row))
    drafts = {row.document_id: _draft(row) for row in read(_ALL_DRAFTS)}
    return [
        {
            "ref": row.ref,
            "kind": row.kind,
            "title": row.title,
            "lang": row.lang,
            "created_at": row.created_at.isoformat(),
            "retired_at": row.retired_at.isoformat() if row.retired_at else None,
            "revisions": revisions.get(row.id, []),
            "draft": drafts.get(row.id),
        }
        for row in read(_ALL)
    ]


def _revision(row: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "schema": row.schema,
        "note": row.note,
        "changes": row.changes,
        "digest": row.digest,
        "effective_on": row.effective_on.isoformat(),
        "published_at": row.published_at.isoformat(),
        "body": row.body,
    }


def _draft(row: Any) -> dict[str, Any]:
    return {"schema": row.schema, "based_on": row.based_on, "changed_at": row.changed_at.isoformat(), "body": row.body}
