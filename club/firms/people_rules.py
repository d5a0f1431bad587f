"""Who may come into a firm, with which role, and who may take it away."""

from dataclasses import dataclass

from club.core.refusals import Refusal
from club.core.text import N_
from club.policy import FirmRole

OFFICES = frozenset({FirmRole.OWNER, FirmRole.PEOPLE_OFFICE})


@dataclass(frozen=True)
class Seats:
    """How many people a firm has and may have; `paid_for` 0: its plan sets no number."""

    members: int
    invited: int
    paid_for: int

    @property
    def free(self) -> int | None:
        """How many more may be invited; None where nothing limits it."""
        return max(self.paid_for - self.members - self.invited, 0) if self.paid_for else None


def may_invite(seats: Seats) -> Refusal | None:
    """Whether there is a seat for one more invitation."""
    if seats.free is None or seats.free > 0:
        return None
    return Refusal(
        "no_seat",
        N_("All %(count)s seats are taken or promised."),
        N_("End a membership or revoke an invitation, or ask the club for more seats."),
        {"count": seats.paid_for},
    )


def may_come_in(seats: Seats) -> Refusal | None:
    """Whether there is a seat for somebody who was invited."""
    if not seats.paid_for or seats.members < seats.paid_for:
        return None
    return Refusal("no_seat", N_("The firm has no seat free."), N_("Tell whoever invited you."))


def grantable(by: FirmRole) -> tuple[FirmRole, ...]:
    """The roles that a role may give: an owner all, the people office those that run no office."""
    return tuple(role for role in FirmRole if by is FirmRole.OWNER or role not in OFFICES)


def may_touch(by: FirmRole, role: FirmRole) -> Refusal | None:
    """Whether one may change or end a membership, or open its account anew: an office's only as an owner."""
    if role in grantable(by):
        return None
    return Refusal("owners_only", N_("Only an owner decides about owners and the people office."))


def keeps_an_owner(*, owners: int, was: FirmRole, becomes: FirmRole | None) -> Refusal | None:
    """Whether somebody would still own the firm; `becomes` None: the membership ends."""
    if was is not FirmRole.OWNER or becomes is FirmRole.OWNER or owners > 1:
        return None
    return Refusal(
        "last_owner",
        N_("A firm has at least one owner, and this is the last."),
        N_("Make somebody else an owner first."),
    )


def waits_for_confirmation(*, is_proven: bool, has_inviter: bool) -> bool:
    """Whether somebody who opened an invitation waits for the inviter's word.

    Proven is who holds the mailbox or the confirmed number that the invitation names. A firm's first owner is asked in
    by the club and a club's first administrator by the operator, and nobody in there could confirm.
    """
    return has_inviter and not is_proven


def is_named(*, email: str, phone: str, proven_email: str | None, proven_phone: str | None, is_mailed: bool) -> bool:
    """Whether mail or telephone proves that whoever opens an invitation is the person whom it names."""
    return is_mailed or bool(email and email == proven_email) or bool(phone and phone == proven_phone)
