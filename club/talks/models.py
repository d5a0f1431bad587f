"""A talk that a member gave, as published by the club."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.refs import LENGTH
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
    """A speech with its transcript: Markdown as written, HTML as cleaned when it was saved.

    `pair` is the same for two talks that are one in two languages, `original` where a reprint first stood; `has_kit`
    says that the slice above keeps texts of the library for it, so that a talk without any asks for none. `slides_ref`
    names the slides that are shown, `media_ref` the recording that the club keeps itself; `recording` is the address of
    one that lies elsewhere. `remark` is what an editor asked to be changed, until it is handed in again.
    """

    __tablename__ = "talk"
    __table_args__ = keys(
        ClubOwned,
        refers={"firm_id": "firm", "section_id": "section"},
        unique=["ref", "slug"],
        index=[("status", "held_on", "id")],
        more=[Index("ix_talk_pair", "club_id", "pair", "lang", unique=True)],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    slug: Mapped[Slug]
    status: Mapped[Publication] = mapped_column(one_of(Publication), default=Publication.DRAFT)
    visibility: Mapped[Visibility] = mapped_column(one_of(Visibility), default=Visibility.PUBLIC)
    lang: Mapped[str] = mapped_column(String(2))
    pair: Mapped[str | None] = mapped_column(String(LENGTH))
    title: Mapped[Line]
    summary: Mapped[Prose] = mapped_column(default="")
    speaker: Mapped[Line] = mapped_column(default="")
    firm_name: Mapped[Line] = mapped_column(default="")
    firm_id: Mapped[int | None] = mapped_column(BIGINT)
    speaker_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    speaker_contact: Mapped[Line] = mapped_column(default="")
    held_on: Mapped[Day | None]
    place: Mapped[Line] = mapped_column(default="")
    section_id: Mapped[int | None] = mapped_column(BIGINT)
    topics: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    source: Mapped[Line] = mapped_column(default="")
    original: Mapped[Line] = mapped_column(default="")
    transcript: Mapped[Prose] = mapped_column(default="")
    transcript_html: Mapped[Prose] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    remark: Mapped[Prose] = mapped_column(default="")
    recording: Mapped[Line] = mapped_column(default="")
    media_ref: Mapped[str | None] = mapped_column(String(LENGTH))
    slides_ref: Mapped[str | None] = mapped_column(String(LENGTH))
    written_at: Mapped[Moment]
    publish_at: Mapped[Moment | None]
    published_at: Mapped[Moment | None]
    has_kit: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class Outcome(StrEnum):
    """What a speaker said about a talk in the own name."""

    RELEASED = "released"
    CHANGES = "changes"


class SpeakerAnswer(ClubOwned, Base):
    """A speaker released a talk as it stood (`digest`) under the agreement as it was read, or asked for changes."""

    __tablename__ = "speaker_answer"
    __table_args__ = keys(ClubOwned, refers={"talk_id": "talk"}, index=[("talk_id", "id")])

    id: Mapped[Id]
    talk_id: Mapped[int] = mapped_column(BIGINT)
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[Line]
    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    words: Mapped[Prose] = mapped_column(default="")
    agreement: Mapped[Prose] = mapped_column(default="")
    answered_at: Mapped[Moment]


class Correction(ClubOwned, Base):
    """What was put right in a text after it was out; readers see it below the text."""

    __tablename__ = "correction"
    __table_args__ = keys(ClubOwned, index=[("text_ref", "id")])

    id: Mapped[Id]
    text_ref: Mapped[Ref]
    note: Mapped[Prose]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    corrected_on: Mapped[Day]
