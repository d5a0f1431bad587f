"""That a text is to be signed, by whom; what was signed, and what people were told about it."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from club.acknowledgements.rules import SIGNING
from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Day, Id, Key, Line, Moment, Ref, Word, one_of, some_of
from club.firms.audience_rules import Audience
from club.policy import FirmRole


class Assignment(FirmOwned, Base):
    """That a text is to be read and signed by an audience, each within `days` of the day on which it reached them.

    `target` names the audience, so that a text is assigned to one only once at a time; `name` is what the department
    was called, for the day when it is gone.
    """

    __tablename__ = "assignment"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "department_id": "department"},
        unique=["ref"],
        index=["document_id", "department_id"],
        more=[
            some_of("audience", SIGNING),
            Index(
                "uq_assignment_open",
                "club_id",
                "firm_id",
                "document_id",
                "target",
                unique=True,
                sqlite_where=text("ended_at IS NULL"),
                postgresql_where=text("ended_at IS NULL"),
            ),
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    audience: Mapped[Audience] = mapped_column(one_of(Audience, has_check=False))
    target: Mapped[Word]
    department_id: Mapped[int | None] = mapped_column(BIGINT)
    role: Mapped[FirmRole | None] = mapped_column(one_of(FirmRole))
    name: Mapped[Line] = mapped_column(default="")
    days: Mapped[int]
    starts_on: Mapped[Day]
    assigned_at: Mapped[Moment]
    assigned_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    ended_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class Assignee(FirmOwned, Base):
    """Since when somebody is among those whom an assignment reaches; where people are named, that they are."""

    __tablename__ = "assignee"
    __table_args__ = keys(
        FirmOwned,
        refers={"assignment_id": "assignment", "membership_id": "membership"},
        unique=[("assignment_id", "membership_id")],
        index=["membership_id"],
    )

    id: Mapped[Id]
    assignment_id: Mapped[Key]
    membership_id: Mapped[Key]
    since_on: Mapped[Day]


class Signature(FirmOwned, Base):
    """Somebody's word that they read a number of a text; never changed, and kept by name when they leave.

    `digest` is the revision's, `lang` the language read. `after` is the number that they had signed before, `clauses`
    what changed much since then: what the exam on the changes is about. `without_pay`: amounts were hidden from them.
    """

    __tablename__ = "signature"
    __append_only__ = True
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "membership_id": "membership"},
        unique=["ref", ("document_id", "membership_id", "number")],
        index=["membership_id"],
        more=[
            ForeignKeyConstraint(
                ("club_id", "firm_id", "document_id", "number"),
                [f"revision.{name}" for name in ("club_id", "firm_id", "document_id", "number")],
            )
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    membership_id: Mapped[Key]
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[Line]
    name: Mapped[Line]
    lang: Mapped[str] = mapped_column(String(2))
    after: Mapped[int | None]
    clauses: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    without_pay: Mapped[bool] = mapped_column(default=False)
    signed_at: Mapped[Moment]


class Telling(FirmOwned, Base):
    """What somebody was told about a number of a text, once: that it waits, that it changed, that it is due."""

    __tablename__ = "telling"
    __append_only__ = True
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "membership_id": "membership"},
        index=["membership_id"],
        more=[
            UniqueConstraint(
                "club_id", "firm_id", "document_id", "membership_id", "number", "what", name="uq_telling_once"
            )
        ],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    membership_id: Mapped[Key]
    number: Mapped[int]
    what: Mapped[Word]
    day: Mapped[Day]
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class Delta(FirmOwned, Base):
    """That a signature of what changed wants an exam on it: `clauses` are what it asks about.

    Done when an attempt passed, or without one when the exam asks about none of them any more.
    """

    __tablename__ = "delta"
    __table_args__ = keys(
        FirmOwned,
        refers={"signature_id": "signature", "exam_id": "document", "attempt_id": "attempt"},
        unique=["signature_id"],
    )

    id: Mapped[Id]
    signature_id: Mapped[Key]
    exam_id: Mapped[Key]
    clauses: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    done_at: Mapped[Moment | None]
    attempt_id: Mapped[int | None] = mapped_column(BIGINT)
