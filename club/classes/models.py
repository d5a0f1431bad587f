"""A class session, how many of its places are gone, and whoever asked for one."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, ClubOwned, keys
from club.core.types import BIGINT, DOCUMENT, Body, Day, Id, Key, Line, Moment, Prose, Ref, Slug, Word, one_of


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

    `taken`, `waiting`, `applied`, `arrived` and `attended` are kept by whoever holds the row, so that nobody counts
    registrations. Of those who come without having asked, only the number is kept. While a move (of `moved_at`) waits
    to be told, `known` is when and where the class was as the list last heard of it. One that was out and came to begin
    at another moment was to begin at `moved_from`. `has_conditions`: it asks for qualifications, so that the other
    classes ask nobody which. `host_id` is whoever holds it, where that is somebody with an account; `host` is printed.
    """

    __tablename__ = "class_session"
    __table_args__ = keys(
        ClubOwned,
        unique=["ref", "slug"],
        index=[("status", "starts_at", "id"), ("series", "starts_at"), ("host_id", "ends_at")],
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
    host_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
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
    has_conditions: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[Moment | None]
    closes_at: Mapped[Moment | None]
    offer_hours: Mapped[int] = mapped_column(default=24)
    remind_hours: Mapped[int] = mapped_column(default=24)
    materials: Mapped[Prose] = mapped_column(default="")
    series: Mapped[Word] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    written_at: Mapped[Moment]
    published_at: Mapped[Moment | None]
    cancelled_at: Mapped[Moment | None]
    cancel_reason: Mapped[Line] = mapped_column(default="")
    moved_at: Mapped[Moment | None]
    moved_from: Mapped[Moment | None]
    known: Mapped[Body] = mapped_column(default=dict)
    arrived: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    applied: Mapped[int] = mapped_column(default=0)
    attended: Mapped[int] = mapped_column(default=0)
    walk_ins: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)


class Standing(StrEnum):
    """How somebody stands with a class."""

    APPLIED = "applied"
    PLACED = "placed"
    WAITING = "waiting"
    OFFERED = "offered"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


_GOING = text("status IN ('applied', 'placed', 'waiting', 'offered')")


class Registration(AboutFirm, Base):
    """Somebody who asked for a place: a visitor, with `firm_id` empty, or a person whom a member firm sends.

    It is about the firm that sends: the club sees who comes, that firm its own people, and no other firm anybody. `who`
    tells two askings by the same person; `number` is the order in which they came; `together` is shared by the dates of
    a series that were asked for at once. Whoever several
    firms send stands on a list once: the key `uq_class_registration_going` holds it. Whoever came has a certificate:
    `certificate_stored_as` holds the PDF once it is set, `certificate_failed` is why it was not (see `core/pdf.py`). A
    year after the class all this is a tombstone.
    """

    __tablename__ = "class_registration"
    __table_args__ = keys(
        AboutFirm,
        refers={"class_id": "class_session", "notice_id": "notice"},
        unique=["ref", ("class_id", "who")],
        index=[("class_id", "status", "number"), ("firm_id", "class_id"), "together"],
        more=[
            Index(
                "uq_class_registration_going",
                "club_id",
                "class_id",
                "person_id",
                unique=True,
                sqlite_where=_GOING,
                postgresql_where=_GOING,
            )
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    class_id: Mapped[Key]
    status: Mapped[Standing] = mapped_column(one_of(Standing))
    number: Mapped[int]
    who: Mapped[Line]
    name: Mapped[Line]
    firm_name: Mapped[Line] = mapped_column(default="")
    own_role: Mapped[Word] = mapped_column(default="")
    email: Mapped[Line] = mapped_column(default="")
    phone: Mapped[Word] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    lang: Mapped[str] = mapped_column(String(2))
    notice_id: Mapped[int | None] = mapped_column(BIGINT)
    consented_at: Mapped[Moment | None]
    registered_at: Mapped[Moment]
    decided_at: Mapped[Moment | None]
    reason: Mapped[Line] = mapped_column(default="")
    offered_until: Mapped[Moment | None]
    together: Mapped[Word] = mapped_column(default="")
    ended_at: Mapped[Moment | None]
    reminded_at: Mapped[Moment | None]
    attended_at: Mapped[Moment | None]
    checked_in_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    thanked_at: Mapped[Moment | None]
    rated_at: Mapped[Moment | None]
    certificate_stored_as: Mapped[Line] = mapped_column(default="")
    certificate_failed: Mapped[Word] = mapped_column(default="")
    erased_at: Mapped[Moment | None]


class ClassFeedback(ClubOwned, Base):
    """What somebody who came said of a class: for its host and the desk, without who it was."""

    __tablename__ = "class_feedback"
    __table_args__ = keys(ClubOwned, refers={"class_id": "class_session"}, index=["class_id"])

    id: Mapped[Id]
    class_id: Mapped[Key]
    rating: Mapped[int]
    words: Mapped[Prose] = mapped_column(default="")
    given_on: Mapped[Day]
