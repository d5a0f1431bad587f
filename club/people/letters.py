"""What people are told who are invited, or whose roles change."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class InvitedToFirm(Event):
    """To somebody whom a firm invites; only the mailbox gets the link."""

    pages: ClassVar[str] = "people/invited_to_firm"
    firm_name: str
    name: str
    days: int
    staff_number: str = ""
    short_name: str = ""
    sign_in_at: str = ""


@dataclass(frozen=True, kw_only=True)
class InvitedToClub(Event):
    """To somebody whom a club invites among its own people; only the mailbox gets the link."""

    pages: ClassVar[str] = "people/invited_to_club"
    name: str
    days: int


@dataclass(frozen=True, kw_only=True)
class CameIn(Event):
    """To the inviter: somebody opened the invitation and waits to be confirmed."""

    pages: ClassVar[str] = "people/came_in"
    firm_name: str
    name: str


@dataclass(frozen=True, kw_only=True)
class InstructorNamed(Event):
    """To somebody who writes for the club from now on: where that is done, and on whose word."""

    pages: ClassVar[str] = "people/instructor_named"
    firm_name: str = ""
