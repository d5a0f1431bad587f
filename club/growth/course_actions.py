"""Courses of the club that belong to the stages of a firm's ladders."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.courses.learning_queries import OPEN_COURSES
from club.courses.models import Course, CourseStatus
from club.documents.beside import Beside, Thing, stands_beside
from club.documents.models import Document
from club.growth.beside_queries import COURSES_BESIDE
from club.growth.models import StageCourse

GONE = Refusal(
    "growth.course_gone", N_("The club does not offer this course any more."), N_("Choose another one or none.")
)


class Courses(Beside):
    """One course belongs to a stage, or none; one that the club took back stays named until somebody chooses."""

    name = "course"
    label = N_("Course")
    kinds = frozenset({"ladder"})

    def held(self, document_id: int) -> Mapping[str, Thing]:
        """The courses of the stages of a ladder."""
        return {row.stage: _thing(row) for row in read(COURSES_BESIDE, document_id=document_id)}

    def offered(self) -> Iterable[Thing]:
        """The courses that the club offers."""
        return [Thing(row.slug, row.title) for row in read(OPEN_COURSES)]

    def say(self, document: Document, part: str, value: str) -> None:
        """Let a course belong to a stage. Refused where the club took it back meanwhile."""
        mine = select(StageCourse).where(StageCourse.document_id == document.id, StageCourse.stage == part)
        held = session().scalars(mine.with_for_update()).first()
        course = _called(value) if value else None
        if (held.course_id if held else None) == (course.id if course else None):
            return
        if course is not None and course.status is not CourseStatus.PUBLISHED:
            raise Refused(GONE)
        if held is not None:
            session().delete(held)
            session().flush()
        if course is not None:
            session().add(StageCourse(document_id=document.id, stage=part, course_id=course.id))
        record(Did.DOCUMENT_CHANGED, document.ref, item=part, course=course.slug if course else None)


def _thing(row: Any) -> Thing:
    title = row.title
    if row.status is not CourseStatus.PUBLISHED:
        title = _("%(title)s (no longer offered)", title=title)
    return Thing(row.slug, title, url_for("courses.show", slug=row.slug))


def _called(slug: str) -> Course:
    found = session().scalars(select(Course).where(Course.slug == slug).with_for_update(read=True)).first()
    if found is None:
        raise Refused(GONE)
    return found


stands_beside(Courses())
