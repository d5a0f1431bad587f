"""Files that whoever has a place in a class may take home: slides, sheets, pictures."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Key, Line, Moment, Ref


class ClassMaterial(ClubOwned, Base):
    """A file beside a class, of the type that its bytes say; it goes with the class."""

    __tablename__ = "class_material"
    __table_args__ = keys(ClubOwned, refers={"class_id": "class_session"}, unique=["ref"], index=["class_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    class_id: Mapped[Key]
    name: Mapped[Line]
    media_type: Mapped[Line]
    size: Mapped[int]
    stored_as: Mapped[Line]
    added_at: Mapped[Moment]
    added_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
