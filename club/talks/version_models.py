"""What a text was before, and what somebody types before it is saved."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, PersonOwned, keys
from club.core.types import BIGINT, Body, Id, Moment, Ref, Word


class TextVersion(ClubOwned, Base):
    """A text as it was handed in, published or saved since; `number` is the version that the text had then."""

    __tablename__ = "text_version"
    __table_args__ = keys(ClubOwned, unique=[("text_ref", "number")])

    id: Mapped[Id]
    text_ref: Mapped[Ref]
    number: Mapped[int]
    facts: Mapped[Body]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    kept_at: Mapped[Moment]


class KeptText(PersonOwned, Base):
    """What somebody typed on the page of a text and has not saved; of a text that is not there yet, without its ref.

    `stamp` changes with each keeping, so that two windows do not overwrite one another.
    """

    __tablename__ = "kept_text"
    __table_args__ = keys(PersonOwned, unique=[("person_id", "kind", "text_ref")])

    id: Mapped[Id]
    kind: Mapped[Word]
    text_ref: Mapped[Word] = mapped_column(default="")
    typed: Mapped[Body]
    stamp: Mapped[Ref]
    kept_at: Mapped[Moment]
