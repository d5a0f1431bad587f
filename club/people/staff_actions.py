"""People are invited to work for a club, come in, and are given and deprived of roles. At the club's desk."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from club.clubs.models import Club, ClubInvitation, RoleInClub
from club.core import audit, outbox
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.people import sessions
from club.people.joining_actions import end_links, make_link, stop_waiting
from club.people.leaving import stop_teaching
from club.people.letters import CameIn, InstructorNamed
from club.people.models import Person
from club.people.rules import may_join
from club.people.staff_rules import keeps_an_administrator
from club.policy import ClubRole

ROLES_CHANGED = "firms.roles_changed"
"""The job that looks whether a person whose roles in a club changed belongs to firms of it; in that person’s scope."""


def invite(
    *, roles: Collection[ClubRole], name: str, by: int | None, at: datetime, email: str = "", ref: str = ""
) -> ClubInvitation:
    """Invite somebody among the club's own people, and make the link; whoever ordered it may have named its ref."""
    invitation = ClubInvitation(
        ref=ref or new_ref(), roles=sorted(roles), name=name, email=email, invited_by_id=by, invited_at=at
    )
    session().add(invitation)
    make_link(invitation.ref)
    audit.record(Did.PERSON_INVITED, invitation.ref, roles=sorted(roles))
    return invitation


def revoke(invitation: ClubInvitation, *, at: datetime) -> None:
    """Take an invitation back; its links end."""
    invitation.revoked_at = at
    end_links(invitation.ref)
    stop_waiting(invitation.ref)
    audit.record(Did.INVITATION_REVOKED, invitation.ref)


def come(invitation: ClubInvitation, person: Person, *, at: datetime) -> None:
    """Keep who opened an invitation until an administrator confirms; the link opens nothing for anybody else.

    Refused where the person could not be given the roles.
    """
    _refuse_entry(person)
    invitation.came_id, invitation.came_at = person.id, at
    end_links(invitation.ref)
    audit.record(Did.INVITATION_OPENED, invitation.ref, person=person.id)
    _tell_inviter(invitation)


def confirm(invitation: ClubInvitation, *, at: datetime) -> None:
    """Give the roles to whoever opened the invitation. Refused as `accept` is."""
    accept(invitation, session().get_one(Person, invitation.came_id), at=at)


def _tell_inviter(invitation: ClubInvitation) -> None:
    inviter = session().get(Person, invitation.invited_by_id)
    if inviter is None:
        return
    club = session().get_one(Club, current().club)
    lang = inviter.lang or club.lang
    name = club.name_in(lang)
    link = absolute("staff.invitation", ref=invitation.ref)
    letter = CameIn(club_name=name, firm_name=name, name=invitation.name, link=link)
    send(letter, Recipient(lang=lang, person_id=inviter.id, email=inviter.mailbox))


def _refuse_entry(person: Person) -> None:
    if refusal := may_join(home_firm_id=person.home_firm_id, firm_id=None):
        raise Refused(refusal)


def accept(invitation: ClubInvitation, person: Person, *, at: datetime) -> None:
    """Give an invited person the roles. Refused where the account still belongs to one firm."""
    _refuse_entry(person)
    had = {row.role for row in _rows(person.id)}
    for role in map(ClubRole, invitation.roles):
        if role not in had:
            session().add(RoleInClub(person_id=person.id, role=role, name=invitation.name, granted_at=at))
    invitation.accepted_at = at
    end_links(invitation.ref)
    stop_waiting(invitation.ref)
    audit.record(Did.INVITATION_ACCEPTED, invitation.ref, person=person.id, roles=invitation.roles)
    _order_ties(person)


def set_roles(person: Person, *, roles: Collection[ClubRole], name: str, at: datetime) -> None:
    """Leave a person exactly these roles, in force at the next request; sign-ins end where the roles changed.

    Refused where nobody would administer the club.
    """
    session().execute(select(Club.id).where(Club.id == current().club).with_for_update(key_share=True))
    rows = _rows(person.id)
    had = {row.role for row in rows}
    counted = select(func.count()).select_from(RoleInClub).where(RoleInClub.role == ClubRole.ADMINISTRATOR)
    administrators = session().execute(counted).scalar_one()
    if refusal := keeps_an_administrator(administrators=administrators, had=had, has=roles):
        raise Refused(refusal)
    taken, given = had - set(roles), set(roles) - had
    for row in rows:
        row.name = name
        if row.role in taken:
            session().delete(row)
    session().flush()
    session().add_all(RoleInClub(person_id=person.id, role=role, name=name, granted_at=at) for role in sorted(given))
    for did, changed in ((Did.ROLE_TAKEN, taken), (Did.ROLE_GRANTED, given)):
        if changed:
            audit.record(did, person.ref, roles=sorted(changed))
    if taken:
        stop_teaching(person.id)
    if ClubRole.INSTRUCTOR in given:
        tell_instructor(person)
    if taken or given:
        sessions.end_all(person.id)
        _order_ties(person)


def tell_instructor(person: Person, *, firm_name: str = "") -> None:
    """Tell somebody that they write for the club from now on; the firm is named on whose word they do."""
    club = session().get_one(Club, current().club)
    lang = person.lang or club.lang
    letter = InstructorNamed(club_name=club.name_in(lang), firm_name=firm_name, link=absolute("texts.index"))
    send(letter, Recipient(lang=lang, person_id=person.id, email=person.mailbox))


def _order_ties(person: Person) -> None:
    outbox.order(ROLES_CHANGED, scope=Scope(current().club, person=person.id))


def _rows(person_id: int) -> list[RoleInClub]:
    return list(session().execute(select(RoleInClub).where(RoleInClub.person_id == person_id)).scalars())
