"""A talk that a member gave, as published by the club."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, DOCUMENT, Day, Id, Line, Moment, Prose, Ref, Slug, one_of


class Publication(StrEnum):
    """Whether a text is out."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"


class Visibility(StrEnum):
    """Who may read a published text."""

    PUBLIC = "public"
    MEMBERS = "members"


class Talk(ClubOwned, Base):
    """A speech with its transcript: Markdown as written, HTML as cleaned when it was saved."""

    __tablename__ = "talk"
    __table_args__ = keys(
        ClubOwned,
        refers={"firm_id": "firm", "section_id": "section"},
        unique=["ref", "slug"],
        index=[("status", "held_on", "id")],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    slug: Mapped[Slug]
    status: Mapped[Publication] = mapped_column(one_of(Publication), default=Publication.DRAFT)
    visibility: Mapped[Visibility] = mapped_column(one_of(Visibility), default=Visibility.PUBLIC)
    lang: Mapped[str] = mapped_column(String(2))
    title: Mapped[Line]
    summary: Mapped[Prose] = mapped_column(default="")
    speaker: Mapped[Line] = mapped_column(default="")
    firm_name: Mapped[Line] = mapped_column(default="")
    firm_id: Mapped[int | None] = mapped_column(BIGINT)
    held_on: Mapped[Day | None]
    place: Mapped[Line] = mapped_column(default="")
    section_id: Mapped[int | None] = mapped_column(BIGINT)
    topics: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    source: Mapped[Line] = mapped_column(default="")
    transcript: Mapped[Prose] = mapped_column(default="")
    transcript_html: Mapped[Prose] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    written_at: Mapped[Moment]
    published_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
