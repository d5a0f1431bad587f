"""A firm's living document: its draft, its immutable revisions, reviews, comments, consultations."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Body, Day, Id, Key, Line, Moment, Prose, Ref, Word, one_of
from club.documents.comment_rules import Outcome
from club.documents.consultation_rules import EntrySort
from club.documents.review_rules import ReviewVerdict

CLUBS_EXAM = "clubs_exam"


class Document(FirmOwned, Base):
    """A versioned text of a firm; `base_revision_id` is the club's revision that it last took over.

    `talk_id` is the talk in whose kit the firm found it.
    `passed_over` is the club's number that the firm will not be asked about; a detached text is asked about none.
    `review_told_on` is the review date of which its keeper was told.
    An exam that the club holds itself has a row here too, of the kind `CLUBS_EXAM`: it stands for it in the firm, with
    neither draft nor revision of its own.
    """

    __tablename__ = "document"
    __table_args__ = keys(
        FirmOwned,
        refers={
            "template_id": "template:club",
            "base_revision_id": "template_revision:club",
            "talk_id": "talk:club",
            "department_id": "department",
            "keeper_id": "membership",
        },
        unique=["ref"],
        index=[("kind", "title"), "template_id"],
        more=[
            Index(
                "uq_document_clubs_exam",
                "club_id",
                "firm_id",
                "template_id",
                unique=True,
                sqlite_where=text("kind = 'clubs_exam'"),
                postgresql_where=text("kind = 'clubs_exam'"),
            )
        ],
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
    talk_id: Mapped[int | None] = mapped_column(BIGINT)
    passed_over: Mapped[int | None]
    detached_at: Mapped[Moment | None]
    review_on: Mapped[Day | None]
    review_told_on: Mapped[Day | None]
    created_at: Mapped[Moment]
    retired_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class DocumentPointer(FirmOwned, Base):
    """That a document points at another one: an exam at its standard, or with `item` a stage of a ladder at its exam.

    `kind` is the other one's: a stage points at no more than one text of each kind, or at the clauses `named` of it.
    `checked` is the number of the other text up to which somebody said that what is named still fits.
    """

    __tablename__ = "document_pointer"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "target_id": "document"},
        unique=[("document_id", "item", "kind")],
        index=["target_id"],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    item: Mapped[Word] = mapped_column(default="")
    kind: Mapped[Word]
    target_id: Mapped[Key]
    named: Mapped[list[str]] = mapped_column(DOCUMENT, default=list, server_default="[]")
    checked: Mapped[int | None]


class Picture(FirmOwned, Base):
    """A picture that a text shows where it names its ref: a bare JPEG.

    It goes when, some days after it came or a draft let go of it, no draft and no edition of the firm names it.
    """

    __tablename__ = "text_picture"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=["ref"], index=["document_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    name: Mapped[Line]
    stored_as: Mapped[Line]
    size: Mapped[int]
    added_at: Mapped[Moment]
    added_by_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))


class Draft(FirmOwned, Base):
    """What is being written on a document; gone when it is published. `writers` are the people who wrote on it.

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
    writers: Mapped[list[int]] = mapped_column(DOCUMENT, default=list)
    version: Mapped[int] = mapped_column(default=1)


class Revision(FirmOwned, Base):
    """One published state of a document; never changed.

    `changes` is what it changed against the number before, by item (see `change_rules.recorded`), `weight` the
    weightiest class of it; a first number has none. `approval_id` is the answer that approved exactly this text,
    `digest` what tells this text from every other (see `edits.imprint`).
    """

    __tablename__ = "revision"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "approval_id": "review_answer"},
        unique=[("document_id", "number")],
    )

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
    writers: Mapped[list[int]] = mapped_column(DOCUMENT, default=list)
    approval_id: Mapped[int | None] = mapped_column(BIGINT)
    digest: Mapped[str] = mapped_column(String(64), default="")


class ReviewRequest(FirmOwned, Base):
    """That somebody was asked to read a draft by a day; `number` is the revision that the draft became."""

    __tablename__ = "review_request"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "reviewer_id": "membership"},
        unique=["ref"],
        index=["document_id", "reviewer_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    reviewer_id: Mapped[Key]
    asked_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    asked_at: Mapped[Moment]
    due_on: Mapped[Day]
    note: Mapped[Prose] = mapped_column(default="")
    withdrawn_at: Mapped[Moment | None]
    number: Mapped[int | None]


class ReviewAnswer(FirmOwned, Base):
    """What a reviewer said; it speaks of exactly the text whose digest it bears."""

    __tablename__ = "review_answer"
    __table_args__ = keys(FirmOwned, refers={"request_id": "review_request"}, unique=["request_id"])

    id: Mapped[Id]
    request_id: Mapped[Key]
    verdict: Mapped[ReviewVerdict] = mapped_column(one_of(ReviewVerdict))
    text: Mapped[Word]
    remarks: Mapped[Prose] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    answered_at: Mapped[Moment]


class Consultation(FirmOwned, Base):
    """That a text was put to staff before it binds: `body` is what they were shown, and never changes.

    `audience` holds id and name of the departments that were asked; an empty one is everybody. `closes_on` is its last
    day; `closed_at` says that somebody ended it before.
    """

    __tablename__ = "consultation"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=["ref"], index=["document_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    schema: Mapped[int]
    body: Mapped[Body]
    audience: Mapped[list[dict[str, Any]]] = mapped_column(DOCUMENT, default=list)
    note: Mapped[Prose] = mapped_column(default="")
    opened_at: Mapped[Moment]
    opened_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    closes_on: Mapped[Day]
    closed_at: Mapped[Moment | None]
    closed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class ConsultationEntry(FirmOwned, Base):
    """A talk that was held, or how staff were told: when, with whom, what was said."""

    __tablename__ = "consultation_entry"
    __table_args__ = keys(FirmOwned, refers={"consultation_id": "consultation"}, index=["consultation_id"])

    id: Mapped[Id]
    consultation_id: Mapped[Key]
    sort: Mapped[EntrySort] = mapped_column(one_of(EntrySort))
    day: Mapped[Day]
    people: Mapped[Line] = mapped_column(default="")
    text: Mapped[Prose]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    at: Mapped[Moment]


class Comment(FirmOwned, Base):
    """What somebody said of a part of a text; a suggestion carries the text proposed for one of its fields.

    `place` is what the part was called, for the day when it is gone; `was` is the digest of the field as it then was.
    """

    __tablename__ = "comment"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "consultation_id": "consultation"},
        unique=["ref"],
        index=[("document_id", "item"), "consultation_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    consultation_id: Mapped[int | None] = mapped_column(BIGINT)
    item: Mapped[Word]
    place: Mapped[Line]
    text: Mapped[Prose] = mapped_column(default="")
    field: Mapped[Word] = mapped_column(default="")
    proposed: Mapped[Prose] = mapped_column(default="")
    was: Mapped[Word] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    at: Mapped[Moment]


class CommentReply(FirmOwned, Base):
    """What somebody answered to a comment."""

    __tablename__ = "comment_reply"
    __table_args__ = keys(FirmOwned, refers={"comment_id": "comment"}, index=["comment_id"])

    id: Mapped[Id]
    comment_id: Mapped[Key]
    text: Mapped[Prose]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    at: Mapped[Moment]


class CommentClosure(FirmOwned, Base):
    """That a comment is settled, how and why."""

    __tablename__ = "comment_closure"
    __table_args__ = keys(FirmOwned, refers={"comment_id": "comment"}, unique=["comment_id"])

    id: Mapped[Id]
    comment_id: Mapped[Key]
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    why: Mapped[Prose] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    at: Mapped[Moment]
