"""Reads of a club's own people and of invitations to them."""

from sqlalchemy import bindparam, select

from club.clubs.models import ClubInvitation, RoleInClub
from club.core.walls import reads
from club.people.models import Person

STAFF = reads(
    select(RoleInClub.person_id, Person.ref, RoleInClub.name, RoleInClub.role, Person.totp_confirmed_at)
    .join(Person, Person.id == RoleInClub.person_id)
    .order_by(RoleInClub.name, RoleInClub.person_id, RoleInClub.role)
)
_OPEN = select(
    ClubInvitation.ref, ClubInvitation.name, ClubInvitation.roles, ClubInvitation.email, ClubInvitation.invited_at
).where(
    ClubInvitation.accepted_at.is_(None),
    ClubInvitation.revoked_at.is_(None),
    ClubInvitation.invited_at > bindparam("since"),
)
CLUB_INVITATIONS = reads(_OPEN.order_by(ClubInvitation.invited_at.desc(), ClubInvitation.id))
CLUB_INVITATION = reads(_OPEN.where(ClubInvitation.ref == bindparam("ref")))
