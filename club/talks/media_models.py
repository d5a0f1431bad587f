"""The recording of a talk that the club keeps itself."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.media import MediaType
from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Key, Line, Moment, Ref, Word, one_of


class Media(ClubOwned, Base):
    """Audio or video of a talk; it comes in parts, and readers get it once all has come and the talk names it.

    `mark` is by what the browser that sends it knows the file again; `received` so many bytes of `size` are here.
    """

    __tablename__ = "media"
    __table_args__ = keys(ClubOwned, refers={"talk_id": "talk"}, unique=["ref"], index=["talk_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    talk_id: Mapped[Key]
    stored_as: Mapped[Line]
    name: Mapped[Line]
    mark: Mapped[Word] = mapped_column(default="")
    size: Mapped[int] = mapped_column(BIGINT)
    part_size: Mapped[int]
    received: Mapped[int] = mapped_column(BIGINT, default=0)
    kind: Mapped[MediaType] = mapped_column(one_of(MediaType))
    seconds: Mapped[int | None]
    added_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    touched_at: Mapped[Moment]
    done_at: Mapped[Moment | None]
