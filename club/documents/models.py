"""A firm's living document: its draft and its immutable revisions."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, Body, Day, Id, Key, Line, Moment, Ref, Word


class Document(FirmOwned, Base):
    """A versioned text of a firm; `base_revision_id` is the club's revision that it last took over.

    `passed_over` is the club's number that the firm will not be asked about; a detached text is asked about none.
    """

    __tablename__ = "document"
    __table_args__ = keys(
        FirmOwned,
        refers={
            "template_id": "template:club",
            "base_revision_id": "template_revision:club",
            "department_id": "department",
            "keeper_id": "membership",
        },
        unique=["ref"],
        index=[("kind", "title"), "template_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    kind: Mapped[Word]
    title: Mapped[Line]
    lang: Mapped[str] = mapped_column(String(2))
    department_id: Mapped[int | None] = mapped_column(BIGINT)
    keeper_id: Mapped[int | None] = mapped_column(BIGINT)
    template_id: Mapped[int | None] = mapped_column(BIGINT)
    base_revision_id: Mapped[int | None] = mapped_column(BIGINT)
    passed_over: Mapped[int | None]
    detached_at: Mapped[Moment | None]
    review_on: Mapped[Day | None]
    created_at: Mapped[Moment]
    retired_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class Draft(FirmOwned, Base):
    """What is being written on a document; gone when it is published.

    `base_revision_id` is the club's revision that was merged into it; the document's own moves when it is published.
    """

    __tablename__ = "draft"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "base_revision_id": "template_revision:club"},
        unique=["document_id"],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    schema: Mapped[int]
    body: Mapped[Body]
    based_on: Mapped[int | None]
    base_revision_id: Mapped[int | None] = mapped_column(BIGINT)
    changed_at: Mapped[Moment]
    changed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)


class Revision(FirmOwned, Base):
    """One published state of a document; never changed.

    `changes` is what it changed against the number before, by item (see `change_rules.recorded`), `weight` the
    weightiest class of it; a first number has none.
    """

    __tablename__ = "revision"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=[("document_id", "number")])

    id: Mapped[Id]
    document_id: Mapped[Key]
    number: Mapped[int]
    schema: Mapped[int]
    body: Mapped[Body]
    note: Mapped[Line] = mapped_column(default="")
    changes: Mapped[Body] = mapped_column(default=dict)
    weight: Mapped[Word] = mapped_column(default="")
    effective_on: Mapped[Day]
    published_at: Mapped[Moment]
    published_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
