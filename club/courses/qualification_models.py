"""What people qualify for: courses and exams grant it for so many months; others, and classes, ask for it."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, Day, Id, Key, Line, Ref, Word, one_of


class Part(StrEnum):
    """What a qualification is to a course: it comes of it, or is needed for it."""

    GRANTED = "granted"
    NEEDED = "needed"


class Qualification(ClubOwned, Base):
    """Something that somebody may be qualified for; it holds for `months`, or for good.

    `exam_id` is the exam of the club that grants it, beside the courses that do.
    """

    __tablename__ = "qualification"
    __table_args__ = keys(ClubOwned, refers={"exam_id": "template"}, unique=["ref"], index=["exam_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    name_en: Mapped[Line]
    name_zh: Mapped[Line] = mapped_column(default="")
    months: Mapped[int | None]
    exam_id: Mapped[int | None] = mapped_column(BIGINT)
    version: Mapped[int] = mapped_column(default=1)


class CourseQualification(ClubOwned, Base):
    """That a course grants a qualification, or asks for one."""

    __tablename__ = "course_qualification"
    __table_args__ = keys(
        ClubOwned,
        refers={"course_id": "course", "qualification_id": "qualification"},
        unique=[("course_id", "qualification_id")],
        index=["qualification_id"],
    )

    id: Mapped[Id]
    course_id: Mapped[Key]
    qualification_id: Mapped[Key]
    part: Mapped[Part] = mapped_column(one_of(Part))


class QualificationNeed(ClubOwned, Base):
    """That a class asks for a qualification before somebody registers, or an exam of the club before it is begun."""

    __tablename__ = "qualification_need"
    __table_args__ = keys(
        ClubOwned,
        refers={"qualification_id": "qualification", "class_id": "class_session", "template_id": "template"},
        unique=[("class_id", "qualification_id"), ("template_id", "qualification_id")],
        index=["qualification_id"],
    )

    id: Mapped[Id]
    qualification_id: Mapped[Key]
    class_id: Mapped[int | None] = mapped_column(BIGINT)
    template_id: Mapped[int | None] = mapped_column(BIGINT)


class OwnQualification(FirmOwned, Base):
    """Something that a firm lets its own people qualify for, by an exam of its own; nobody else hears of it."""

    __tablename__ = "own_qualification"
    __table_args__ = keys(FirmOwned, refers={"exam_id": "document"}, unique=["ref"], index=["exam_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    name: Mapped[Line]
    months: Mapped[int | None]
    exam_id: Mapped[int | None] = mapped_column(BIGINT)
    version: Mapped[int] = mapped_column(default=1)


class OwnNeed(FirmOwned, Base):
    """That an exam of the firm asks for a qualification before it is begun: the firm’s own, or one of the club."""

    __tablename__ = "own_need"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "own_id": "own_qualification", "qualification_id": "qualification:club"},
        unique=[("document_id", "own_id"), ("document_id", "qualification_id")],
        index=["own_id"],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    own_id: Mapped[int | None] = mapped_column(BIGINT)
    qualification_id: Mapped[int | None] = mapped_column(BIGINT)


class Qualified(FirmOwned, Base):
    """That somebody qualified by finishing a course or passing an exam; a refresher adds another one, with a later day.

    It is a qualification of the club, or with `own_id` one of the firm. `reminded` is what they were told last about
    its end.
    """

    __tablename__ = "qualified"
    __own_person__ = "person_id"
    __table_args__ = keys(
        FirmOwned,
        refers={
            "membership_id": "membership",
            "enrolment_id": "enrolment",
            "attempt_id": "attempt",
            "qualification_id": "qualification:club",
            "own_id": "own_qualification",
        },
        unique=[
            "ref",
            ("enrolment_id", "qualification_id"),
            ("attempt_id", "qualification_id"),
            ("attempt_id", "own_id"),
        ],
        index=["membership_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    membership_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(BIGINT)
    attempt_id: Mapped[int | None] = mapped_column(BIGINT)
    qualification_id: Mapped[int | None] = mapped_column(BIGINT)
    own_id: Mapped[int | None] = mapped_column(BIGINT)
    granted_on: Mapped[Day]
    expires_on: Mapped[Day | None]
    reminded: Mapped[Word] = mapped_column(default="")
