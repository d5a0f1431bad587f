"""The club's templates: what is written on them, and their published revisions."""

from typing import Any

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Body, Id, Key, Line, Moment, Prose, Slug, Word


class Template(ClubOwned, Base):
    """A document that the club offers its firms, as a pair of languages; a hidden one is offered no more.

    An `own_exam` is held by the club itself and is always hidden: people of firms sit it, and no firm reads or adopts
    it; a closed one is sat no more. It is its author’s to write on, else the editors’; one that is handed in
    (`handed_in_at`) waits for an editor, who gives it back with a `remark`.
    """

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
    hidden_at: Mapped[Moment | None]
    own_exam: Mapped[bool] = mapped_column(default=False, server_default=false())
    closed_at: Mapped[Moment | None]
    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    handed_in_at: Mapped[Moment | None]
    remark: Mapped[Prose] = mapped_column(default="", server_default="")

    def title_in(self, lang: str) -> str:
        """What it is called in a language."""
        return self.title_zh if lang == "zh" else self.title_en


class TemplatePointer(ClubOwned, Base):
    """That a template, or with `item` one part of it, points at another; on adoption it becomes the firm's own.

    A part may mean the clauses `named` alone.
    """

    __tablename__ = "template_pointer"
    __table_args__ = keys(
        ClubOwned,
        refers={"template_id": "template", "target_id": "template"},
        unique=[("template_id", "item", "kind")],
        index=["target_id"],
    )

    id: Mapped[Id]
    template_id: Mapped[Key]
    item: Mapped[Word] = mapped_column(default="")
    kind: Mapped[Word]
    target_id: Mapped[Key]
    named: Mapped[list[str]] = mapped_column(DOCUMENT, default=list, server_default="[]")


class TemplateDraft(ClubOwned, Base):
    """What the club's editors are writing on a template; gone when it is published."""

    __tablename__ = "template_draft"
    __table_args__ = keys(ClubOwned, refers={"template_id": "template"}, unique=["template_id"])

    id: Mapped[Id]
    template_id: Mapped[Key]
    schema: Mapped[int]
    body: Mapped[Body]
    based_on: Mapped[int | None]
    changed_at: Mapped[Moment]
    changed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    credits: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    version: Mapped[int] = mapped_column(default=1)


class TemplateRevision(ClubOwned, Base):
    """One published state of a template; never changed. `changes` is what it changed, as a document's revision has."""

    __tablename__ = "template_revision"
    __table_args__ = keys(ClubOwned, refers={"template_id": "template"}, unique=[("template_id", "number")])

    id: Mapped[Id]
    template_id: Mapped[Key]
    number: Mapped[int]
    schema: Mapped[int]
    body: Mapped[Body]
    note: Mapped[Line] = mapped_column(default="")
    changes: Mapped[dict[str, Any]] = mapped_column(DOCUMENT, default=dict)
    credits: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    published_at: Mapped[Moment]
    published_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class UpdateChoices(FirmOwned, Base):
    """What a firm chose so far for an update of a document, part by part; gone when it is in the draft.

    Each choice keeps the sign of what it answered, so that it falls when the question becomes another one.
    """

    __tablename__ = "update_choices"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=["document_id"])

    id: Mapped[Id]
    document_id: Mapped[Key]
    choices: Mapped[Body]
    changed_at: Mapped[Moment]
    changed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
