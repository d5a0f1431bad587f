"""An article that the club publishes."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.refs import LENGTH
from club.core.types import BIGINT, Id, Line, Moment, Prose, Ref, Slug, one_of
from club.talks.models import Publication


class Article(ClubOwned, Base):
    """News of the club, in Markdown, cleaned to HTML when saved; `pair` and `remark` as in a talk.

    One that `is_page` is no news: it stands at the foot of every page of the site.
    """

    __tablename__ = "article"
    __table_args__ = keys(
        ClubOwned,
        refers={"section_id": "section"},
        unique=["ref", "slug"],
        index=[("status", "published_at", "id")],
        more=[Index("ix_article_pair", "club_id", "pair", "lang", unique=True)],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    slug: Mapped[Slug]
    status: Mapped[Publication] = mapped_column(one_of(Publication), default=Publication.DRAFT)
    lang: Mapped[str] = mapped_column(String(2))
    pair: Mapped[str | None] = mapped_column(String(LENGTH))
    title: Mapped[Line]
    summary: Mapped[Prose] = mapped_column(default="")
    section_id: Mapped[int | None] = mapped_column(BIGINT)
    source: Mapped[Line] = mapped_column(default="")
    original: Mapped[Line] = mapped_column(default="")
    is_page: Mapped[bool] = mapped_column(default=False)
    body: Mapped[Prose] = mapped_column(default="")
    body_html: Mapped[Prose] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    remark: Mapped[Prose] = mapped_column(default="")
    written_at: Mapped[Moment]
    publish_at: Mapped[Moment | None]
    published_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
