"""A picture in an article."""

from sqlalchemy.orm import Mapped

from club.core.owners import Base, ClubOwned, keys
from club.core.types import Key
from club.talks.picture_models import Picture


class ArticlePicture(Picture, Base):
    """A picture in an article."""

    __tablename__ = "article_picture"
    __table_args__ = keys(ClubOwned, refers={"article_id": "article"}, unique=["ref"], index=["article_id"])

    article_id: Mapped[Key]
