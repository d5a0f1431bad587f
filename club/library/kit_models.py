"""What a talk carries to be adopted."""

from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import Id, Key, Line, Word


class KitItem(ClubOwned, Base):
    """A template that a talk carries, with a line why.

    `passage` is the mark of the heading under which the talk speaks of it, or empty: then it is of the whole talk.
    """

    __tablename__ = "kit_item"
    __table_args__ = keys(
        ClubOwned,
        refers={"talk_id": "talk", "template_id": "template"},
        unique=[("talk_id", "template_id")],
        index=["template_id"],
    )

    id: Mapped[Id]
    talk_id: Mapped[Key]
    template_id: Mapped[Key]
    passage: Mapped[Word] = mapped_column(default="")
    why: Mapped[Line]
    position: Mapped[int]
