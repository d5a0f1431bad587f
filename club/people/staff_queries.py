"""Reads of a club's own people and of invitations to them."""

from sqlalchemy import bindparam, or_, select

from club.clubs.models import ClubInvitation, RoleInClub
from club.core.links import Link
from club.core.walls import reads, reads_installation
from club.people.joining_actions import JOIN
from club.people.models import Person

STAFF = reads(
    select(RoleInClub.person_id, Person.ref, RoleInClub.name, RoleInClub.role, Person.totp_confirmed_at)
    .join(Person, Person.id == RoleInClub.person_id)
    .order_by(RoleInClub.name, RoleInClub.person_id, RoleInClub.role)
)
_OPEN = (
    select(
        ClubInvitation.ref,
        ClubInvitation.name,
        ClubInvitation.roles,
        ClubInvitation.email,
        ClubInvitation.invited_at,
        ClubInvitation.came_at,
        Person.email.label("came_email"),
        Person.phone.label("came_phone"),
    )
    .outerjoin(Person, Person.id == ClubInvitation.came_id)
    .where(
        ClubInvitation.accepted_at.is_(None),
        ClubInvitation.revoked_at.is_(None),
        or_(ClubInvitation.came_at.is_not(None), ClubInvitation.invited_at > bindparam("since")),
    )
)
CLUB_INVITATIONS = reads(_OPEN.order_by(ClubInvitation.invited_at.desc(), ClubInvitation.id))
CLUB_INVITATION = reads(_OPEN.where(ClubInvitation.ref == bindparam("ref")))
WAITING_AT_DESK = reads_installation(
    select(Link.used_at)
    .where(
        Link.purpose == JOIN,
        Link.club_id == bindparam("club_id"),
        Link.firm_id.is_(None),
        Link.person_id == bindparam("person_id"),
        Link.used_at.is_not(None),
    )
    .order_by(Link.used_at.desc())
)
"""When somebody opened an invitation among the club's own people, who waits for its word."""
