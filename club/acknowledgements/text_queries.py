"""Reads of one text and of all that are to be signed: who assigned them to whom, and what was signed."""

from sqlalchemy import and_, bindparam, func, select

from club.acknowledgements.models import Assignee, Assignment, Delta, Signature, Telling
from club.acknowledgements.rules import SIGNERS
from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.firms.audience_queries import own_people
from club.firms.models import Department, DepartmentLead, Firm, FirmStatus, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE

DOCUMENT_OF = its_document(Assignment)
_ASSIGNER = and_(
    Membership.club_id == Assignment.club_id,
    Membership.firm_id == Assignment.firm_id,
    Membership.person_id == Assignment.assigned_by_id,
)
_SIGNER = and_(
    Membership.club_id == Signature.club_id,
    Membership.firm_id == Signature.firm_id,
    Membership.id == Signature.membership_id,
)
_ASSIGNED = (
    select(
        Assignment.ref,
        Assignment.audience,
        Assignment.role,
        Assignment.name,
        Assignment.days,
        Assignment.starts_on,
        Assignment.department_id,
        Membership.name.label("assigner"),
        Document.id.label("document_id"),
        Document.ref.label("document_ref"),
        Document.kind,
        Document.title,
        Revision.number,
    )
    .join(Document, DOCUMENT_OF)
    .outerjoin(Revision, in_force())
    .outerjoin(Membership, _ASSIGNER)
    .where(Assignment.ended_at.is_(None))
    .order_by(Document.title, Document.id, Assignment.id)
)
ASSIGNED = reads(_ASSIGNED.where(Document.retired_at.is_(None)))
ASSIGNMENTS = reads(_ASSIGNED.where(Document.id == bindparam("document_id")))
NAMED = reads(
    select(Membership.ref, Membership.name)
    .join(
        Assignee,
        and_(
            Assignee.club_id == Membership.club_id,
            Assignee.firm_id == Membership.firm_id,
            Assignee.membership_id == Membership.id,
        ),
    )
    .where(Assignee.assignment_id == bindparam("assignment_id"), Membership.left_at.is_(None))
    .order_by(Membership.name, Membership.id)
)
OWN_PEOPLE = reads(own_people(SIGNERS))
TEXT = reads(
    select(
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Document.retired_at,
        Revision.number,
        Revision.effective_on,
        Revision.published_at,
        Revision.digest,
    )
    .outerjoin(Revision, in_force())
    .where(Document.ref == bindparam("ref"))
)
_SIGNATURES = (
    select(
        Signature.ref,
        Signature.name,
        Signature.title,
        Signature.number,
        Signature.digest,
        Signature.lang,
        Signature.after,
        Signature.without_pay,
        Signature.signed_at,
        Delta.exam_id,
        Delta.done_at,
        Delta.attempt_id,
        Membership.staff_number,
        Membership.left_at,
        Department.name.label("department"),
    )
    .join(Membership, _SIGNER)
    .outerjoin(
        Delta,
        and_(
            Delta.club_id == Signature.club_id,
            Delta.firm_id == Signature.firm_id,
            Delta.signature_id == Signature.id,
        ),
    )
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Signature.document_id == bindparam("document_id"), MAY_SEE)
    .order_by(Signature.number.desc(), Signature.signed_at, Signature.id)
)
SIGNATURES = reads(_SIGNATURES)
"""Every signature of a text; `SIGNED_PAGE` is a page of them, `SIGNED` how many there are."""
SIGNED_PAGE = reads(_SIGNATURES.limit(bindparam("limit")).offset(bindparam("offset")))
SIGNED = reads(
    select(func.count(Signature.id))
    .join(Membership, _SIGNER)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Signature.document_id == bindparam("document_id"), MAY_SEE)
)
MY_SIGNATURES = reads(
    select(Signature.number, Signature.title, Signature.digest, Signature.signed_at, Document.ref, Document.retired_at)
    .join(
        Document,
        its_document(Signature),
    )
    .where(Signature.membership_id == bindparam("membership_id"))
    .order_by(Signature.signed_at.desc(), Signature.id.desc())
    .limit(bindparam("limit"))
)
FIRMS = reads(select(Firm.id).where(Firm.status == FirmStatus.ACTIVE).order_by(Firm.id))
OPEN_TEXTS = reads(
    select(Assignment.document_id)
    .join(Document, DOCUMENT_OF)
    .where(Assignment.ended_at.is_(None), Document.retired_at.is_(None))
    .distinct()
    .order_by(Assignment.document_id)
)
TOLD = reads(
    select(Telling.membership_id, Telling.number, Telling.what).where(Telling.document_id == bindparam("document_id"))
)
