"""Reads of who passed an exam: the people whom the viewer may see, their attempts, what was allowed."""

from sqlalchemy import bindparam, or_, select

from club.core.walls import reads
from club.exams.models import Attempt
from club.exams.queries import ALLOWED
from club.exams.rules import Purpose
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF
from club.policy import FIRM, Can

_SITTING = [role for role, may in FIRM.items() if Can.EXAM_SIT in may]
MOST = 5000

PEOPLE = reads(
    select(Membership.id, Membership.ref, Membership.name, Department.name.label("department"))
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(
        Membership.left_at.is_(None),
        Membership.role.in_(_SITTING),
        or_(
            bindparam("sees_all"),
            Membership.id == bindparam("viewer"),
            DepartmentLead.membership_id == bindparam("viewer"),
        ),
    )
    .order_by(Department.position, Membership.name, Membership.id)
)
ATTEMPTS = reads(
    select(
        Attempt.membership_id,
        Attempt.purpose,
        Attempt.number,
        Attempt.started_at,
        Attempt.finished_at,
        Attempt.points,
        Attempt.of,
        Attempt.passed,
        *ALLOWED,
    )
    .where(Attempt.document_id == bindparam("document_id"), Attempt.purpose == Purpose.COUNTED)
    .order_by(Attempt.started_at.desc(), Attempt.id.desc())
    .limit(MOST)
)
"""The newest attempts that count: of so many that they are cut, the old ones go."""
