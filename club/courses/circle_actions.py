"""Whether anything would come to wait for itself: courses, lessons, exams of the club or of a firm."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import session
from club.core.i18n import pick
from club.core.refusals import Refused
from club.core.scope import current
from club.courses.circle_rules import Step, Waiting, circle, in_a_circle, stuck, waiting_for
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.qualification_models import (
    CourseQualification,
    OwnNeed,
    OwnQualification,
    Part,
    Qualification,
    QualificationNeed,
)
from club.documents.models import Document
from club.firms.models import Firm
from club.library.models import Template

COURSE, LESSON, EXAM, OWN_EXAM = "course", "lesson", "exam", "own exam"
_TITLES: dict[str, Any] = {
    COURSE: (Course.id, Course.title),
    LESSON: (Lesson.id, Lesson.title),
    EXAM: (Template.id, Template.title_en, Template.title_zh),
    OWN_EXAM: (Document.id, Document.title),
}


@contextmanager
def refusing_circles(waiting: Callable[[], Waiting], one: Step | None = None) -> Iterator[None]:
    """Refuse what would let anything wait for itself that did not before; `one` is what is changed."""
    before = stuck(waiting())
    yield
    session().flush()
    now = waiting()
    if caught := stuck(now) - before:
        steps = circle(now, one if one in caught else min(caught))
        raise Refused(in_a_circle([(_title(step), name) for step, name in steps]))


def one_by_one() -> None:
    """Whoever says in this club what comes first does so after whoever says it now."""
    session().get_one(Club, current().club, with_for_update={"key_share": True})


def one_by_one_in_firm() -> None:
    """The same in the firm in scope."""
    session().get_one(Firm, current().firm, with_for_update={"key_share": True})


def in_the_club() -> Waiting:
    """What courses and exams of the club wait for; what takes nobody new grants nothing."""
    tied = select(CourseQualification.course_id, CourseQualification.qualification_id)
    granting = tied.join(Course, Course.id == CourseQualification.course_id).where(
        CourseQualification.part == Part.GRANTED, Course.status != CourseStatus.RETIRED
    )
    by_exam = (
        select(Qualification.exam_id, Qualification.id)
        .join(Template, Template.id == Qualification.exam_id)
        .where(Template.closed_at.is_(None))
    )
    named = (Qualification.id, Qualification.name_en, Qualification.name_zh)
    by_courses = (
        select(CourseQualification.course_id, *named)
        .join(Qualification, Qualification.id == CourseQualification.qualification_id)
        .where(CourseQualification.part == Part.NEEDED)
    )
    by_exams = (
        select(QualificationNeed.template_id, *named)
        .join(Qualification, Qualification.id == QualificationNeed.qualification_id)
        .where(QualificationNeed.template_id.is_not(None))
    )
    grants: dict[int, list[Step]] = {}
    for sort, rows in ((COURSE, granting.order_by(CourseQualification.course_id)), (EXAM, by_exam)):
        for one, qualification in _rows(rows):
            grants.setdefault(qualification, []).append((sort, one))
    asked = [
        ((sort, one), qualification, pick(english, chinese or english))
        for sort, rows in ((COURSE, by_courses), (EXAM, by_exams))
        for one, qualification, english, chinese in _rows(rows)
    ]
    return waiting_for(_needs(COURSE, select(CourseNeed.course_id, CourseNeed.needs_id)), asked=asked, grants=grants)


def in_a_course(lessons: Collection[int]) -> Waiting:
    """What the lessons of a course wait for."""
    of_course = select(LessonNeed.lesson_id, LessonNeed.needs_id).where(LessonNeed.lesson_id.in_(lessons))
    return waiting_for(_needs(LESSON, of_course))


def in_the_firm() -> Waiting:
    """What exams of the firm in scope wait for of its own qualifications; one that is retired grants nothing."""
    granting = (
        select(OwnQualification.exam_id, OwnQualification.id)
        .join(Document, Document.id == OwnQualification.exam_id)
        .where(Document.retired_at.is_(None))
    )
    asking = select(OwnNeed.document_id, OwnQualification.id, OwnQualification.name).join(
        OwnQualification, OwnQualification.id == OwnNeed.own_id
    )
    grants = {qualification: [(OWN_EXAM, exam)] for exam, qualification in _rows(granting)}
    return waiting_for((), asked=[((OWN_EXAM, exam), one, name) for exam, one, name in _rows(asking)], grants=grants)


def _needs(sort: str, asked: Any) -> Iterable[tuple[Step, Step]]:
    return [((sort, one), (sort, needed)) for one, needed in _rows(asked)]


def _title(step: Step) -> str:
    sort, key = step
    columns = _TITLES[sort]
    _key, *titles = session().execute(select(*columns).where(columns[0] == key)).one()
    return pick(titles[0], titles[-1] or titles[0])


def _rows(asked: Any) -> list[Any]:
    return [tuple(row) for row in session().execute(asked)]
