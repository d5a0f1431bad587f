"""What search keeps: of a firm's texts, and of what the club has published."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import Day, Id, Key, Line, Prose, Slug, Word


class Passage(FirmOwned, Base):
    """One part of a published number of a document: what is shown of it, and its words as they are looked for.

    `anchor` is the part's place on the reading page; the passage without one is the text as a whole.
    """

    __tablename__ = "passage"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, index=[("document_id", "number")])

    id: Mapped[Id]
    document_id: Mapped[Key]
    number: Mapped[int]
    anchor: Mapped[str] = mapped_column(String(60), default="")
    heading: Mapped[Prose] = mapped_column(default="")
    text: Mapped[Prose]
    heading_words: Mapped[Prose]
    words: Mapped[Prose]


class IndexEntry(ClubOwned, Base):
    """One text that the club has published, in one language, as search finds it.

    `head` and `words` are its words as they are looked for, `head` those of title, speaker and topics alone. Either
    database follows them with an index of its own, by the triggers of migrations 0032 and 0089.
    """

    __tablename__ = "index_entry"
    __table_args__ = keys(ClubOwned, unique=[("kind", "subject_id", "lang")])

    id: Mapped[Id]
    kind: Mapped[Word]
    subject_id: Mapped[Key]
    slug: Mapped[Slug]
    lang: Mapped[str] = mapped_column(String(2))
    is_public: Mapped[bool]
    title: Mapped[Line]
    by: Mapped[Prose] = mapped_column(default="")
    day: Mapped[Day | None]
    text: Mapped[Prose]
    head: Mapped[Prose]
    words: Mapped[Prose]
