"""Reads of whom somebody may ask: the own departments, and their people."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from club.core.walls import reads
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE
from club.policy import FirmRole

OWN_DEPARTMENTS = reads(
    select(Department.id, Department.ref, Department.name)
    .outerjoin(
        DepartmentLead,
        and_(
            DepartmentLead.club_id == Department.club_id,
            DepartmentLead.firm_id == Department.firm_id,
            DepartmentLead.department_id == Department.id,
        ),
    )
    .where(or_(bindparam("sees_all"), DepartmentLead.membership_id == bindparam("viewer")))
    .order_by(Department.position, Department.name)
)
"""The departments that somebody may ask: all, or those that they lead."""


def own_people(roles: Collection[FirmRole]) -> Any:
    """The people with these roles whom somebody may ask: all, or oneself and those whom they lead."""
    return (
        select(Membership.id, Membership.ref, Membership.name, Department.name.label("department"))
        .outerjoin(Department, DEPARTMENT_OF)
        .outerjoin(DepartmentLead, LEAD_OF)
        .where(Membership.left_at.is_(None), Membership.role.in_(roles), MAY_SEE)
        .order_by(Department.position, Membership.name, Membership.id)
    )
