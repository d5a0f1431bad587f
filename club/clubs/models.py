"""A club, its people's roles, its sections, its notices and its plan."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, Installation, keys
from club.core.types import BIGINT, DOCUMENT, Currency, Id, Line, Minor, Moment, Prose, Ref, Slug, Word, one_of
from club.policy import ClubRole


class Basis(StrEnum):
    """What a turnover figure counts."""

    GMV = "gmv"
    PAID = "paid"
    PAID_NET = "paid_net"
    TAX_DECLARED = "tax_declared"


class Club(Installation, Base):
    """A club: one site of the installation, with the rules it has set.

    `pages` are those of the site that are out, for its foot: [address, title, language, what versions have in common].
    """

    __tablename__ = "club"
    __why__ = "a club is found before any scope is known"

    id: Mapped[Id]
    slug: Mapped[Slug] = mapped_column(unique=True)
    name_en: Mapped[Line]
    name_zh: Mapped[Line]
    domain: Mapped[Line | None] = mapped_column(unique=True)
    domain_verified_at: Mapped[Moment | None]
    lang: Mapped[str] = mapped_column(String(2), default="en")
    zone: Mapped[Word] = mapped_column(default="Asia/Shanghai")
    place_en: Mapped[Line] = mapped_column(default="")
    place_zh: Mapped[Line] = mapped_column(default="")
    opening_en: Mapped[Line] = mapped_column(default="")
    opening_zh: Mapped[Line] = mapped_column(default="")
    about_en: Mapped[Prose] = mapped_column(default="")
    about_zh: Mapped[Prose] = mapped_column(default="")
    telephone: Mapped[Word] = mapped_column(default="")
    hours_en: Mapped[Line] = mapped_column(default="")
    hours_zh: Mapped[Line] = mapped_column(default="")
    chat_address: Mapped[Line] = mapped_column(default="")
    accent: Mapped[str] = mapped_column(String(7), default="")
    gate_minor: Mapped[Minor]
    gate_currency: Mapped[Currency]
    gate_basis: Mapped[Basis] = mapped_column(one_of(Basis), default=Basis.PAID_NET)
    refused_kept_days: Mapped[int] = mapped_column(default=180)
    board_yes: Mapped[int] = mapped_column(default=2)
    board_size: Mapped[int] = mapped_column(default=3)
    dues_days: Mapped[int] = mapped_column(default=30)
    bank_details: Mapped[Prose] = mapped_column(default="")
    talks_reviewed: Mapped[bool] = mapped_column(default=True)
    talks_released: Mapped[bool] = mapped_column(default=False)
    release_en: Mapped[Prose] = mapped_column(default="")
    release_zh: Mapped[Prose] = mapped_column(default="")
    pages: Mapped[list[list[str]]] = mapped_column(DOCUMENT, default=list)
    created_at: Mapped[Moment]
    suspended_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)

    def name_in(self, lang: str) -> str:
        """The club's name in a language, the other one where that is empty."""
        return (self.name_zh or self.name_en) if lang == "zh" else (self.name_en or self.name_zh)


class RoleInClub(ClubOwned, Base):
    """One role of one person in one club; removing the row takes effect at the next request.

    `for_firm_id`: the firm whose owner named this instructor; the club itself gave every other role.
    """

    __tablename__ = "club_role"
    __table_args__ = keys(ClubOwned, refers={"for_firm_id": "firm"}, unique=[("person_id", "role")])

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    role: Mapped[ClubRole] = mapped_column(one_of(ClubRole))
    for_firm_id: Mapped[int | None] = mapped_column(BIGINT)
    name: Mapped[Line]
    granted_at: Mapped[Moment]


class ClubInvitation(ClubOwned, Base):
    """A place kept among the club's own people; the private link is a row of its own.

    `came_id` opened it and waits to be confirmed.
    """

    __tablename__ = "club_invitation"
    __table_args__ = keys(ClubOwned, unique=["ref"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    roles: Mapped[list[str]] = mapped_column(DOCUMENT)
    name: Mapped[Line]
    email: Mapped[Line] = mapped_column(default="")
    invited_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    invited_at: Mapped[Moment]
    came_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    came_at: Mapped[Moment | None]
    accepted_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]


class Section(ClubOwned, Base):
    """A section of the public site; `parent_id` makes the breadcrumb."""

    __tablename__ = "section"
    __table_args__ = keys(ClubOwned, refers={"parent_id": "section"}, unique=["slug"])

    id: Mapped[Id]
    parent_id: Mapped[int | None] = mapped_column(BIGINT)
    slug: Mapped[Slug]
    name_en: Mapped[Line]
    name_zh: Mapped[Line]
    position: Mapped[int] = mapped_column(default=0)


class NoticeKind(StrEnum):
    """Whom a privacy notice speaks to."""

    APPLICANTS = "applicants"
    VISITORS = "visitors"
    STAFF = "staff"


class Notice(ClubOwned, Base):
    """One version of a privacy notice; never changed once in force."""

    __tablename__ = "notice"
    __table_args__ = keys(ClubOwned, unique=[("kind", "number")])

    id: Mapped[Id]
    kind: Mapped[NoticeKind] = mapped_column(one_of(NoticeKind))
    number: Mapped[int]
    body_en: Mapped[Prose]
    body_zh: Mapped[Prose]
    in_force_at: Mapped[Moment]


class Plan(ClubOwned, Base):
    """What a year of membership costs and how many people it seats."""

    __tablename__ = "plan"
    __table_args__ = keys(ClubOwned)

    id: Mapped[Id]
    name_en: Mapped[Line]
    name_zh: Mapped[Line]
    price_minor: Mapped[Minor]
    currency: Mapped[Currency]
    months: Mapped[int] = mapped_column(default=12)
    seats: Mapped[int]
    offered_from: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]
