"""How far the people of a firm are in a course, as numbers for its instructors."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, keys
from club.core.types import DOCUMENT, Id, Key, Moment


class CourseTally(AboutFirm, Base):
    """A firm’s people in a course, counted inside the firm; only sums over firms are shown.

    `lessons` are [lesson, how many have done it, how many come to it next]; `named` are those who show their name:
    [name, lessons done, of how many, where they are].
    """

    __tablename__ = "course_tally"
    __table_args__ = keys(AboutFirm, refers={"course_id": "course"}, unique=[("course_id", "firm_id")])

    id: Mapped[Id]
    course_id: Mapped[Key]
    people: Mapped[int]
    finished: Mapped[int]
    lessons: Mapped[list[list[int]]] = mapped_column(DOCUMENT, default=list)
    named: Mapped[list[list[Any]]] = mapped_column(DOCUMENT, default=list)
    as_of: Mapped[Moment]
