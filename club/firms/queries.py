"""Reads of firms: the directory, a firm's departments, people to choose from, offers, events."""

from typing import Any

from sqlalchemy import and_, bindparam, desc, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from club.clubs.models import RoleInClub
from club.core.audit import ClubEvent, FirmEvent
from club.core.walls import reads
from club.firms.models import (
    Department,
    DepartmentLead,
    Firm,
    FirmExport,
    FirmRecord,
    FirmStatus,
    Invitation,
    Membership,
    OwnershipOffer,
    StaffNotice,
)
from club.policy import ClubRole, FirmRole

MEMBERS_PAGE, EVENTS_PAGE = 30, 50

LISTED = reads(
    select(Firm.slug, Firm.name, Firm.city, Firm.platforms, Firm.categories, Firm.entry)
    .where(Firm.is_listed.is_(True), Firm.status == FirmStatus.ACTIVE)
    .order_by(Firm.name, Firm.id)
    .limit(MEMBERS_PAGE + 1)
    .offset(bindparam("offset"))
)
LISTED_COUNT = reads(
    select(func.count()).select_from(Firm).where(Firm.is_listed.is_(True), Firm.status == FirmStatus.ACTIVE)
)
ALL_FIRMS = reads(
    select(
        Firm.slug, Firm.name, Firm.status, Firm.admitted_at, Firm.activated_at, FirmRecord.legal_name, FirmRecord.seats
    )
    .join(FirmRecord, and_(FirmRecord.club_id == Firm.club_id, FirmRecord.firm_id == Firm.id))
    .order_by(Firm.slug)
)
FOUR_EYES = reads(select(Firm.four_eyes).where(Firm.id == bindparam("firm_id")))
ONE = reads(select(*Firm.__table__.c).where(Firm.id == bindparam("firm_id")))

STAFF_NOTICES = reads(
    select(
        StaffNotice.id, StaffNotice.number, StaffNotice.contact, StaffNotice.kept_months, StaffNotice.in_force_at
    ).order_by(StaffNotice.number.desc())
)
NOTICE_READ = reads(
    select(Membership.notice_id, Membership.staff_notice_id, Membership.noticed_at).where(
        Membership.id == bindparam("membership_id")
    )
)

_LEAD = and_(
    DepartmentLead.club_id == Department.club_id,
    DepartmentLead.firm_id == Department.firm_id,
    DepartmentLead.department_id == Department.id,
)
_LEADER = and_(
    Membership.club_id == DepartmentLead.club_id,
    Membership.firm_id == DepartmentLead.firm_id,
    Membership.id == DepartmentLead.membership_id,
)
_colleague = aliased(Membership, name="colleague")
_people = (
    select(func.count())
    .select_from(_colleague)
    .where(
        _colleague.club_id == Department.club_id,
        _colleague.firm_id == Department.firm_id,
        _colleague.department_id == Department.id,
        _colleague.left_at.is_(None),
    )
    .correlate(Department)
    .scalar_subquery()
)
_invited = (
    select(func.max(Invitation.name))
    .where(
        Invitation.club_id == Department.club_id,
        Invitation.firm_id == Department.firm_id,
        Invitation.department_id == Department.id,
        Invitation.role == FirmRole.LEAD,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    .correlate(Department)
    .scalar_subquery()
)
DEPARTMENTS = reads(
    select(
        Department.ref,
        Department.name,
        Department.kind,
        Membership.name.label("lead"),
        Membership.ref.label("lead_ref"),
        _people.label("people"),
        _invited.label("invited"),
    )
    .outerjoin(DepartmentLead, _LEAD)
    .outerjoin(Membership, _LEADER)
    .order_by(Department.position, Department.id)
)
COLLEAGUES = reads(
    select(Membership.ref, Membership.name, Membership.role, Membership.person_id, Membership.id)
    .where(Membership.left_at.is_(None))
    .order_by(Membership.name, Membership.id)
)

INSTRUCTORS = reads(
    select(
        Membership.ref, Membership.name, RoleInClub.id.label("role_id"), RoleInClub.for_firm_id, RoleInClub.granted_at
    )
    .outerjoin(
        RoleInClub,
        and_(
            RoleInClub.club_id == Membership.club_id,
            RoleInClub.person_id == Membership.person_id,
            RoleInClub.role == ClubRole.INSTRUCTOR,
        ),
    )
    .where(Membership.left_at.is_(None))
    .order_by(Membership.name, Membership.id)
)

_to, _from = aliased(Membership, name="taker"), aliased(Membership, name="giver")
OFFERS = reads(
    select(
        OwnershipOffer.ref,
        OwnershipOffer.then_role,
        OwnershipOffer.offered_at,
        _to.name.label("to_name"),
        _to.person_id.label("to_person"),
        _from.name.label("from_name"),
        _from.person_id.label("from_person"),
    )
    .join(
        _to,
        and_(
            _to.club_id == OwnershipOffer.club_id,
            _to.firm_id == OwnershipOffer.firm_id,
            _to.id == OwnershipOffer.to_id,
        ),
    )
    .join(
        _from,
        and_(
            _from.club_id == OwnershipOffer.club_id,
            _from.firm_id == OwnershipOffer.firm_id,
            _from.id == OwnershipOffer.from_id,
        ),
    )
    .where(OwnershipOffer.accepted_at.is_(None), OwnershipOffer.ended_at.is_(None))
    .order_by(OwnershipOffer.offered_at.desc(), OwnershipOffer.id.desc())
)


def _event(book: Any, source: str) -> Any:
    return select(
        book.ref, book.did, book.row, book.at, book.address, book.person_id, literal(source).label("book")
    ).where(or_(bindparam("did", type_=book.did.type) == "", book.did == bindparam("did")))


EVENTS = reads(
    union_all(_event(FirmEvent, "firm"), _event(ClubEvent, "club").where(ClubEvent.firm_id == bindparam("firm_id")))
    .order_by(desc("at"), "ref")
    .limit(EVENTS_PAGE + 1)
    .offset(bindparam("offset"))
)
NAMES = reads(select(Membership.person_id, Membership.ref, Membership.name))
EXPORTS = reads(
    select(
        FirmExport.ref,
        FirmExport.ordered_at,
        FirmExport.parts,
        FirmExport.of,
        FirmExport.stored_as,
        FirmExport.size,
        FirmExport.done_at,
    )
    .order_by(FirmExport.ordered_at.desc(), FirmExport.id.desc())
    .limit(bindparam("limit"))
)
