"""People are invited into a firm, come in, change their role, and leave. All inside the firm."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, or_, select

from club.clubs.models import Club
from club.core import audit
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import read, session
from club.core.messages import Recipient, mark_settled, send
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.core.text import N_
from club.firms import arrivals, tie_actions
from club.firms import people_rules as rules
from club.firms.leaving import leave
from club.firms.models import DepartmentLead, Firm, Invitation, Membership
from club.firms.people_queries import SEATS
from club.firms.staff_notice import Notice, Notices
from club.firms.workspace_actions import lead_own_department
from club.people import sessions
from club.people.joining_actions import INVITATION_DAYS, end_links, make_link, stop_waiting
from club.people.letters import CameIn
from club.people.models import Person
from club.people.rules import may_join
from club.policy import FirmRole

ALREADY_HERE = Refusal("already_here", N_("You belong to this firm already."), N_("Go to its workspace."))
NUMBER_TAKEN = Refusal(
    "number_taken",
    N_("Somebody in the firm has this staff number."),
    N_("Give another number, or end the other membership first."),
)
NUMBER_PROMISED = Refusal(
    "number_promised",
    N_("Somebody is invited with this staff number."),
    N_("Give another number, or revoke that invitation first."),
)
NUMBER_GONE = Refusal(
    "number_gone",
    N_("Somebody in the firm has this staff number meanwhile."),
    N_("A new invitation with another number is needed: whoever invited you can make it."),
)


def seats_of_firm(at: datetime) -> rules.Seats:
    """The firm's seats as they are now."""
    row = read(SEATS, since=at - timedelta(days=INVITATION_DAYS)).one()
    return rules.Seats(members=row.members, invited=row.invited, paid_for=row.paid_for)


def invite(
    *,
    role: FirmRole,
    name: str,
    by: int | None,
    at: datetime,
    email: str = "",
    phone: str = "",
    staff_number: str | None = None,
    department_id: int | None = None,
    place: str = "",
    first_day: date | None = None,
) -> Invitation:
    """Keep a seat and make its link, and keep where the person begins (`place`, one of `arrivals.places`).

    Refused where no seat is free, the staff number is taken or the place is gone.
    """
    lock_people()
    if refusal := rules.may_invite(seats_of_firm(at)):
        raise Refused(refusal)
    _refuse_taken_number(staff_number)
    _refuse_promised_number(staff_number, at=at)
    invitation = Invitation(
        ref=new_ref(),
        role=role,
        name=name,
        email=email,
        phone=phone,
        staff_number=staff_number,
        department_id=department_id,
        invited_by_id=by,
        invited_at=at,
    )
    session().add(invitation)
    make_link(invitation.ref)
    audit.record(Did.PERSON_INVITED, invitation.ref, role=role.value)
    if place:
        session().flush()
        arrivals.keep(invitation, place=place, first_day=first_day, by=by, at=at)
    return invitation


def revoke(invitation: Invitation, *, at: datetime) -> None:
    """Take an invitation back; its links end and its seat is free."""
    invitation.revoked_at = at
    mark_settled(invitation.ref)
    end_links(invitation.ref)
    stop_waiting(invitation.ref)
    audit.record(Did.INVITATION_REVOKED, invitation.ref)


def come(invitation: Invitation, person: Person, *, notice: Notice | None, at: datetime) -> None:
    """Keep who opened an invitation until the inviter confirms; the link opens nothing for anybody else.

    Refused where the person could not be let in.
    """
    _refuse_entry(invitation, person, at=at)
    invitation.came_id, invitation.came_at = person.id, at
    invitation.notice_id = notice.text.id if notice else None
    invitation.staff_notice_id = notice.own.id if notice and notice.own else None
    end_links(invitation.ref)
    audit.record(Did.INVITATION_OPENED, invitation.ref, person=person.id, notice=notice.version if notice else None)
    _tell_inviter(invitation)


def confirm(invitation: Invitation, *, by: FirmRole, at: datetime) -> Membership:
    """Let in who opened the invitation, with the notice that was read then. Refused as `accept` is."""
    if refusal := rules.may_touch(by, invitation.role):
        raise Refused(refusal)
    person = session().get_one(Person, invitation.came_id)
    firm = session().get_one(Firm, current().firm)
    notice = Notices(firm.name).read_by(invitation.notice_id, invitation.staff_notice_id)
    mark_settled(invitation.ref)
    return accept(invitation, person, notice=notice, read_at=invitation.came_at, at=at)


def accept(
    invitation: Invitation, person: Person, *, notice: Notice | None, at: datetime, read_at: datetime | None = None
) -> Membership:
    """Let an invited person in. Refused where no seat is free, where the person is here already, or where the
    account still belongs to another firm. `read_at` is when the notice was read, where
    somebody else lets them in later.
    """
    membership = _refuse_entry(invitation, person, at=at) or Membership(
        person_id=person.id, joined_at=at, ref=new_ref()
    )
    membership.role, membership.name, membership.left_at = invitation.role, invitation.name, None
    membership.staff_number, membership.department_id = invitation.staff_number, invitation.department_id
    membership.joined_at = at
    membership.notice_id = notice.text.id if notice else None
    membership.staff_notice_id = notice.own.id if notice and notice.own else None
    membership.noticed_at = (read_at or at) if notice else None
    session().add(membership)
    lead_own_department(membership, at=at)
    arrivals.arrive(invitation, membership, at=at)
    tie_actions.settle(person.id)
    invitation.accepted_at = at
    end_links(invitation.ref)
    stop_waiting(invitation.ref)
    version = notice.version if notice else None
    acted = None if read_at is not None else person.id
    audit.record(Did.INVITATION_ACCEPTED, invitation.ref, person=acted, member=membership.ref, notice=version)
    return membership


def _refuse_entry(invitation: Invitation, person: Person, *, at: datetime) -> Membership | None:
    """The membership that the person had here before, if any; refused where the person cannot be let in."""
    firm_id = lock_people()
    if refusal := may_join(home_firm_id=person.home_firm_id, firm_id=firm_id):
        raise Refused(refusal)
    if refusal := rules.may_come_in(seats_of_firm(at)):
        raise Refused(refusal)
    if _holder_of(invitation.staff_number) not in {None, person.id}:
        raise Refused(NUMBER_GONE)
    before = session().execute(select(Membership).where(Membership.person_id == person.id)).scalar_one_or_none()
    if before is not None and before.left_at is None:
        raise Refused(ALREADY_HERE)
    return before


def _tell_inviter(invitation: Invitation) -> None:
    inviter = session().get(Person, invitation.invited_by_id)
    if inviter is None:
        return
    firm = session().get_one(Firm, current().firm)
    lang = inviter.lang or firm.lang
    letter = CameIn(
        club_name=session().get_one(Club, firm.club_id).name_in(lang),
        firm_name=firm.name,
        name=invitation.name,
        link=absolute("people.invitation", firm=firm.slug, ref=invitation.ref),
    )
    send(letter, Recipient(lang=lang, person_id=inviter.id, email=inviter.mailbox, subject_ref=invitation.ref))


def change(
    membership: Membership,
    *,
    role: FirmRole,
    by: FirmRole,
    name: str,
    staff_number: str | None,
    department_id: int | None,
) -> None:
    """Change what a person is in the firm; another role ends the person's sign-ins. Refused for the last owner."""
    lock_people()
    for touched in (membership.role, role):
        if refusal := rules.may_touch(by, touched):
            raise Refused(refusal)
    if refusal := rules.keeps_an_owner(owners=_owners(), was=membership.role, becomes=role):
        raise Refused(refusal)
    _refuse_taken_number(staff_number, but=membership.person_id)
    if membership.role is not role:
        sessions.end_all(membership.person_id)
    audit.record(Did.MEMBERSHIP_CHANGED, membership.ref, was=membership.role.value, role=role.value)
    membership.role, membership.name = role, name
    membership.staff_number, membership.department_id = staff_number, department_id
    membership.version += 1


def end(membership: Membership, *, by: FirmRole, at: datetime) -> None:
    """Let a person leave: the seat and the staff number are free, every sign-in ends. Refused for the last owner."""
    lock_people()
    if refusal := rules.may_touch(by, membership.role):
        raise Refused(refusal)
    if refusal := rules.keeps_an_owner(owners=_owners(), was=membership.role, becomes=None):
        raise Refused(refusal)
    session().execute(
        delete(DepartmentLead)
        .where(DepartmentLead.membership_id == membership.id)
        .execution_options(synchronize_session=False)
    )
    leave(membership, at=at)
    membership.left_at, membership.staff_number = at, None
    membership.version += 1
    tie_actions.settle(membership.person_id)
    sessions.end_all(membership.person_id)
    audit.record(Did.MEMBERSHIP_ENDED, membership.ref)


def lock_people() -> int:
    """Let nobody else count this firm's people until the commit; returns the firm."""
    return session().execute(select(Firm.id).where(Firm.id == current().firm).with_for_update()).scalar_one()


def _owners() -> int:
    owners = select(func.count()).select_from(Membership)
    return session().execute(owners.where(Membership.role == FirmRole.OWNER, Membership.left_at.is_(None))).scalar_one()


def _refuse_taken_number(number: str | None, but: int | None = None) -> None:
    if _holder_of(number) not in {None, but}:
        raise Refused(NUMBER_TAKEN)


def _holder_of(number: str | None) -> int | None:
    if number is None:
        return None
    return session().execute(select(Membership.person_id).where(Membership.staff_number == number)).scalar()


def _refuse_promised_number(number: str | None, *, at: datetime) -> None:
    """Two open invitations with one number would let the first who comes take it from the other."""
    promised = select(Invitation.id).where(
        Invitation.staff_number == number,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        or_(Invitation.came_at.is_not(None), Invitation.invited_at > at - timedelta(days=INVITATION_DAYS)),
    )
    if number is not None and session().execute(promised).first() is not None:
        raise Refused(NUMBER_PROMISED)
