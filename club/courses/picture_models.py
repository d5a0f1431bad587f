"""Pictures in what is said of a course, and in its lessons."""

from sqlalchemy.orm import Mapped

from club.core.owners import Base, ClubOwned, keys
from club.core.types import Key
from club.talks.picture_models import Picture


class CoursePicture(Picture, Base):
    """A picture in the description of a course."""

    __tablename__ = "course_picture"
    __table_args__ = keys(ClubOwned, refers={"course_id": "course"}, unique=["ref"], index=["course_id"])

    course_id: Mapped[Key]


class LessonPicture(Picture, Base):
    """A picture in the words of a lesson."""

    __tablename__ = "lesson_picture"
    __table_args__ = keys(ClubOwned, refers={"lesson_id": "lesson"}, unique=["ref"], index=["lesson_id"])

    lesson_id: Mapped[Key]
