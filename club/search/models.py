"""What search keeps of a firm's texts."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, FirmOwned, keys
from club.core.types import Id, Key, Prose


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
