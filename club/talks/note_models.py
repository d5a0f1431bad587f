"""What members write to a speaker about a talk."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Key, Line, Moment, Prose


class SpeakerNote(ClubOwned, Base):
    """A member's note about a talk, for its speaker, its author and the editors alone; never changed."""

    __tablename__ = "speaker_note"
    __table_args__ = keys(ClubOwned, refers={"talk_id": "talk"}, index=[("talk_id", "id")])

    id: Mapped[Id]
    talk_id: Mapped[Key]
    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    name: Mapped[Line]
    text: Mapped[Prose]
    written_at: Mapped[Moment]
