"""Reads of a firm's people and of invitations to them."""

from sqlalchemy import and_, bindparam, func, select

from club.core.walls import reads
from club.firms.models import Department, FirmRecord, Invitation, Membership
from club.people.models import Person

PERSON_OF_NUMBER = reads(
    select(Membership.person_id).where(Membership.staff_number == bindparam("number"), Membership.left_at.is_(None))
)

_OF_THE_DEPARTMENT = and_(
    Department.club_id == Membership.club_id,
    Department.firm_id == Membership.firm_id,
    Department.id == Membership.department_id,
)
_MEMBERS = (
    select(
        Membership.ref,
        Membership.name,
        Membership.role,
        Membership.staff_number,
        Membership.joined_at,
        Membership.noticed_at,
        Membership.person_id,
        Membership.version,
        Department.name.label("department"),
        Membership.department_id,
        Person.ref.label("person_ref"),
        Person.home_firm_id,
    )
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Department, _OF_THE_DEPARTMENT)
    .where(Membership.left_at.is_(None))
)
MEMBERS = reads(_MEMBERS.order_by(Department.position, Department.name, Membership.name, Membership.id))
MEMBER = reads(_MEMBERS.where(Membership.ref == bindparam("ref")))

_OPEN = select(
    Invitation.ref,
    Invitation.name,
    Invitation.role,
    Invitation.email,
    Invitation.staff_number,
    Invitation.invited_at,
).where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.invited_at > bindparam("since"))
INVITATIONS = reads(_OPEN.order_by(Invitation.invited_at.desc(), Invitation.id))
INVITATION = reads(_OPEN.where(Invitation.ref == bindparam("ref")))

DEPARTMENTS = reads(select(Department.id, Department.name).order_by(Department.position, Department.name))
SEATS = reads(
    select(
        select(func.count())
        .select_from(Membership)
        .where(Membership.left_at.is_(None))
        .scalar_subquery()
        .label("members"),
        select(func.count())
        .select_from(Invitation)
        .where(
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.invited_at > bindparam("since"),
        )
        .scalar_subquery()
        .label("invited"),
        select(func.coalesce(func.max(FirmRecord.seats), 0)).scalar_subquery().label("paid_for"),
    ),
    as_firm=True,
)
