"""The slides of a talk."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Key, Line, Moment, Prose, Ref, Word


class SlideDeck(ClubOwned, Base):
    """A PDF that a talk shows page by page; readers see it once all is drawn and the talk names it."""

    __tablename__ = "slide_deck"
    __table_args__ = keys(ClubOwned, refers={"talk_id": "talk"}, unique=["ref"], index=["talk_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    talk_id: Mapped[int] = mapped_column(BIGINT)
    stored_as: Mapped[Line]
    name: Mapped[Line]
    size: Mapped[int]
    is_offered: Mapped[bool]
    pages: Mapped[int] = mapped_column(default=0)
    drawn: Mapped[int] = mapped_column(default=0)
    failed: Mapped[Word] = mapped_column(default="")
    added_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    added_at: Mapped[Moment]
    done_at: Mapped[Moment | None]


class Slide(ClubOwned, Base):
    """One page as a picture, with the words on it for whoever does not see it."""

    __tablename__ = "slide"
    __table_args__ = keys(ClubOwned, refers={"deck_id": "slide_deck"}, unique=[("deck_id", "number")])

    id: Mapped[Id]
    deck_id: Mapped[Key]
    number: Mapped[int]
    stored_as: Mapped[Line]
    width: Mapped[int]
    height: Mapped[int]
    words: Mapped[Prose] = mapped_column(default="")
