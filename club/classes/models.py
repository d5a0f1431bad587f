"""A class session: what it is, when and where, whom it is for, and how many places are gone."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, DOCUMENT, Day, Id, Line, Moment, Prose, Ref, Slug, Word, one_of


class ClassStatus(StrEnum):
    """Whether a session takes place; that it is over follows from its end."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Audience(StrEnum):
    """Who may come."""

    PUBLIC = "public"
    MEMBERS = "members"


class Condition(StrEnum):
    """What a visitor must be able to say of the own firm."""

    DECIDES = "decides"
    RUNS_SHOPS = "runs_shops"


class ClassSession(ClubOwned, Base):
    """A dated session. `day`, `begins` and `ends` are what the clock on its wall shows; the moments follow from them.

    `taken`, `waiting`, `applied` and `arrived` are kept by whoever holds the row, so that nobody counts registrations.
    """

    __tablename__ = "class_session"
    __table_args__ = keys(
        ClubOwned,
        unique=["ref", "slug"],
        index=[("status", "starts_at", "id"), ("series", "starts_at")],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    slug: Mapped[Slug]
    status: Mapped[ClassStatus] = mapped_column(one_of(ClassStatus), default=ClassStatus.DRAFT)
    lang: Mapped[str] = mapped_column(String(2))
    title: Mapped[Line]
    summary: Mapped[Prose] = mapped_column(default="")
    description: Mapped[Prose] = mapped_column(default="")
    description_html: Mapped[Prose] = mapped_column(default="")
    host: Mapped[Line] = mapped_column(default="")
    host_firm: Mapped[Line] = mapped_column(default="")
    day: Mapped[Day]
    begins: Mapped[str] = mapped_column(String(5))
    ends: Mapped[str] = mapped_column(String(5))
    zone: Mapped[Word]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    place: Mapped[Line] = mapped_column(default="")
    online_url: Mapped[Line] = mapped_column(default="")
    agenda: Mapped[Prose] = mapped_column(default="")
    seats: Mapped[int]
    firm_most: Mapped[int] = mapped_column(default=0)
    audience: Mapped[Audience] = mapped_column(one_of(Audience), default=Audience.PUBLIC)
    conditions: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    eligibility: Mapped[Line] = mapped_column(default="")
    needs_approval: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[Moment | None]
    closes_at: Mapped[Moment | None]
    offer_hours: Mapped[int] = mapped_column(default=24)
    series: Mapped[Word] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    written_at: Mapped[Moment]
    published_at: Mapped[Moment | None]
    cancelled_at: Mapped[Moment | None]
    cancel_reason: Mapped[Line] = mapped_column(default="")
    arrived: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    applied: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
