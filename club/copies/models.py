"""A text as a file outside of the program, made by a job; and a file that came in, read and not yet taken over."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.copies.rules import Form
from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Body, Id, Key, Line, Moment, Ref, Word, one_of


class Copy(FirmOwned, Base):
    """A text taken out by one person; `number` is the revision, None the draft, and `text` the digest of its body.

    `pages` of about `of` are set while it is made; `failed` is why it was not (see `core/pdf.py`).
    """

    __tablename__ = "text_copy"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=["ref"], index=["document_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    form: Mapped[Form] = mapped_column(one_of(Form))
    lang: Mapped[str] = mapped_column(String(2))
    number: Mapped[int | None]
    text: Mapped[Word]
    ordered_at: Mapped[Moment]
    ordered_by_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    pages: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=0)
    stored_as: Mapped[Line] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[Moment | None]
    failed: Mapped[Word] = mapped_column(default="")


class Arrival(FirmOwned, Base):
    """A file that somebody sent, as it was understood; it becomes a draft when they say so.

    `body` is the text that it makes, empty where something has to be put right first; `was` is the digest of the text
    that it was read over, and `document_id` that text, or the new one that it became.
    """

    __tablename__ = "arrival"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=["ref"], index=["came_at"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[int | None] = mapped_column(BIGINT)
    kind: Mapped[Word]
    lang: Mapped[str] = mapped_column(String(2))
    name: Mapped[Line]
    schema: Mapped[int]
    body: Mapped[Body] = mapped_column(default=dict)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(DOCUMENT, default=list)
    was: Mapped[Word] = mapped_column(default="")
    came_at: Mapped[Moment]
    came_by_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    taken_at: Mapped[Moment | None]
