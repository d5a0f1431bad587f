"""A person: identifiers and language, nothing a firm may not know of another; and where they are signed in."""

from sqlalchemy import ForeignKey, Index, String, case, func
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, Installation
from club.core.types import BIGINT, DOCUMENT, Id, Line, Moment, Ref, Word


class Person(Installation, Base):
    """An account of the installation; names, staff numbers and pay live on memberships."""

    __tablename__ = "person"
    __why__ = "one person may belong to several firms and clubs and signs in once"

    id: Mapped[Id]
    ref: Mapped[Ref] = mapped_column(unique=True)
    email: Mapped[Line | None] = mapped_column(unique=True)
    email_verified_at: Mapped[Moment | None]
    email_wanted: Mapped[Line | None]
    phone: Mapped[Word | None] = mapped_column(unique=True)
    phone_verified_at: Mapped[Moment | None]
    lang: Mapped[str] = mapped_column(String(2), default="")
    password_hash: Mapped[Line | None]
    password_changed_at: Mapped[Moment | None]
    home_firm_id: Mapped[int | None] = mapped_column(BIGINT)
    totp_secret: Mapped[Line | None]
    totp_confirmed_at: Mapped[Moment | None]
    totp_last_step: Mapped[int | None] = mapped_column(BIGINT)
    recovery_codes: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    is_operator: Mapped[bool] = mapped_column(default=False)
    last_firm_id: Mapped[int | None] = mapped_column(BIGINT)
    created_at: Mapped[Moment]
    erased_at: Mapped[Moment | None]

    @property
    def mailbox(self) -> str:
        """Where letters reach this person: the mail address that they have proven, or nothing."""
        return self.email if self.email and self.email_verified_at else ""


MAILBOX = func.coalesce(case((Person.email_verified_at.is_not(None), Person.email)), "").label("mailbox")
"""`Person.mailbox` as a column."""


class SignIn(Installation, Base):
    """One browser where a person is signed in; ended by a time, not by deletion."""

    __tablename__ = "sign_in"
    __why__ = "a sign-in is looked up before anybody is known"
    __table_args__ = (Index(None, "person_id", "ended_at"),)

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    started_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    second_factor_at: Mapped[Moment | None]
    agent: Mapped[Line] = mapped_column(default="")
    address: Mapped[Word] = mapped_column(default="")
