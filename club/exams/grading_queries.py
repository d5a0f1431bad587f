"""Reads of what waits to be graded: attempts of the people whom the viewer may see."""

from sqlalchemy import and_, bindparam, func, or_, select

from club.core.walls import reads
from club.documents.models import Document, Revision
from club.exams.models import Attempt
from club.exams.queries import HEAD, OF_DOCUMENT, OF_NUMBER
from club.exams.rules import Purpose
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF

_OF_PERSON = and_(
    Membership.club_id == Attempt.club_id,
    Membership.firm_id == Attempt.firm_id,
    Membership.id == Attempt.membership_id,
)
_IS_SEEN = or_(
    bindparam("sees_all"),
    and_(DepartmentLead.membership_id == bindparam("viewer"), Attempt.membership_id != bindparam("viewer")),
)
_WAITS = (
    Attempt.finished_at.is_not(None),
    Attempt.passed.is_(None),
    Attempt.purpose != Purpose.PRACTICE,
    _IS_SEEN,
)
_NAMED = (Membership.ref.label("person"), Membership.name, Document.ref, Document.title, Document.lang, Document.kind)

QUEUE = reads(
    select(*HEAD, *_NAMED, Department.name.label("department"))
    .join(Document, OF_DOCUMENT)
    .join(Membership, _OF_PERSON)
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(*_WAITS)
    .order_by(Attempt.finished_at, Attempt.id)
)
COUNT = reads(
    select(func.count(Attempt.id))
    .join(Membership, _OF_PERSON)
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(*_WAITS)
)
ONE = reads(
    select(*HEAD, *_NAMED, Attempt.drawn, Revision.schema, Revision.body)
    .join(Document, OF_DOCUMENT)
    .join(Revision, OF_NUMBER)
    .join(Membership, _OF_PERSON)
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Attempt.ref == bindparam("ref"), *_WAITS)
)
GRADED = reads(
    select(Attempt.id)
    .join(Membership, _OF_PERSON)
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Attempt.ref == bindparam("ref"), Attempt.passed.is_not(None), Attempt.purpose != Purpose.PRACTICE, _IS_SEEN)
)
"""An attempt that the viewer might have graded, and that is graded."""
