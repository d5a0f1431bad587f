"""What agents did not find, what they sent otherwise, and how often an answer was copied."""

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from club.answers.gap_rules import GapOutcome, SentOutcome
from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, Day, Id, Key, Line, Moment, Prose, Ref, Word, one_of

_OPEN = text("closed_at IS NULL")


class Gap(FirmOwned, Base):
    """A question without an answer, in the words of the buyer who asked it first; alike ones are one gap.

    `sign` tells it from the others that are open. `document_id` and `item` are the answer that came of it.
    """

    __tablename__ = "gap"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document"},
        unique=["ref"],
        index=["closed_at"],
        more=[
            Index("uq_gap_open", "club_id", "firm_id", "sign", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    words: Mapped[Line]
    sign: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    closed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    outcome: Mapped[GapOutcome | None] = mapped_column(one_of(GapOutcome))
    why: Mapped[Prose] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(BIGINT)
    item: Mapped[Word] = mapped_column(default="")


class GapReport(FirmOwned, Base):
    """That somebody met a gap: who, when, and how their buyer put it."""

    __tablename__ = "gap_report"
    __table_args__ = keys(FirmOwned, refers={"gap_id": "gap"}, index=["gap_id"])

    id: Mapped[Id]
    gap_id: Mapped[Key]
    words: Mapped[Line]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    at: Mapped[Moment]


class CopyCount(FirmOwned, Base):
    """How often an answer was copied in the week that begins on a Monday; nobody's name is kept."""

    __tablename__ = "copy_count"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=[("document_id", "week", "item")])

    id: Mapped[Id]
    document_id: Mapped[Key]
    item: Mapped[Word]
    week: Mapped[Day]
    times: Mapped[int]


class SentOtherwise(FirmOwned, Base):
    """That somebody changed an answer before sending it, and what was sent; `number` is the revision it stood in."""

    __tablename__ = "sent_otherwise"
    __table_args__ = keys(
        FirmOwned, refers={"document_id": "document"}, unique=["ref"], index=[("document_id", "item"), "closed_at"]
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    item: Mapped[Word]
    number: Mapped[int]
    sent: Mapped[Prose] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    closed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    outcome: Mapped[SentOutcome | None] = mapped_column(one_of(SentOutcome))
