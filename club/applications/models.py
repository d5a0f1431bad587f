"""An application with its evidence, questions, votes and decision; and what is kept of a refused one."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.clubs.models import Basis
from club.core.money import Money
from club.core.owners import AboutFirm, Base, ClubOwned, keys
from club.core.types import BIGINT, DOCUMENT, Currency, Day, Id, Key, Line, Minor, Moment, Prose, Ref, Word, one_of


class ApplicationStatus(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    WITH_BOARD = "with_board"
    QUESTION_OPEN = "question_open"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Period(StrEnum):
    """Which twelve months a turnover covers."""

    FISCAL_YEAR = "fiscal_year"
    TRAILING_12 = "trailing_12"


class OwnRole(StrEnum):
    """Who fills the form in."""

    OWNER = "owner"
    PARTNER = "partner"
    GENERAL_MANAGER = "general_manager"
    EMPLOYEE = "employee"


class Application(AboutFirm, Base):
    """A firm's request to become a member; `firm_id` is set when it is admitted.

    Once it is erased nothing is left that tells whose it was.
    """

    __tablename__ = "application"
    __table_args__ = keys(
        AboutFirm,
        refers={"notice_id": "notice"},
        unique=["ref"],
        index=[("status", "received_at"), "contact_email", "contact_phone"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    status: Mapped[ApplicationStatus] = mapped_column(one_of(ApplicationStatus), default=ApplicationStatus.RECEIVED)
    legal_name: Mapped[Line]
    credit_code: Mapped[str] = mapped_column(String(18))
    platforms: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    categories: Mapped[Line]
    city: Mapped[Line]
    turnover_minor: Mapped[Minor]
    currency: Mapped[Currency]
    basis: Mapped[Basis] = mapped_column(one_of(Basis))
    period: Mapped[Period] = mapped_column(one_of(Period))
    period_end: Mapped[Day]
    own_role: Mapped[OwnRole] = mapped_column(one_of(OwnRole))
    contact_name: Mapped[Line] = mapped_column(default="")
    contact_email: Mapped[Line] = mapped_column(default="")
    contact_phone: Mapped[Word] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(String(2))
    notice_id: Mapped[Key]
    consented_at: Mapped[Moment]
    received_at: Mapped[Moment]
    verified_minor: Mapped[Minor | None]
    verified_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    verified_at: Mapped[Moment | None]
    remarks: Mapped[Prose] = mapped_column(default="")
    link_wanted_at: Mapped[Moment | None]
    withdrawn_at: Mapped[Moment | None]
    files_deleted_at: Mapped[Moment | None]
    erased_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def verified(self) -> Money | None:
        """The figure that the papers show, once a verifier set it."""
        return None if self.verified_minor is None else Money(self.verified_minor, self.currency)


class Evidence(AboutFirm, Base):
    """A file that shows turnover; only verifiers open it, and each opening is audited."""

    __tablename__ = "evidence"
    __table_args__ = keys(AboutFirm, refers={"application_id": "application"}, unique=["ref"], index=["application_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    application_id: Mapped[Key]
    stored_as: Mapped[Line]
    name: Mapped[Line]
    media_type: Mapped[Word]
    size: Mapped[int]
    received_at: Mapped[Moment]


class Recusal(AboutFirm, Base):
    """A name that the applicant wants kept away from the case, and whom it means: a member firm, or a person.

    Settled without either, it means nobody of the club. A name that means several has a row for each.
    """

    __tablename__ = "recusal"
    __table_args__ = keys(
        AboutFirm,
        refers={"application_id": "application", "named_firm_id": "firm"},
        unique=["ref"],
        index=["application_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    application_id: Mapped[Key]
    words: Mapped[Line]
    named_firm_id: Mapped[int | None] = mapped_column(BIGINT)
    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    named_at: Mapped[Moment]
    settled_at: Mapped[Moment | None]


class Question(AboutFirm, Base):
    """What a board member wants to know before deciding, and the applicant's answer."""

    __tablename__ = "question"
    __table_args__ = keys(AboutFirm, refers={"application_id": "application"}, unique=["ref"], index=["application_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    application_id: Mapped[Key]
    asked_by_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    reason: Mapped[Prose]
    asked_at: Mapped[Moment]
    answer: Mapped[Prose] = mapped_column(default="")
    answered_at: Mapped[Moment | None]


class Choice(StrEnum):
    """What a board member may say."""

    YES = "yes"
    NO = "no"
    STAND_ASIDE = "stand_aside"


class Vote(AboutFirm, Base):
    """One board member's vote on one application; may be changed until the decision."""

    __tablename__ = "vote"
    __table_args__ = keys(AboutFirm, refers={"application_id": "application"}, unique=[("application_id", "person_id")])

    id: Mapped[Id]
    application_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    choice: Mapped[Choice] = mapped_column(one_of(Choice))
    reason: Mapped[Prose] = mapped_column(default="")
    cast_at: Mapped[Moment]


class Decision(AboutFirm, Base):
    """The end of an application: there is at most one."""

    __tablename__ = "decision"
    __table_args__ = keys(AboutFirm, refers={"application_id": "application"}, unique=["application_id"])

    id: Mapped[Id]
    application_id: Mapped[Key]
    is_admitted: Mapped[bool]
    reason: Mapped[Prose] = mapped_column(default="")
    decided_at: Mapped[Moment]


class RefusedCode(ClubOwned, Base):
    """All that is kept of a refused applicant: a keyed hash of its credit code, for a while."""

    __tablename__ = "refused_code"
    __table_args__ = keys(ClubOwned, index=["code_hash", "forget_at"])

    id: Mapped[Id]
    code_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[Word]
    refused_at: Mapped[Moment]
    forget_at: Mapped[Moment]
