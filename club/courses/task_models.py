"""What a lesson asks to be done in the firm, and what people hand in where somebody has to grade it."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, ClubOwned, keys
from club.core.types import BIGINT, Id, Key, Line, Moment, Prose, Ref, Word, one_of


class Asks(StrEnum):
    """What is to happen: in the firm, where the system sees it, or in words that an instructor grades."""

    ADOPT = "adopt"
    PUBLISH = "publish"
    PASSED = "passed"
    SIGNED = "signed"
    OWN_EXAM = "own_exam"
    FREE = "free"


class Grade(StrEnum):
    """What an instructor says of an answer."""

    PASSED = "passed"
    AGAIN = "again"


class LessonTask(ClubOwned, Base):
    """What the lesson of a task or exam asks: of which template of the club, of which kind, of how many people."""

    __tablename__ = "lesson_task"
    __table_args__ = keys(
        ClubOwned,
        refers={"lesson_id": "lesson", "template_id": "template"},
        unique=["lesson_id"],
        index=["template_id"],
    )

    id: Mapped[Id]
    lesson_id: Mapped[Key]
    asks: Mapped[Asks] = mapped_column(one_of(Asks))
    template_id: Mapped[int | None] = mapped_column(BIGINT)
    kind: Mapped[Word] = mapped_column(default="")
    people: Mapped[int] = mapped_column(default=1)


class TaskAnswer(AboutFirm, Base):
    """What somebody handed in to a course’s instructors, under the own name and their firm’s.

    Their firm and the course’s instructors read it, no other firm. `enrolment` is the ref of whoever handed it in.
    """

    __tablename__ = "task_answer"
    __table_args__ = keys(
        AboutFirm,
        refers={"course_id": "course", "lesson_id": "lesson"},
        unique=["ref"],
        index=[("course_id", "graded_at"), ("firm_id", "enrolment")],
        more=[
            Index(
                "uq_task_answer_open",
                "club_id",
                "lesson_id",
                "enrolment",
                unique=True,
                sqlite_where=text("graded_at IS NULL"),
                postgresql_where=text("graded_at IS NULL"),
            )
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    course_id: Mapped[Key]
    lesson_id: Mapped[Key]
    enrolment: Mapped[Word]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    name: Mapped[Line]
    firm_name: Mapped[Line]
    words: Mapped[Prose]
    handed_at: Mapped[Moment]
    graded_at: Mapped[Moment | None]
    graded_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    grade: Mapped[Grade | None] = mapped_column(one_of(Grade))
    remark: Mapped[Prose] = mapped_column(default="")
