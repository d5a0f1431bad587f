"""A member firm, what the club holds about it, its people, departments and invitations."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Currency, Id, Key, Line, Minor, Moment, Prose, Ref, Slug, Word, one_of
from club.policy import FirmRole


class FirmStatus(StrEnum):
    """Where a firm stands with the club."""

    APPROVED_UNPAID = "approved_unpaid"
    ACTIVE = "active"
    ENDED = "ended"


class Firm(ClubOwned, Base):
    """A member firm: what every visitor of the club may know of it, as it chose itself."""

    __tablename__ = "firm"
    __table_args__ = keys(ClubOwned, unique=["slug"], index=[("status", "name")])

    id: Mapped[Id]
    slug: Mapped[Slug]
    name: Mapped[Line]
    city: Mapped[Line] = mapped_column(default="")
    platforms: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    categories: Mapped[Line] = mapped_column(default="")
    entry: Mapped[Prose] = mapped_column(default="")
    is_listed: Mapped[bool] = mapped_column(default=False)
    status: Mapped[FirmStatus] = mapped_column(one_of(FirmStatus), default=FirmStatus.APPROVED_UNPAID)
    lang: Mapped[str] = mapped_column(String(2), default="en")
    zone: Mapped[Word] = mapped_column(default="")
    day_starts_at: Mapped[int] = mapped_column(default=0)
    four_eyes: Mapped[bool] = mapped_column(default=False)
    admitted_at: Mapped[Moment]
    activated_at: Mapped[Moment | None]
    set_up_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class FirmRecord(AboutFirm, Base):
    """What the club holds about a firm and only the club and that firm see."""

    __tablename__ = "firm_record"
    __table_args__ = keys(AboutFirm, unique=["firm_id", "credit_code"])

    id: Mapped[Id]
    legal_name: Mapped[Line]
    credit_code: Mapped[str] = mapped_column(String(18))
    verified_minor: Mapped[Minor | None]
    verified_currency: Mapped[Currency | None]
    contact_name: Mapped[Line] = mapped_column(default="")
    contact_email: Mapped[Line] = mapped_column(default="")
    contact_phone: Mapped[Word] = mapped_column(default="")
    seats: Mapped[int] = mapped_column(default=0)
    case_ref: Mapped[Word] = mapped_column(default="")
    welcome_ref: Mapped[Word] = mapped_column(default="")


class Department(FirmOwned, Base):
    """A department of a firm."""

    __tablename__ = "department"
    __table_args__ = keys(FirmOwned, unique=["ref", "name"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    name: Mapped[Line]
    kind: Mapped[Word] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class StaffNotice(FirmOwned, Base):
    """What a firm adds to the club's notice for staff: whom to ask, how long is kept. A version is never changed."""

    __tablename__ = "staff_notice"
    __table_args__ = keys(FirmOwned, unique=["number"])

    id: Mapped[Id]
    number: Mapped[int]
    contact: Mapped[Line]
    kept_months: Mapped[int]
    in_force_at: Mapped[Moment]
    set_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class Membership(FirmOwned, Base):
    """One person in one firm: one seat. Its holder may read it from anywhere in the club."""

    __tablename__ = "membership"
    __own_person__ = "person_id"
    __table_args__ = keys(
        FirmOwned,
        refers={"department_id": "department", "staff_notice_id": "staff_notice"},
        unique=["ref", "person_id", "staff_number"],
        index=["left_at"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"), index=True)
    role: Mapped[FirmRole] = mapped_column(one_of(FirmRole))
    name: Mapped[Line]
    staff_number: Mapped[Word | None]
    department_id: Mapped[int | None] = mapped_column(BIGINT)
    notice_id: Mapped[int | None] = mapped_column(BIGINT)
    staff_notice_id: Mapped[int | None] = mapped_column(BIGINT)
    noticed_at: Mapped[Moment | None]
    joined_at: Mapped[Moment]
    left_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class Tie(AboutFirm, Base):
    """That one of the club’s own people belongs to a firm: known to that firm and to the club’s desk."""

    __tablename__ = "tie"
    __table_args__ = keys(AboutFirm, unique=[("person_id", "firm_id")])

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))


class DepartmentLead(FirmOwned, Base):
    """Who leads a department."""

    __tablename__ = "department_lead"
    __table_args__ = keys(
        FirmOwned, refers={"department_id": "department", "membership_id": "membership"}, unique=["department_id"]
    )

    id: Mapped[Id]
    department_id: Mapped[Key]
    membership_id: Mapped[Key]
    since_at: Mapped[Moment]


class Invitation(FirmOwned, Base):
    """A place kept for a person who has not come yet; the private link is a row of its own.

    `came_id` opened it and waits to be confirmed, having read the notice of `notice_id` and `staff_notice_id`; that
    person may read it from anywhere in the club.
    """

    __tablename__ = "invitation"
    __own_person__ = "came_id"
    __table_args__ = keys(
        FirmOwned, refers={"department_id": "department", "staff_notice_id": "staff_notice"}, unique=["ref"]
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    role: Mapped[FirmRole] = mapped_column(one_of(FirmRole))
    name: Mapped[Line]
    email: Mapped[Line] = mapped_column(default="")
    phone: Mapped[Word] = mapped_column(default="")
    staff_number: Mapped[Word | None]
    department_id: Mapped[int | None] = mapped_column(BIGINT)
    invited_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    invited_at: Mapped[Moment]
    came_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    came_at: Mapped[Moment | None]
    notice_id: Mapped[int | None] = mapped_column(BIGINT)
    staff_notice_id: Mapped[int | None] = mapped_column(BIGINT)
    accepted_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]


class OwnershipOffer(FirmOwned, Base):
    """That an owner offers a colleague ownership; `then_role` is what the owner becomes, None stays owner beside."""

    __tablename__ = "ownership_offer"
    __table_args__ = keys(
        FirmOwned, refers={"to_id": "membership", "from_id": "membership"}, unique=["ref"], index=["to_id"]
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    to_id: Mapped[Key]
    from_id: Mapped[Key]
    then_role: Mapped[FirmRole | None] = mapped_column(one_of(FirmRole))
    offered_at: Mapped[Moment]
    accepted_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]


class FirmExport(FirmOwned, Base):
    """Everything of a firm, gathered part by part into one file; `parts` holds name and key of what is ready."""

    __tablename__ = "firm_export"
    __table_args__ = keys(FirmOwned, unique=["ref"], index=["ordered_at"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    ordered_at: Mapped[Moment]
    ordered_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    parts: Mapped[list[dict[str, str]]] = mapped_column(DOCUMENT, default=list)
    of: Mapped[int]
    stored_as: Mapped[Line] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[Moment | None]
