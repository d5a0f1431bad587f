"""What an opened invitation offers, the same to the page whether a firm invites or the club."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from club.clubs.models import ClubInvitation
from club.core.db import session
from club.core.links import Opened
from club.firms import people_actions
from club.firms.models import Firm, Invitation
from club.firms.people_rules import is_named, waits_for_confirmation
from club.firms.staff_notice import Notice, Notices
from club.people import staff_actions
from club.people.joining_actions import MAILED
from club.people.models import Person


@dataclass(frozen=True)
class Offer:
    """An open invitation."""

    invitation: Invitation | ClubInvitation
    firm_name: str
    roles: tuple[str, ...]
    is_mailed: bool
    notice: Notice | None

    @property
    def name(self) -> str:
        """By which name the person is expected."""
        return self.invitation.name

    @property
    def is_nameless(self) -> bool:
        """Whether nobody said who comes: a new firm's first owner is invited under the firm's name."""
        return self.name == self.firm_name

    def call(self, name: str) -> None:
        """Go by the name that the person gave."""
        if self.is_nameless and name:
            self.invitation.name = name

    @property
    def email(self) -> str:
        """The address that the inviter gave."""
        return self.invitation.email

    @property
    def phone(self) -> str:
        """The number that the inviter gave."""
        return getattr(self.invitation, "phone", "")

    @property
    def staff_number(self) -> str | None:
        """The firm's number for the person."""
        return getattr(self.invitation, "staff_number", None)

    def hold(self) -> bool:
        """Lock the invitation before its links; False where somebody else was let in or waits by now."""
        invitation, kind = self.invitation, type(self.invitation)
        held = select(kind).where(kind.id == invitation.id).with_for_update()
        session().scalars(held, execution_options={"populate_existing": True}).one()
        return invitation.accepted_at is None and invitation.revoked_at is None and invitation.came_at is None

    def waits_for_confirmation(self, person: Person) -> bool:
        """Whether the inviter has to say first that this is the person."""
        is_proven = is_named(
            email=self.email,
            phone=self.phone,
            proven_email=person.email if person.email_verified_at else None,
            proven_phone=person.phone if person.phone_verified_at else None,
            is_mailed=self.is_mailed,
        )
        return waits_for_confirmation(is_proven=is_proven, has_inviter=self.invitation.invited_by_id is not None)

    def accept(self, person: Person, *, at: datetime) -> bool:
        """Let the person in; False where the person waits to be confirmed."""
        waits = self.waits_for_confirmation(person)
        if isinstance(self.invitation, ClubInvitation):
            take = staff_actions.come if waits else staff_actions.accept
            take(self.invitation, person, at=at)
            return not waits
        act = people_actions.come if waits else people_actions.accept
        act(self.invitation, person, notice=self.notice, at=at)
        return not waits


def offered(link: Opened) -> Offer | None:
    """What an open link offers; None where its invitation is over."""
    ref, _, way = link.subject.partition(":")
    is_mailed = f":{way}" == MAILED
    if link.firm_id is None:
        return _of_the_club(ref, is_mailed=is_mailed)
    invitation = (
        session()
        .execute(
            select(Invitation).where(
                Invitation.ref == ref,
                Invitation.accepted_at.is_(None),
                Invitation.revoked_at.is_(None),
                Invitation.came_at.is_(None),
            )
        )
        .scalar_one_or_none()
    )
    if invitation is None:
        return None
    firm = session().get_one(Firm, link.firm_id)
    return Offer(invitation, firm.name, (invitation.role,), is_mailed, Notices(firm.name).in_force())


def _of_the_club(ref: str, *, is_mailed: bool) -> Offer | None:
    invitation = (
        session()
        .execute(
            select(ClubInvitation).where(
                ClubInvitation.ref == ref,
                ClubInvitation.accepted_at.is_(None),
                ClubInvitation.revoked_at.is_(None),
                ClubInvitation.came_at.is_(None),
            )
        )
        .scalar_one_or_none()
    )
    return Offer(invitation, "", tuple(invitation.roles), is_mailed, None) if invitation else None
