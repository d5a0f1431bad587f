"""What an owner sets in the firm: the first three answers, departments and their leads, entry, settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from club.core import audit, links
from club.core.audit import Did
from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.core.text import N_
from club.firms.ends import say_goodbye_to_department
from club.firms.models import Department, DepartmentLead, Firm, Invitation, Membership, StaffNotice
from club.firms.rules import WELCOME_DAYS, remove_department_refusal
from club.people.joining_actions import JOIN
from club.policy import FirmRole


@dataclass(frozen=True)
class NewDepartment:
    """A department as the owner answers for it; without a head's name the owner leads it."""

    name: str
    kind: str = ""
    head: str = ""


def firm_here() -> Firm:
    """The firm in scope, locked until this commit: changes of one firm come one after the other."""
    scope = current()
    return session().execute(select(Firm).where(Firm.id == scope.firm).with_for_update()).scalar_one()


def set_up(departments: Sequence[NewDepartment], *, platforms: Sequence[str], by: int, at: datetime) -> Firm:
    """Make the firm's first departments, and invite the heads that were named. Once; later calls change nothing.

    `by` is the owner's membership.
    """
    firm = firm_here()
    if firm.set_up_at is not None:
        return firm
    for position, wanted in enumerate(departments):
        department = Department(ref=new_ref(), name=wanted.name, kind=wanted.kind, position=position)
        session().add(department)
        session().flush()
        if wanted.head:
            _invite_head(department, wanted.head, at=at)
        else:
            session().add(DepartmentLead(department_id=department.id, membership_id=by, since_at=at))
    firm.platforms, firm.set_up_at, firm.version = list(platforms), at, firm.version + 1
    audit.record(Did.FIRM_SET_UP, firm.slug, departments=len(departments))
    return firm


def _invite_head(department: Department, name: str, *, at: datetime) -> None:
    scope = current()
    invitation = Invitation(
        ref=new_ref(),
        role=FirmRole.LEAD,
        name=name,
        department_id=department.id,
        invited_by_id=scope.person,
        invited_at=at,
    )
    session().add(invitation)
    links.make(JOIN, invitation.ref, days=WELCOME_DAYS, club_id=scope.club, firm_id=scope.firm)
    audit.record(Did.PERSON_INVITED, invitation.ref, role=FirmRole.LEAD.value)


def add_department(*, name: str, kind: str) -> Department:
    """A new department; a name that is taken fails the commit."""
    firm_here()
    last = session().scalar(select(func.max(Department.position)))
    department = Department(ref=new_ref(), name=name, kind=kind, position=0 if last is None else last + 1)
    session().add(department)
    audit.record(Did.DEPARTMENT_CHANGED, department.ref, change="added")
    return department


def change_department(department: Department, *, name: str, kind: str, lead: Membership | None, at: datetime) -> None:
    """Another name, kind or lead."""
    department.name, department.kind = name, kind
    set_lead(department, lead, at=at)
    audit.record(Did.DEPARTMENT_CHANGED, department.ref, change="changed", lead=lead.ref if lead else None)


def set_lead(department: Department, lead: Membership | None, *, at: datetime) -> None:
    """Who leads a department from now on; None leaves it without a lead."""
    mine = DepartmentLead.department_id == department.id
    row = session().execute(select(DepartmentLead).where(mine)).scalar_one_or_none()
    if lead is None:
        if row is not None:
            session().delete(row)
    elif row is None:
        session().add(DepartmentLead(department_id=department.id, membership_id=lead.id, since_at=at))
    elif row.membership_id != lead.id:
        row.membership_id, row.since_at = lead.id, at


def lead_own_department(membership: Membership, *, at: datetime) -> None:
    """A lead who comes in leads their department, where nobody does yet."""
    if membership.role is not FirmRole.LEAD or membership.department_id is None:
        return
    session().flush()
    department = session().get_one(Department, membership.department_id)
    leads = select(DepartmentLead.id).where(DepartmentLead.department_id == department.id)
    if session().scalars(leads).first() is None:
        set_lead(department, membership, at=at)


def remove_department(department: Department) -> None:
    """A department to which nobody belongs goes, with its lead. Refused else."""
    firm_here()
    here = Membership.department_id == department.id
    people = session().scalar(select(func.count(Membership.id)).where(here, Membership.left_at.is_(None)))
    invited = session().scalar(
        select(func.count(Invitation.id)).where(
            Invitation.department_id == department.id,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
    )
    if (refusal := remove_department_refusal(people or 0, invited or 0)) is not None:
        raise Refused(refusal)
    session().execute(delete(DepartmentLead).where(DepartmentLead.department_id == department.id))
    for row in (*_formerly_in(Membership, department), *_formerly_in(Invitation, department)):
        row.department_id = None
    say_goodbye_to_department(department.id)
    session().flush()
    session().delete(department)
    audit.record(Did.DEPARTMENT_CHANGED, department.ref, change="removed")


def _formerly_in(kind: type[Membership] | type[Invitation], department: Department) -> list[Membership | Invitation]:
    return list(session().scalars(select(kind).where(kind.department_id == department.id)))


def change_entry(
    firm: Firm, *, name: str, city: str, categories: str, platforms: Sequence[str], entry: str, is_listed: bool
) -> None:
    """What the firm shows in the club's directory."""
    firm.name, firm.city, firm.categories, firm.platforms = name, city, categories, list(platforms)
    firm.entry, firm.is_listed, firm.version = entry, is_listed, firm.version + 1
    audit.record(Did.FIRM_ENTRY_CHANGED, firm.slug, is_listed=is_listed)


def change_settings(firm: Firm, *, lang: str, zone: str, day_starts_at: int, four_eyes: bool) -> None:
    """The firm's language, time zone (empty: the club's), the hour at which its day begins, and four eyes for texts."""
    firm.lang, firm.zone, firm.day_starts_at, firm.four_eyes = lang, zone, day_starts_at, four_eyes
    firm.version += 1
    audit.record(Did.FIRM_SET, firm.slug, lang=lang, zone=zone, day_starts_at=day_starts_at, four_eyes=four_eyes)


def set_staff_notice(*, after: int, contact: str, kept_months: int, by: int, at: datetime) -> StaffNotice:
    """The next version of what the firm adds to the notice for staff; refused where another followed `after`."""
    row = StaffNotice(number=after + 1, contact=contact, kept_months=kept_months, in_force_at=at, set_by_id=by)
    try:
        with session().begin_nested():
            session().add(row)
    except IntegrityError:
        raise Refused(SET_MEANWHILE) from None
    audit.record(Did.STAFF_NOTICE_SET, str(row.number), kept_months=kept_months)
    return row


SET_MEANWHILE = Refusal(
    "set_meanwhile", N_("Somebody else set this at the same moment."), N_("Load the page again and compare.")
)
