"""Pictures in texts: what a picture is, and those of talks."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Key, Line, Moment, Ref


class Picture(ClubOwned):
    """A picture that a text of the club shows, made new when it came in; whoever may read the text sees it.

    `alt` is what whoever does not see it is told, in the line that is offered for the text; without it, it decorates.
    """

    id: Mapped[Id]
    ref: Mapped[Ref]
    stored_as: Mapped[Line]
    name: Mapped[Line]
    alt: Mapped[Line] = mapped_column(default="")
    added_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    added_at: Mapped[Moment]


class TalkPicture(Picture, Base):
    """A picture in a talk."""

    __tablename__ = "talk_picture"
    __table_args__ = keys(ClubOwned, refers={"talk_id": "talk"}, unique=["ref"], index=["talk_id"])

    talk_id: Mapped[Key]
