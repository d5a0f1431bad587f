"""What the holder of an account is told."""

from dataclasses import dataclass
from typing import ClassVar

from club.clubs.models import Club
from club.core.addresses import absolute
from club.core.db import session
from club.core.messages import Event, Recipient, send
from club.core.scope import current
from club.people.models import Person


@dataclass(frozen=True, kw_only=True)
class ResetLink(Event):
    """The link that sets a new password; only the mailbox gets it."""

    pages: ClassVar[str] = "account/reset_link"
    hours: int


@dataclass(frozen=True, kw_only=True)
class ResetAsked(Event):
    """That such a link was asked for, without it."""

    pages: ClassVar[str] = "account/reset_asked"


@dataclass(frozen=True, kw_only=True)
class MailLink(Event):
    """The link that proves an address; only that mailbox gets it."""

    pages: ClassVar[str] = "account/mail_link"
    hours: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """That the password is another one now."""

    pages: ClassVar[str] = "account/password_changed"


@dataclass(frozen=True, kw_only=True)
class SecondFactorChanged(Event):
    """That the second factor was set up or taken away."""

    pages: ClassVar[str] = "account/second_factor_changed"
    is_on: bool


@dataclass(frozen=True, kw_only=True)
class IdentifierChanged(Event):
    """To the address that was the account's until now."""

    pages: ClassVar[str] = "account/identifier_changed"


def tell(person: Person, kind: type[Event], *, keeps_mail_out: bool = False, **facts: object) -> Event:
    """Send the holder of an account a message about it, into the inbox and, where proven, the mailbox."""
    lang = person.lang or "en"
    club = session().get_one(Club, current().club)
    event = kind(club_name=club.name_in(lang), link=absolute("account.me"), **facts)
    send(event, Recipient(lang=lang, person_id=person.id, email="" if keeps_mail_out else person.mailbox))
    return event
