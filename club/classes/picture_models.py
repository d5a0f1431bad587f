"""A picture in the description of a class."""

from sqlalchemy.orm import Mapped

from club.core.owners import Base, ClubOwned, keys
from club.core.types import Key
from club.talks.picture_models import Picture


class ClassPicture(Picture, Base):
    """A picture in the description of a class."""

    __tablename__ = "class_picture"
    __table_args__ = keys(ClubOwned, refers={"class_id": "class_session"}, unique=["ref"], index=["class_id"])

    class_id: Mapped[Key]
