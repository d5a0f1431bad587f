"""Who writes a text besides whoever began it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Moment, Ref


class CoAuthor(ClubOwned, Base):
    """Somebody who changes the draft of a talk or an article as its author does."""

    __tablename__ = "co_author"
    __table_args__ = keys(ClubOwned, unique=[("text_ref", "person_id")], index=["person_id"])

    id: Mapped[Id]
    text_ref: Mapped[Ref]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    named_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    named_at: Mapped[Moment]
