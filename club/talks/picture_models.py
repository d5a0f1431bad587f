"""A picture in a text."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Line, Moment, Ref


class TalkPicture(ClubOwned, Base):
    """A picture that a talk shows, made new when it came in; whoever may read the talk sees it."""

    __tablename__ = "talk_picture"
    __table_args__ = keys(ClubOwned, refers={"talk_id": "talk"}, unique=["ref"], index=["talk_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    talk_id: Mapped[int] = mapped_column(BIGINT)
    stored_as: Mapped[Line]
    name: Mapped[Line]
    added_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    added_at: Mapped[Moment]
