"""A picture in an article."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Line, Moment, Ref


class ArticlePicture(ClubOwned, Base):
    """A picture that an article shows, made new when it came in; whoever may read the article sees it."""

    __tablename__ = "article_picture"
    __table_args__ = keys(ClubOwned, refers={"article_id": "article"}, unique=["ref"], index=["article_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    article_id: Mapped[int] = mapped_column(BIGINT)
    stored_as: Mapped[Line]
    name: Mapped[Line]
    added_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    added_at: Mapped[Moment]
