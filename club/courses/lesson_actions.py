"""Lessons and modules are added, changed, ordered, published and taken out. The course is held by whoever calls."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import func, select

from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.files import Admitted, FileStore
from club.core.markdown import render
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.core.site import ClubSeen
from club.courses import rules
from club.courses.models import Course, CourseModule, Lesson, Sort
from club.courses.picture_models import LessonPicture
from club.courses.task_models import LessonTask
from club.talks.models import Publication, Talk
from club.talks.picture_actions import Album, remove_pictures

PICTURES = Album(LessonPicture, "lesson_id", Did.COURSE_PICTURE_ADDED, Did.COURSE_PICTURE_REMOVED)


@dataclass(frozen=True, kw_only=True)
class LessonFacts:
    """What an instructor says of a lesson."""

    title: str
    words: str = ""
    video: str = ""
    talk_id: int | None = None


def add_module(course: Course, title: str) -> CourseModule:
    """Add a module at the end of a course."""
    there = modules_of(course)
    if len(there) >= rules.MOST_MODULES:
        raise Refused(rules.FULL)
    module = CourseModule(course_id=course.id, ref=new_ref(), title=title, position=len(there))
    session().add(module)
    session().flush()
    audit.record(Did.COURSE_CHANGED, course.ref, module=module.ref)
    return module


def rename_module(course: Course, module: CourseModule, title: str) -> None:
    """Call a module otherwise."""
    module.title = title
    audit.record(Did.COURSE_CHANGED, course.ref, module=module.ref)


def move_module(course: Course, module: CourseModule, *, up: bool) -> None:
    """Move a module with its lessons one place."""
    order = modules_of(course)
    at = order.index(module)
    near = at - 1 if up else at + 1
    if not 0 <= near < len(order):
        return
    order[at], order[near] = order[near], order[at]
    for position, one in enumerate(order):
        one.position = position
    audit.record(Did.COURSE_CHANGED, course.ref, module=module.ref)


def remove_module(course: Course, module: CourseModule) -> None:
    """Take an empty module out. Refused while lessons stand in it."""
    if session().scalars(select(Lesson.id).where(Lesson.module_id == module.id)).first() is not None:
        raise Refused(rules.NOT_EMPTY)
    session().delete(module)
    audit.record(Did.COURSE_CHANGED, course.ref, module=module.ref)


def add_lesson(course: Course, module: CourseModule, sort: Sort, facts: LessonFacts, *, at: datetime) -> Lesson:
    """Add a lesson at the end of a module; nobody but those who write the course sees it before it is published."""
    if len(lessons_of(course)) >= rules.MOST_LESSONS:
        raise Refused(rules.FULL)
    _refuse_hidden(facts.talk_id)
    numbers = select(func.max(Lesson.number)).where(Lesson.course_id == course.id)
    number = (session().execute(numbers).scalar() or 0) + 1
    lesson = Lesson(
        **asdict(facts),
        course_id=course.id,
        module_id=module.id,
        ref=new_ref(),
        number=number,
        position=rules.MOST_LESSONS + number,
        sort=sort,
        words_html=render(facts.words),
        written_at=at,
    )
    session().add(lesson)
    session().flush()
    audit.record(Did.LESSON_ADDED, lesson.ref, course=course.ref)
    return lesson


def change_lesson(course: Course, lesson: Lesson, facts: LessonFacts, *, at: datetime) -> None:
    """Change a lesson. Refused where a published one would be left without what it is made of."""
    _refuse_hidden(facts.talk_id)
    for name, value in asdict(facts).items():
        setattr(lesson, name, value)
    lesson.words_html = render(facts.words)
    lesson.written_at = at
    lesson.version += 1
    if lesson.published_at is not None:
        _refuse_missing(lesson)
    audit.record(Did.LESSON_CHANGED, lesson.ref, course=course.ref, version=lesson.version)


def keep_file(lesson: Lesson, file: Admitted, *, club: ClubSeen) -> None:
    """Keep the file of a lesson; the one before goes once this is committed."""
    if lesson.stored_as:
        outbox.order("courses.forget_file", stored_as=lesson.stored_as)
    lesson.stored_as = store().keep(file.content, club=club.slug, today=clock.today(club.zone))
    lesson.file_name, lesson.media_type, lesson.file_size = file.name, file.kind.value, len(file.content)


@outbox.handles("courses.forget_file")
def forget_file(*, stored_as: str) -> None:
    """Let the bytes go that a lesson has no more."""
    store().forget(stored_as)


def publish_lesson(course: Course, lesson: Lesson, *, at: datetime) -> None:
    """Let members learn from it. Refused while it lacks what it is made of."""
    _refuse_missing(lesson)
    lesson.published_at = lesson.published_at or at
    _settle(course)
    audit.record(Did.LESSON_PUBLISHED, lesson.ref, course=course.ref)


def withdraw_lesson(course: Course, lesson: Lesson) -> None:
    """Make it a draft again; whoever has done it has done it."""
    lesson.published_at = None
    _settle(course)
    audit.record(Did.LESSON_WITHDRAWN, lesson.ref, course=course.ref)


def take_out(course: Course, lesson: Lesson, *, at: datetime) -> None:
    """Take a lesson out of its course for good, with its pictures; its number is given to no other one."""
    remove_pictures(PICTURES, lesson)
    lesson.ended_at, lesson.module_id, lesson.published_at = at, None, None
    _settle(course)
    audit.record(Did.LESSON_TAKEN_OUT, lesson.ref, course=course.ref)


def move_lesson(course: Course, lesson: Lesson, *, up: bool) -> None:
    """Move a lesson one place; past the end of its module it goes into the next one."""
    modules = [module.id for module in modules_of(course)]
    _set_order(course, lesson, rules.moved(_order(course), lesson.id, up=up, modules=modules))


def place_lesson(course: Course, lesson: Lesson, module: CourseModule, *, before: Lesson | None) -> None:
    """Put a lesson into a module, before another one or at its end."""
    _set_order(
        course, lesson, rules.placed(_order(course), lesson.id, module=module.id, before=before.id if before else None)
    )


def modules_of(course: Course) -> list[CourseModule]:
    """The modules of a course in their order."""
    every = select(CourseModule).where(CourseModule.course_id == course.id)
    return list(session().scalars(every.order_by(CourseModule.position, CourseModule.id)))


def lessons_of(course: Course) -> list[Lesson]:
    """The lessons of a course in their order, drafts too; those that were taken out not."""
    every = (
        select(Lesson)
        .join(CourseModule, CourseModule.id == Lesson.module_id)
        .where(Lesson.course_id == course.id, Lesson.ended_at.is_(None))
    )
    order = (CourseModule.position, CourseModule.id, Lesson.position, Lesson.id)
    return list(session().scalars(every.order_by(*order)))


def store() -> FileStore:
    """Where the files of lessons are."""
    files: FileStore = current_app.extensions["files"]
    return files


def _settle(course: Course) -> None:
    """Have every firm look who has finished it by now; nobody is in a course that was never out."""
    if course.published_at is not None:
        outbox.order("courses.settle", course=course.id)


def _order(course: Course) -> list[tuple[int, int]]:
    return [(lesson.id, lesson.module_id or 0) for lesson in lessons_of(course)]


def _set_order(course: Course, lesson: Lesson, order: Iterable[tuple[int, int]]) -> None:
    rows = {one.id: one for one in lessons_of(course)}
    for position, (one, module) in enumerate(order):
        if (rows[one].position, rows[one].module_id) != (position, module):
            rows[one].position, rows[one].module_id = position, module
    audit.record(Did.COURSE_CHANGED, course.ref, lesson=lesson.ref)


def _refuse_missing(lesson: Lesson) -> None:
    lacks = rules.missing_in_lesson(
        lesson.sort,
        words=lesson.words,
        video=lesson.video,
        stored_as=lesson.stored_as,
        talk_id=lesson.talk_id,
        has_task=session().scalars(select(LessonTask.id).where(LessonTask.lesson_id == lesson.id)).first() is not None,
    )
    if lacks is not None:
        raise Refused(lacks)


def _refuse_hidden(talk_id: int | None) -> None:
    if talk_id is None:
        return
    held = select(Talk.id).where(Talk.id == talk_id, Talk.status == Publication.PUBLISHED)
    if session().scalars(held).first() is None:
        raise Refused(rules.HIDDEN_TALK)
