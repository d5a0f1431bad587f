"""What a class gives as homework, and the day by which somebody is to do it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, Day, Id, Key, Moment, Word


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


class HomeworkDay(FirmOwned, Base):
    """Somebody and the homework of a class: another day that they were given, and what they were told last.

    Without a day of their own it is the next date of the series.
    """

    __tablename__ = "class_homework_day"
    __own_person__ = "person_id"
    __table_args__ = keys(
        FirmOwned,
        refers={"class_id": "class_session:club", "membership_id": "membership"},
        unique=[("class_id", "membership_id")],
        index=["membership_id"],
    )

    id: Mapped[Id]
    class_id: Mapped[Key]
    membership_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"), index=True)
    due_on: Mapped[Day | None]
    extended_at: Mapped[Moment | None]
    reminded: Mapped[Word] = mapped_column(default="")
