"""An attempt at an exam, the answers as they were typed, a further one that somebody allowed, a round sat anew."""

from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Id, Key, Line, Moment, Prose, Ref, Word, one_of
from club.exams.answering_rules import Answer, answer_in
from club.exams.rules import Purpose


class Attempt(FirmOwned, Base):
    """One sitting of an exam by one person, on the number that was in force as it began.

    `drawn` is what was asked, in the order shown: each question's key and the order of its options; `clauses` are what
    a delta asks about. `ends_at` is by the server's clock; without one there is no hurry. What came of it (points out
    of how many, in all and by section, passed or not) is written once, when it is finished; where a person has yet to
    grade an answer, `passed` stays None until that is done.
    """

    __tablename__ = "attempt"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "membership_id": "membership"},
        unique=["ref"],
        index=[("document_id", "membership_id"), "membership_id"],
        more=[
            Index(
                "uq_attempt_open",
                "club_id",
                "firm_id",
                "membership_id",
                "document_id",
                unique=True,
                sqlite_where=text("finished_at IS NULL"),
                postgresql_where=text("finished_at IS NULL"),
            )
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    number: Mapped[int]
    membership_id: Mapped[Key]
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose))
    clauses: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    drawn: Mapped[list[dict[str, Any]]] = mapped_column(DOCUMENT)
    started_at: Mapped[Moment]
    ends_at: Mapped[Moment | None]
    finished_at: Mapped[Moment | None]
    points: Mapped[int | None]
    of: Mapped[int | None]
    sections: Mapped[list[dict[str, Any]]] = mapped_column(DOCUMENT, default=list)
    passed: Mapped[bool | None]


class AttemptAnswer(FirmOwned, Base):
    """What was last answered to one question, as it was typed or chosen; `version` counts how often it was changed.

    Of a text to type: when it was shown, in which language, and how often the page refused to paste. Of an answer that
    a person grades: the points given, and a remark.
    """

    __tablename__ = "attempt_answer"
    __table_args__ = keys(FirmOwned, refers={"attempt_id": "attempt"}, unique=[("attempt_id", "question")])

    id: Mapped[Id]
    attempt_id: Mapped[Key]
    question: Mapped[Word]
    given: Mapped[list[str]] = mapped_column(DOCUMENT)
    saved_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[Moment | None]
    lang: Mapped[Word] = mapped_column(default="en")
    pasted: Mapped[int] = mapped_column(default=0)
    graded: Mapped[int | None]
    remark: Mapped[Prose] = mapped_column(default="")
    graded_at: Mapped[Moment | None]
    graded_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))

    @property
    def answer(self) -> Answer:
        """What was answered, as it is scored."""
        return answer_in(self)


class ExtraAttempt(FirmOwned, Base):
    """That somebody may sit an exam once more, at once, though the rules would make them wait or had let it be."""

    __tablename__ = "extra_attempt"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "membership_id": "membership"},
        index=[("document_id", "membership_id")],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    membership_id: Mapped[Key]
    why: Mapped[Line] = mapped_column(default="")
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class ExamRound(FirmOwned, Base):
    """That somebody sits an exam anew from a moment on: what they handed in before stays, and counts no more."""

    __tablename__ = "exam_round"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "membership_id": "membership"},
        unique=[("document_id", "membership_id", "at")],
        index=["membership_id"],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    membership_id: Mapped[Key]
    at: Mapped[Moment]
