"""What a text was before."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Body, Id, Moment, Ref


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
