"""Reads of homework: what a class gives, what it may give, what somebody has to do before which day."""

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import aliased

from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.core.walls import reads
from club.courses.homework_models import ClassHomework
from club.courses.homework_rules import MOST_GIVEN
from club.courses.learning_models import LessonDone
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.task_models import LessonTask

MOST_LESSONS, MOST_MINE = 500, 50
_LESSON = and_(Lesson.club_id == ClassHomework.club_id, Lesson.id == ClassHomework.lesson_id)
_COURSE = and_(Course.club_id == Lesson.club_id, Course.id == Lesson.course_id)
_OUT = and_(Lesson.published_at.is_not(None), Lesson.ended_at.is_(None), Course.status == CourseStatus.PUBLISHED)
_DONE = exists().where(LessonDone.lesson_id == Lesson.id).correlate(Lesson).label("is_done")
_NAMES = (Course.slug.label("course"), Course.title.label("course_title"), Lesson.number, Lesson.title)
_next = aliased(ClassSession, name="next")
_DUE = (
    select(_next.day)
    .where(
        _next.club_id == ClassSession.club_id,
        _next.series == ClassSession.series,
        _next.status == ClassStatus.PUBLISHED,
        _next.starts_at > ClassSession.starts_at,
    )
    .order_by(_next.starts_at, _next.id)
    .limit(1)
    .correlate(ClassSession)
    .scalar_subquery()
    .label("due_on")
)

OF_CLASS = reads(
    select(ClassHomework.id, *_NAMES, _DONE)
    .join(Lesson, _LESSON)
    .join(Course, _COURSE)
    .where(ClassHomework.class_id == bindparam("class_id"), _OUT)
    .order_by(ClassHomework.id)
    .limit(MOST_GIVEN),
    as_person=True,
)
"""What a class gives, and whether whoever asks has done it in any of their firms."""
TO_GIVE = reads(
    select(Lesson.id, *_NAMES)
    .join(Course, _COURSE)
    .join(LessonTask, and_(LessonTask.club_id == Lesson.club_id, LessonTask.lesson_id == Lesson.id))
    .where(_OUT)
    .order_by(Course.title, Course.id, Lesson.position, Lesson.id)
    .limit(MOST_LESSONS)
)
"""Tasks and exams of courses that are out: what the system sees done, or somebody grades."""
MINE = reads(
    select(ClassSession.slug, ClassSession.title.label("class_title"), *_NAMES, _DUE, _DONE)
    .select_from(Registration)
    .join(
        ClassSession,
        and_(ClassSession.club_id == Registration.club_id, ClassSession.id == Registration.class_id),
    )
    .join(
        ClassHomework,
        and_(ClassHomework.club_id == ClassSession.club_id, ClassHomework.class_id == ClassSession.id),
    )
    .join(Lesson, _LESSON)
    .join(Course, _COURSE)
    .where(
        Registration.person_id == bindparam("person_id"),
        Registration.status == Standing.PLACED,
        ClassSession.status == ClassStatus.PUBLISHED,
        ClassSession.series != "",
        _OUT,
    )
    .order_by(ClassSession.starts_at.desc(), ClassHomework.id)
    .limit(MOST_MINE),
    as_firm=True,
    as_person=True,
)
"""The homework of the classes to which the firm in scope sends somebody, with the day before which it is due."""
