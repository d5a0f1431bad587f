"""What whoever asked for a place in a class is told, and whoever holds it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class OfClass(Event):
    """What every letter about a class says of it."""

    pages: ClassVar[str] = ""
    title: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Registered(OfClass):
    """How somebody stands who has just registered, or whose address was registered again; here is the link to it."""

    pages: ClassVar[str] = "classes/registered"
    standing: str
    is_again: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisteredForDates(OfClass):
    """How somebody stands on each date of a series that they asked for, with a link each, or why they do not."""

    pages: ClassVar[str] = "classes/registered_dates"
    dates: list[dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Approved(OfClass):
    """The club said yes: a place, or one in line."""

    pages: ClassVar[str] = "classes/approved"
    standing: str


@dataclass(frozen=True, kw_only=True)
class Declined(OfClass):
    """The club said no, and why."""

    pages: ClassVar[str] = "classes/declined"
    reason: str


@dataclass(frozen=True, kw_only=True)
class TakenOff(OfClass):
    """Somebody else took them off the list: their firm, or the club."""

    pages: ClassVar[str] = "classes/taken_off"
    by: str


@dataclass(frozen=True, kw_only=True)
class TakenOffDates(OfClass):
    """The same on several dates of a series."""

    pages: ClassVar[str] = "classes/taken_off_dates"
    by: str
    dates: list[str]


@dataclass(frozen=True, kw_only=True)
class Offered(OfClass):
    """A place fell free and is kept for some hours."""

    pages: ClassVar[str] = "classes/offered"
    until: datetime
    zone: str


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(OfClass):
    """The offer ran out."""

    pages: ClassVar[str] = "classes/offer_lapsed"


@dataclass(frozen=True, kw_only=True)
class Moved(OfClass):
    """Time or place of the class changed: this is how it is now."""

    pages: ClassVar[str] = "classes/moved"
    is_host: bool = False


@dataclass(frozen=True, kw_only=True)
class Cancelled(OfClass):
    """The class does not take place, and why."""

    pages: ClassVar[str] = "classes/cancelled"
    reason: str
    is_host: bool = False


@dataclass(frozen=True, kw_only=True)
class HostNamed(OfClass):
    """To somebody who holds the class from now on, and `more` dates of its series; or holds it no longer."""

    pages: ClassVar[str] = "classes/host_named"
    is_host: bool
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class Reminder(OfClass):
    """The class is near."""

    pages: ClassVar[str] = "classes/reminder"


@dataclass(frozen=True, kw_only=True)
class Thanks(OfClass):
    """To whoever came: how was it, the certificate, the materials."""

    pages: ClassVar[str] = "classes/thanks"
