"""Reads of a firm's people and of invitations to them."""

from sqlalchemy import and_, bindparam, func, or_, select

from club.core.audit import Did, FirmEvent
from club.core.walls import reads
from club.firms.models import Department, DepartmentLead, Firm, FirmRecord, Invitation, Membership
from club.people.models import Person

DEPARTMENT_OF = and_(
    Department.club_id == Membership.club_id,
    Department.firm_id == Membership.firm_id,
    Department.id == Membership.department_id,
)
"""How a membership is joined to its department."""
LEAD_OF = and_(
    DepartmentLead.club_id == Membership.club_id,
    DepartmentLead.firm_id == Membership.firm_id,
    DepartmentLead.department_id == Membership.department_id,
)
"""How a membership is joined to the lead of its department."""
MAY_SEE = or_(
    bindparam("sees_all"), Membership.id == bindparam("viewer"), DepartmentLead.membership_id == bindparam("viewer")
)
"""That somebody (`Standing.sight`) sees a person: all, those whose department they lead, and themselves."""

SEEN_COLLEAGUES = reads(
    select(Membership.person_id, Membership.name, Firm.id.label("firm_id"), Firm.name.label("firm_name"))
    .join(Firm, and_(Firm.club_id == Membership.club_id, Firm.id == Membership.firm_id))
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(Membership.left_at.is_(None), MAY_SEE)
    .order_by(Membership.name, Membership.id)
)
PERSON_OF_NUMBER = reads(
    select(Membership.person_id).where(Membership.staff_number == bindparam("number"), Membership.left_at.is_(None))
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
        Department.ref.label("department_ref"),
        Membership.department_id,
        Person.ref.label("person_ref"),
        Person.home_firm_id,
    )
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(Membership.left_at.is_(None))
)
MEMBERS = reads(_MEMBERS.order_by(Department.position, Department.name, Membership.name, Membership.id))
MEMBER = reads(_MEMBERS.where(Membership.ref == bindparam("ref")))

_IS_OPEN = or_(Invitation.came_at.is_not(None), Invitation.invited_at > bindparam("since"))
"""Not run out; who came in time may wait longer to be confirmed."""
_ITS_DEPARTMENT = and_(
    Department.club_id == Invitation.club_id,
    Department.firm_id == Invitation.firm_id,
    Department.id == Invitation.department_id,
)
_OPEN = (
    select(
        Invitation.ref,
        Invitation.name,
        Invitation.role,
        Invitation.email,
        Invitation.staff_number,
        Invitation.invited_at,
        Invitation.came_at,
        Department.name.label("department"),
        Department.ref.label("department_ref"),
        Person.email.label("came_email"),
        Person.phone.label("came_phone"),
    )
    .outerjoin(Person, Person.id == Invitation.came_id)
    .outerjoin(Department, _ITS_DEPARTMENT)
    .where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), _IS_OPEN)
)
INVITATIONS = reads(_OPEN.order_by(Invitation.invited_at.desc(), Invitation.id))
INVITATION = reads(_OPEN.where(Invitation.ref == bindparam("ref")))

DEPARTMENTS = reads(
    select(Department.ref, Department.name, Department.id).order_by(Department.position, Department.name)
)
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
            _IS_OPEN,
        )
        .scalar_subquery()
        .label("invited"),
        select(func.coalesce(func.max(FirmRecord.seats), 0)).scalar_subquery().label("paid_for"),
    ),
    as_firm=True,
)
SETTLED = reads(
    select(
        Invitation.name,
        Invitation.accepted_at,
        Invitation.revoked_at,
        Membership.name.label("by"),
        Invitation.came_at,
    )
    .outerjoin(
        FirmEvent,
        and_(
            FirmEvent.club_id == Invitation.club_id,
            FirmEvent.firm_id == Invitation.firm_id,
            FirmEvent.row == Invitation.ref,
            FirmEvent.did.in_([Did.INVITATION_ACCEPTED, Did.INVITATION_REVOKED]),
            FirmEvent.person_id != Invitation.came_id,
        ),
    )
    .outerjoin(
        Membership,
        and_(
            Membership.club_id == FirmEvent.club_id,
            Membership.firm_id == FirmEvent.firm_id,
            Membership.person_id == FirmEvent.person_id,
        ),
    )
    .where(
        Invitation.ref == bindparam("ref"),
        or_(Invitation.accepted_at.is_not(None), Invitation.revoked_at.is_not(None)),
    )
)
"""An invitation that is answered, and by whom."""
WAITING = reads(
    select(Firm.name.label("firm_name"), Firm.slug, Invitation.name, Invitation.staff_number, Invitation.came_at)
    .join(Invitation, and_(Invitation.club_id == Firm.club_id, Invitation.firm_id == Firm.id))
    .where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
    .order_by(Invitation.came_at.desc()),
    as_person=True,
)
"""Where the acting person waits to be let in, and as whom they are expected there."""
