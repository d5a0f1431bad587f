"""A course of the club: its modules, its lessons, and who teaches it."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, keys
from club.core.types import BIGINT, DOCUMENT, Id, Key, Line, Moment, Prose, Ref, Slug, Word, one_of
from club.talks.models import Visibility


class CourseStatus(StrEnum):
    """Whether a course is out; one that is retired takes nobody new, and whoever is in it goes on."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Charge(StrEnum):
    """What an instructor does for a course: leads it, writes on it, or follows and grades."""

    LEAD = "lead"
    AUTHOR = "author"
    GRADER = "grader"


class Sort(StrEnum):
    """What a lesson is made of."""

    TEXT = "text"
    VIDEO = "video"
    FILE = "file"
    TALK = "talk"
    EXAM = "exam"
    TASK = "task"


class Course(ClubOwned, Base):
    """Taught material; Markdown as written, HTML as cleaned when it was saved. `visibility` is of the outline.

    The lessons themselves are always for members. A certificate of it holds for `valid_months`, or for good.
    A draft that is handed in (`handed_in_at`) waits for an editor; `remark` as in a talk.
    """

    __tablename__ = "course"
    __table_args__ = keys(
        ClubOwned,
        refers={"section_id": "section"},
        unique=["ref", "slug"],
        index=[("status", "published_at", "id")],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    slug: Mapped[Slug]
    status: Mapped[CourseStatus] = mapped_column(one_of(CourseStatus), default=CourseStatus.DRAFT)
    visibility: Mapped[Visibility] = mapped_column(one_of(Visibility), default=Visibility.PUBLIC)
    lang: Mapped[str] = mapped_column(String(2))
    title: Mapped[Line]
    summary: Mapped[Prose] = mapped_column(default="")
    description: Mapped[Prose] = mapped_column(default="")
    description_html: Mapped[Prose] = mapped_column(default="")
    section_id: Mapped[int | None] = mapped_column(BIGINT)
    topics: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    valid_months: Mapped[int | None]
    written_at: Mapped[Moment]
    handed_in_at: Mapped[Moment | None]
    remark: Mapped[Prose] = mapped_column(default="")
    published_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)


class CourseInstructor(ClubOwned, Base):
    """That somebody teaches a course, and in which charge."""

    __tablename__ = "course_instructor"
    __table_args__ = keys(ClubOwned, refers={"course_id": "course"}, unique=[("course_id", "person_id")])

    id: Mapped[Id]
    course_id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    charge: Mapped[Charge] = mapped_column(one_of(Charge))
    since_at: Mapped[Moment]


class CourseModule(ClubOwned, Base):
    """A part of a course with lessons in it."""

    __tablename__ = "course_module"
    __table_args__ = keys(ClubOwned, refers={"course_id": "course"}, unique=["ref"], index=["course_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    course_id: Mapped[Key]
    title: Mapped[Line]
    position: Mapped[int]


class Lesson(ClubOwned, Base):
    """One thing to learn. `number` is its address and never another one’s; where it stands is `position`.

    A lesson that is taken out keeps its row (`ended_at`, no module), for what people have done stays done.
    """

    __tablename__ = "lesson"
    __table_args__ = keys(
        ClubOwned,
        refers={"course_id": "course", "module_id": "course_module", "talk_id": "talk"},
        unique=["ref", ("course_id", "number")],
        index=["module_id"],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    course_id: Mapped[Key]
    module_id: Mapped[int | None] = mapped_column(BIGINT)
    number: Mapped[int]
    position: Mapped[int]
    sort: Mapped[Sort] = mapped_column(one_of(Sort))
    title: Mapped[Line]
    words: Mapped[Prose] = mapped_column(default="")
    words_html: Mapped[Prose] = mapped_column(default="")
    video: Mapped[Line] = mapped_column(default="")
    talk_id: Mapped[int | None] = mapped_column(BIGINT)
    stored_as: Mapped[Line] = mapped_column(default="")
    file_name: Mapped[Line] = mapped_column(default="")
    media_type: Mapped[Word] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[Moment]
    published_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
