"""Reads of what waits to be graded: attempts of the people whom the viewer may see."""

from sqlalchemy import BigInteger, and_, bindparam, func, or_, select

from club.core.walls import reads
from club.documents.models import Document, Revision
from club.exams.models import Attempt
from club.exams.queries import HEAD, OF_DOCUMENT, OF_NUMBER
from club.exams.rules import Purpose
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF
from club.policy import FIRM, SEES_ALL, Can

_GRADING = [role for role, may in FIRM.items() if Can.EXAM_OVERSEE in may]

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
GRADERS = reads(
    select(Membership.id, Membership.person_id)
    .outerjoin(
        DepartmentLead,
        and_(
            DepartmentLead.club_id == Membership.club_id,
            DepartmentLead.firm_id == Membership.firm_id,
            DepartmentLead.membership_id == Membership.id,
            DepartmentLead.department_id == bindparam("department_id", type_=BigInteger),
        ),
    )
    .where(
        Membership.left_at.is_(None),
        Membership.id != bindparam("sitter"),
        Membership.role.in_(_GRADING),
        or_(Membership.role.in_(list(SEES_ALL)), DepartmentLead.membership_id.is_not(None)),
    )
    .order_by(Membership.id)
)
"""Who may grade what somebody of a department handed in, but for themselves."""
GRADED = reads(
    select(Attempt.id)
    .join(Membership, _OF_PERSON)
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Attempt.ref == bindparam("ref"), Attempt.passed.is_not(None), Attempt.purpose != Purpose.PRACTICE, _IS_SEEN)
)
"""An attempt that the viewer might have graded, and that is graded."""
