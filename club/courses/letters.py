"""What people are told about courses that they take."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from club.core.messages import Event
from club.exams.letters import AboutExam


@dataclass(frozen=True, kw_only=True)
class AboutCourse(Event):
    """Base: a course that somebody of a firm takes."""

    pages: ClassVar[str] = ""
    firm_name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class CourseGiven(AboutCourse):
    """You are asked to take a course, perhaps by a day."""

    pages: ClassVar[str] = "courses/course_given"
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class QualificationEnds(AboutCourse):
    """A qualification of yours ends soon, or has ended; the course of `title` renews it."""

    pages: ClassVar[str] = "courses/qualification_ends"
    name_en: str
    name_zh: str
    ends_on: date
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class ExamRenews(AboutExam):
    """A qualification of yours ends soon, or has ended; sitting the exam of `title` again renews it."""

    pages: ClassVar[str] = "courses/exam_renews"
    name_en: str
    name_zh: str
    ends_on: date
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class TaskGraded(AboutCourse):
    """An instructor read what you handed in for a lesson."""

    pages: ClassVar[str] = "courses/task_graded"
    lesson: str
    is_passed: bool
    remark: str


@dataclass(frozen=True, kw_only=True)
class AboutTeaching(Event):
    """Base: a course that somebody teaches."""

    pages: ClassVar[str] = ""
    title: str


@dataclass(frozen=True, kw_only=True)
class TeacherNamed(AboutTeaching):
    """You teach a course from now on, in a charge."""

    pages: ClassVar[str] = "courses/teacher_named"
    charge: str


@dataclass(frozen=True, kw_only=True)
class AnswerWaits(AboutTeaching):
    """To whoever teaches a course: an answer waits, the first since all were read."""

    pages: ClassVar[str] = "courses/answer_waits"


@dataclass(frozen=True, kw_only=True)
class CoursePutOff(AboutCourse):
    """You have another day for a course."""

    pages: ClassVar[str] = "courses/course_put_off"
    due_on: date


@dataclass(frozen=True, kw_only=True)
class CourseNote(AboutCourse):
    """What an instructor writes to everybody on their way through a course, or who stands at a `lesson`."""

    pages: ClassVar[str] = "courses/course_note"
    words: str
    writer: str
    lesson: str


@dataclass(frozen=True, kw_only=True)
class CourseDue(AboutCourse):
    """A course that you were given ends soon, or its day is over."""

    pages: ClassVar[str] = "courses/course_due"
    due_on: date
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class HomeworkDue(AboutCourse):
    """Lessons that the class of `title` gave are to be done soon, and are not."""

    pages: ClassVar[str] = "courses/homework_due"
    due_on: date
    lessons: list[str]


@dataclass(frozen=True, kw_only=True)
class HomeworkPutOff(AboutCourse):
    """You have another day for what the class of `title` gave."""

    pages: ClassVar[str] = "courses/homework_put_off"
    due_on: date
