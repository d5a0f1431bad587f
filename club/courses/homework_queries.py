"""Reads of homework: what a class gives, what it may give, who has to do it before which day."""

from sqlalchemy import Date, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.core.walls import reads
from club.courses.homework_models import ClassHomework, HomeworkDay
from club.courses.homework_rules import MOST_GIVEN
from club.courses.learning_models import LessonDone
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.task_models import LessonTask
from club.firms.models import DepartmentLead, Membership
from club.firms.people_queries import LEAD_OF, MAY_SEE

MOST_LESSONS, MOST_MINE, MOST_OF_TEAM = 500, 50, 100
_LESSON = and_(Lesson.club_id == ClassHomework.club_id, Lesson.id == ClassHomework.lesson_id)
_COURSE = and_(Course.club_id == Lesson.club_id, Course.id == Lesson.course_id)
_OUT = and_(Lesson.published_at.is_not(None), Lesson.ended_at.is_(None), Course.status == CourseStatus.PUBLISHED)
_DONE = exists().where(LessonDone.lesson_id == Lesson.id).correlate(Lesson).label("is_done")
_NAMES = (Course.slug.label("course"), Course.title.label("course_title"), Lesson.number, Lesson.title)
_next = aliased(ClassSession, name="next")
_NEXT = (
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
)
_DUE = func.coalesce(HomeworkDay.due_on, _NEXT)
_ITS_CLASS = and_(ClassSession.club_id == Registration.club_id, ClassSession.id == Registration.class_id)
_ITS_DAY = and_(
    HomeworkDay.club_id == Registration.club_id,
    HomeworkDay.firm_id == Registration.firm_id,
    HomeworkDay.class_id == Registration.class_id,
    HomeworkDay.person_id == Registration.person_id,
)
_TAKES_PLACE = and_(
    Registration.status == Standing.PLACED,
    ClassSession.status == ClassStatus.PUBLISHED,
    ClassSession.series != "",
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
    select(
        ClassSession.id.label("class_id"),
        ClassSession.slug,
        ClassSession.title.label("class_title"),
        ClassSession.day.label("held_on"),
        Lesson.ref,
        *_NAMES,
        _DUE.label("due_on"),
        _DONE,
    )
    .select_from(Registration)
    .join(ClassSession, _ITS_CLASS)
    .join(
        ClassHomework,
        and_(ClassHomework.club_id == ClassSession.club_id, ClassHomework.class_id == ClassSession.id),
    )
    .join(Lesson, _LESSON)
    .join(Course, _COURSE)
    .outerjoin(HomeworkDay, _ITS_DAY)
    .where(Registration.person_id == bindparam("person_id"), _TAKES_PLACE, _OUT)
    .order_by(ClassSession.starts_at.desc(), ClassHomework.id)
    .limit(MOST_MINE),
    as_firm=True,
    as_person=True,
)
"""The homework of the classes to which the firm in scope sends somebody, with the day before which it is due."""

_of_class = (
    select(func.count(ClassHomework.id))
    .join(Lesson, _LESSON)
    .join(Course, _COURSE)
    .where(ClassHomework.club_id == ClassSession.club_id, ClassHomework.class_id == ClassSession.id, _OUT)
)
_was_done = (
    exists()
    .where(
        LessonDone.club_id == Registration.club_id,
        LessonDone.firm_id == Registration.firm_id,
        LessonDone.person_id == Registration.person_id,
        LessonDone.lesson_id == Lesson.id,
    )
    .correlate(Registration, Lesson)
)
_GIVEN = _of_class.correlate(ClassSession).scalar_subquery()
_ALL_DONE = _of_class.where(_was_done).correlate(ClassSession, Registration).scalar_subquery()
_OF_PEOPLE = (
    select(
        Membership.id.label("membership_id"),
        Membership.ref,
        Membership.name,
        Membership.person_id,
        ClassSession.id.label("class_id"),
        ClassSession.slug,
        ClassSession.title,
        ClassSession.day.label("held_on"),
        HomeworkDay.extended_at,
        func.coalesce(HomeworkDay.reminded, "").label("reminded"),
        _DUE.label("due_on"),
        _GIVEN.label("given"),
        _ALL_DONE.label("done"),
    )
    .select_from(Registration)
    .join(ClassSession, _ITS_CLASS)
    .join(
        Membership,
        and_(
            Membership.club_id == Registration.club_id,
            Membership.firm_id == Registration.firm_id,
            Membership.person_id == Registration.person_id,
            Membership.left_at.is_(None),
        ),
    )
    .outerjoin(HomeworkDay, _ITS_DAY)
    .where(_TAKES_PLACE, _GIVEN > 0)
)
"""People of the firm in scope with the homework of their classes, as far as it was done in this firm."""
_TEAM = _OF_PEOPLE.outerjoin(DepartmentLead, LEAD_OF).where(MAY_SEE)
TEAM = reads(
    _TEAM.where(or_(_DUE.is_(None), bindparam("since", type_=Date) <= _DUE))
    .order_by(ClassSession.starts_at.desc(), Membership.name, Membership.id)
    .limit(MOST_OF_TEAM),
    as_firm=True,
)
MAY_PUT_OFF = reads(
    _TEAM.where(Membership.ref == bindparam("member"), ClassSession.slug == bindparam("slug")), as_firm=True
)
OPEN = reads(
    _OF_PEOPLE.where(
        ClassSession.day < bindparam("today", type_=Date),
        bindparam("today", type_=Date) <= _DUE,
        bindparam("soon", type_=Date) >= _DUE,
        _ALL_DONE < _GIVEN,
    ).order_by(ClassSession.id, Membership.id),
    as_firm=True,
)
"""Whose homework is due soon and is not done in this firm."""
ARCHIVE = reads(
    select(
        Membership.ref.label("person"), ClassSession.title.label("class"), HomeworkDay.due_on, HomeworkDay.extended_at
    )
    .join(ClassSession, and_(ClassSession.club_id == HomeworkDay.club_id, ClassSession.id == HomeworkDay.class_id))
    .join(
        Membership,
        and_(
            Membership.club_id == HomeworkDay.club_id,
            Membership.firm_id == HomeworkDay.firm_id,
            Membership.id == HomeworkDay.membership_id,
        ),
    )
    .order_by(HomeworkDay.id)
)
