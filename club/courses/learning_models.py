"""Who takes a course: what they have done of it, by when they are to finish, and their certificates.

All of it belongs to the firm, as its people do; whoever learns reads their own from anywhere in the club.
"""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, Day, Id, Key, Line, Moment, Ref, Word, one_of


class DoneBy(StrEnum):
    """How it is known that a lesson is done: whoever learns says so, the system saw it, an instructor graded it."""

    SELF = "self"
    SEEN = "seen"
    GRADED = "graded"


class CourseNeed(ClubOwned, Base):
    """That a course asks for another one to be finished first."""

    __tablename__ = "course_need"
    __table_args__ = keys(
        ClubOwned, refers={"course_id": "course", "needs_id": "course"}, unique=[("course_id", "needs_id")]
    )

    id: Mapped[Id]
    course_id: Mapped[Key]
    needs_id: Mapped[Key]


class LessonNeed(ClubOwned, Base):
    """That a lesson asks for another one of its course to be done first."""

    __tablename__ = "lesson_need"
    __table_args__ = keys(
        ClubOwned, refers={"lesson_id": "lesson", "needs_id": "lesson"}, unique=[("lesson_id", "needs_id")]
    )

    id: Mapped[Id]
    lesson_id: Mapped[Key]
    needs_id: Mapped[Key]


class Enrolment(FirmOwned, Base):
    """That somebody takes a course. `round` is 1, and one more each time that they take it anew.

    `is_anew`: it refreshes what they were qualified for, or is taken again; exams that it asks for are sat anew.
    `by_id` assigned it; without one they began by themselves. `due_on` is their own day, put off by `extended_at`.
    `finished_at` stays, whatever becomes of the course. `is_shown`: the course's instructors may see the name.
    """

    __tablename__ = "enrolment"
    __own_person__ = "person_id"
    __table_args__ = keys(
        FirmOwned,
        refers={"course_id": "course:club", "membership_id": "membership"},
        unique=["ref", ("course_id", "membership_id", "round")],
        index=["membership_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    course_id: Mapped[Key]
    membership_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"), index=True)
    round: Mapped[int] = mapped_column(default=1)
    is_anew: Mapped[bool] = mapped_column(default=False)
    begun_at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    due_on: Mapped[Day | None]
    extended_at: Mapped[Moment | None]
    reminded: Mapped[Word] = mapped_column(default="")
    last_at: Mapped[Moment | None]
    finished_at: Mapped[Moment | None]
    is_shown: Mapped[bool] = mapped_column(default=False)


class LessonDone(FirmOwned, Base):
    """That somebody has done a lesson; it stays, though the lesson may change or go."""

    __tablename__ = "lesson_done"
    __own_person__ = "person_id"
    __append_only__ = True
    __table_args__ = keys(
        FirmOwned,
        refers={"enrolment_id": "enrolment", "lesson_id": "lesson:club"},
        unique=[("enrolment_id", "lesson_id")],
    )

    id: Mapped[Id]
    enrolment_id: Mapped[Key]
    lesson_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"), index=True)
    done_at: Mapped[Moment]
    by: Mapped[DoneBy] = mapped_column(one_of(DoneBy))


class Certificate(FirmOwned, Base):
    """That somebody finished a course, as it was called and as they were; whoever has its link verifies it.

    `stored_as` holds the PDF once it is set; `failed` is why it was not (see `core/pdf.py`).
    """

    __tablename__ = "certificate"
    __own_person__ = "person_id"
    __table_args__ = keys(
        FirmOwned,
        refers={"enrolment_id": "enrolment", "course_id": "course:club"},
        unique=["ref", "enrolment_id"],
        index=["expires_on"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    enrolment_id: Mapped[Key]
    course_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"), index=True)
    name: Mapped[Line]
    firm_name: Mapped[Line]
    title: Mapped[Line]
    lang: Mapped[str] = mapped_column(String(2))
    lessons: Mapped[int]
    issued_on: Mapped[Day]
    expires_on: Mapped[Day | None]
    link_ref: Mapped[Word]
    stored_as: Mapped[Line] = mapped_column(default="")
    failed: Mapped[Word] = mapped_column(default="")
