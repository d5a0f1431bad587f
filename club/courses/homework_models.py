"""What a class gives as homework."""

from sqlalchemy.orm import Mapped

from club.core.owners import Base, ClubOwned, keys
from club.core.types import Id, Key


class ClassHomework(ClubOwned, Base):
    """That a class of a series gives a lesson of a course; until when follows from the next date of the series."""

    __tablename__ = "class_homework"
    __table_args__ = keys(
        ClubOwned,
        refers={"class_id": "class_session", "lesson_id": "lesson"},
        unique=[("class_id", "lesson_id")],
        index=["lesson_id"],
    )

    id: Mapped[Id]
    class_id: Mapped[Key]
    lesson_id: Mapped[Key]
