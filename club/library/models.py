"""The club's templates and their published revisions."""

from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import DOCUMENT, Body, Id, Key, Line, Moment, Slug, Word


class Template(ClubOwned, Base):
    """A document that the club offers its firms, as a pair of languages."""

    __tablename__ = "template"
    __table_args__ = keys(ClubOwned, unique=["slug"])

    id: Mapped[Id]
    slug: Mapped[Slug]
    kind: Mapped[Word]
    title_en: Mapped[Line]
    title_zh: Mapped[Line]
    summary_en: Mapped[Line] = mapped_column(default="")
    summary_zh: Mapped[Line] = mapped_column(default="")
    departments: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    position: Mapped[int] = mapped_column(default=0)


class TemplateRevision(ClubOwned, Base):
    """One published state of a template; never changed."""

    __tablename__ = "template_revision"
    __table_args__ = keys(ClubOwned, refers={"template_id": "template"}, unique=[("template_id", "number")])

    id: Mapped[Id]
    template_id: Mapped[Key]
    number: Mapped[int]
    schema: Mapped[int]
    body: Mapped[Body]
    note: Mapped[Line] = mapped_column(default="")
    published_at: Mapped[Moment]
