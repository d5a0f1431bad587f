"""Reads of courses: the list, one course, its outline, one lesson."""

from typing import Any

from sqlalchemy import BigInteger, String, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from club.clubs.models import RoleInClub, Section
from club.core.types import holds, rows_together
from club.core.walls import reads
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.models import Course, CourseInstructor, CourseModule, CourseStatus, Lesson
from club.courses.task_models import LessonTask
from club.library.models import Template
from club.people.models import Person
from club.talks.models import Publication, Talk

PAGE = 20
MOST_TALKS = 300
Parent = aliased(Section, name="parent")
_me: Any = bindparam("scope_person", type_=BigInteger)
_OF_COURSE = and_(Lesson.club_id == Course.club_id, Lesson.course_id == Course.id)
_OUT = and_(Lesson.published_at.is_not(None), Lesson.ended_at.is_(None))
_LESSONS = select(func.count(Lesson.id)).where(_OF_COURSE, _OUT).correlate(Course).scalar_subquery().label("lessons")
CHARGE = (
    select(CourseInstructor.charge)
    .where(
        CourseInstructor.club_id == Course.club_id,
        CourseInstructor.course_id == Course.id,
        CourseInstructor.person_id == _me,
    )
    .correlate(Course)
    .scalar_subquery()
    .label("charge")
)
_TAUGHT = (
    select(rows_together(RoleInClub.name, cast(CourseInstructor.charge, String)))
    .join(
        CourseInstructor,
        and_(CourseInstructor.club_id == RoleInClub.club_id, CourseInstructor.person_id == RoleInClub.person_id),
    )
    .where(CourseInstructor.club_id == Course.club_id, CourseInstructor.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
    .label("taught_by")
)
_IN_SECTION = and_(Section.club_id == Course.club_id, Section.id == Course.section_id)
_BELOW = and_(Parent.club_id == Course.club_id, Parent.id == Section.parent_id)

LIST = reads(
    select(Course.slug, Course.title, Course.summary, Course.visibility, _LESSONS, Course.lang)
    .select_from(Course)
    .outerjoin(Section, _IN_SECTION)
    .outerjoin(Parent, _BELOW)
    .where(Course.status == CourseStatus.PUBLISHED)
    .where(
        or_(
            bindparam("section", type_=String) == "",
            Section.slug == bindparam("section", type_=String),
            Parent.slug == bindparam("section", type_=String),
        )
    )
    .where(or_(bindparam("topic", type_=String) == "", holds(Course.topics, bindparam("topic", type_=String))))
    .order_by(Course.published_at.desc(), Course.id.desc())
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)
WRITTEN = reads(
    select(
        Course.slug,
        Course.title,
        Course.status,
        Course.written_at,
        _LESSONS,
        CHARGE,
        Course.handed_in_at,
        (Course.remark != "").label("is_given_back"),
    )
    .where(or_(bindparam("is_editor", type_=BigInteger) == 1, CHARGE.is_not(None)))
    .order_by(Course.written_at.desc(), Course.id.desc())
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)
"""The courses that somebody teaches, or for an editor all of them."""
HANDED_IN = reads(
    select(Course.slug, Course.title).where(Course.handed_in_at.is_not(None)).order_by(Course.handed_in_at).limit(PAGE)
)
"""What waits for an editor, the oldest first."""
ONE = reads(
    select(
        Course.id,
        Course.ref,
        Course.slug,
        Course.status,
        Course.visibility,
        Course.lang,
        Course.title,
        Course.summary,
        Course.description_html,
        Course.topics,
        Course.published_at,
        Course.valid_months,
        Course.handed_in_at,
        Course.remark,
        CHARGE,
        _TAUGHT,
        Section.slug.label("section"),
        Section.name_en.label("section_en"),
        Section.name_zh.label("section_zh"),
        Parent.slug.label("parent"),
        Parent.name_en.label("parent_en"),
        Parent.name_zh.label("parent_zh"),
    )
    .select_from(Course)
    .outerjoin(Section, _IN_SECTION)
    .outerjoin(Parent, _BELOW)
    .where(Course.slug == bindparam("slug"))
)
_called = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == CourseInstructor.club_id, RoleInClub.person_id == CourseInstructor.person_id)
    .correlate(CourseInstructor)
    .scalar_subquery()
)
INSTRUCTORS = reads(
    select(Person.ref, CourseInstructor.charge, _called.label("name"))
    .join(Person, Person.id == CourseInstructor.person_id)
    .where(CourseInstructor.course_id == bindparam("course_id"))
    .order_by(CourseInstructor.id)
)
"""Who teaches a course; somebody who does nothing for the club any more has no name here."""
TEACHERS = reads(
    select(Person.id, Person.ref, func.min(RoleInClub.name).label("name"))
    .join(Person, Person.id == RoleInClub.person_id)
    .where(RoleInClub.role.in_(bindparam("roles", expanding=True)))
    .group_by(Person.id, Person.ref)
    .order_by(func.min(RoleInClub.name))
    .limit(MOST_TALKS)
)
"""Whom a course can be given to: whoever may write courses for the club."""
NEEDED = reads(select(CourseNeed.needs_id).where(CourseNeed.course_id == bindparam("course_id")))
NEEDED_LESSONS = reads(select(LessonNeed.needs_id).where(LessonNeed.lesson_id == bindparam("lesson_id")))
OUTLINE = reads(
    select(
        CourseModule.ref.label("module"),
        CourseModule.title.label("module_title"),
        Lesson.id,
        Lesson.ref,
        Lesson.number,
        Lesson.sort,
        Lesson.title,
        Lesson.published_at,
        func.length(Lesson.words).label("characters"),
        select(func.length(Talk.transcript))
        .where(Talk.club_id == Lesson.club_id, Talk.id == Lesson.talk_id)
        .correlate(Lesson)
        .scalar_subquery()
        .label("of_talk"),
    )
    .select_from(CourseModule)
    .outerjoin(
        Lesson,
        and_(Lesson.club_id == CourseModule.club_id, Lesson.module_id == CourseModule.id, Lesson.ended_at.is_(None)),
    )
    .where(CourseModule.course_id == bindparam("course_id"))
    .order_by(CourseModule.position, CourseModule.id, Lesson.position, Lesson.id)
)


def _of_talk(column: Any) -> Any:
    return (
        select(column)
        .where(Talk.club_id == Lesson.club_id, Talk.id == Lesson.talk_id, Talk.status == Publication.PUBLISHED)
        .correlate(Lesson)
        .scalar_subquery()
        .label(f"talk_{column.key}")
    )


LESSON = reads(
    select(
        Course.id.label("course_id"),
        Course.slug,
        Course.status,
        Course.lang,
        Course.title.label("course_title"),
        CHARGE,
        Lesson.id,
        Lesson.number,
        Lesson.sort,
        Lesson.title,
        Lesson.words_html,
        Lesson.video,
        Lesson.file_name,
        Lesson.file_size,
        Lesson.media_type,
        Lesson.stored_as,
        Lesson.published_at,
        Lesson.ended_at,
        *(_of_talk(column) for column in (Talk.slug, Talk.title, Talk.summary)),
        LessonTask.asks,
        LessonTask.kind,
        LessonTask.people,
        LessonTask.template_id,
        Template.slug.label("template"),
        Template.own_exam,
        Template.title_en,
        Template.title_zh,
    )
    .select_from(Lesson)
    .join(Course, _OF_COURSE)
    .outerjoin(LessonTask, and_(LessonTask.club_id == Lesson.club_id, LessonTask.lesson_id == Lesson.id))
    .outerjoin(Template, and_(Template.club_id == LessonTask.club_id, Template.id == LessonTask.template_id))
    .where(Course.slug == bindparam("slug"), Lesson.number == bindparam("number"))
)
"""A lesson with what its page says of the course, so that a page asks once."""
TALKS = reads(
    select(Talk.id, Talk.title, Talk.speaker)
    .where(Talk.status == Publication.PUBLISHED)
    .order_by((Talk.id == bindparam("chosen", type_=BigInteger)).desc(), Talk.held_on.desc(), Talk.id.desc())
    .limit(MOST_TALKS)
)
"""The talks that a lesson may be, the one that it is first, and the newest of the others."""
ASKABLE = reads(
    select(Course.id, Course.title)
    .where(
        Course.id != bindparam("course_id", type_=BigInteger),
        or_(
            Course.status == CourseStatus.PUBLISHED,
            exists()
            .where(
                CourseNeed.club_id == Course.club_id,
                CourseNeed.needs_id == Course.id,
                CourseNeed.course_id == bindparam("course_id", type_=BigInteger),
            )
            .correlate(Course),
        ),
    )
    .order_by(Course.title, Course.id)
    .limit(MOST_TALKS)
)
"""The courses that one may ask for: those that are out, and what it asks for already."""
