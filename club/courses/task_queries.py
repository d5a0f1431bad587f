"""Reads of tasks: what is still to be seen in a firm, what it has done, what waits to be graded."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Date, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from club.acknowledgements.models import Signature
from club.clubs.models import RoleInClub
from club.core.db import read
from club.core.walls import reads
from club.courses.learning_models import CourseNeed, Enrolment, LessonDone
from club.courses.models import CourseInstructor, Lesson
from club.courses.qualification_models import CourseQualification, Part, Qualified
from club.courses.task_models import Asks, LessonTask, TaskAnswer
from club.courses.task_rules import Work
from club.documents.joins import its_document
from club.documents.models import Document, Revision
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.library.models import Template

MOST_ANSWERS = 100
_WAS_DONE = (
    exists()
    .where(
        LessonDone.club_id == Enrolment.club_id,
        LessonDone.firm_id == Enrolment.firm_id,
        LessonDone.enrolment_id == Enrolment.id,
        LessonDone.lesson_id == Lesson.id,
    )
    .correlate(Enrolment, Lesson)
)
_before, _held = aliased(Enrolment, name="before"), aliased(Qualified, name="held")
_FINISHED = exists().where(
    _before.club_id == CourseNeed.club_id,
    _before.firm_id == Enrolment.firm_id,
    _before.person_id == Enrolment.person_id,
    _before.course_id == CourseNeed.needs_id,
    _before.finished_at.is_not(None),
)
_QUALIFIES = exists().where(
    _held.club_id == CourseQualification.club_id,
    _held.firm_id == Enrolment.firm_id,
    _held.person_id == Enrolment.person_id,
    _held.qualification_id == CourseQualification.qualification_id,
    or_(_held.expires_on.is_(None), _held.expires_on >= bindparam("today", type_=Date)),
)
_LACKS_COURSE = (
    exists()
    .where(
        CourseNeed.club_id == Enrolment.club_id,
        CourseNeed.course_id == Enrolment.course_id,
        ~_FINISHED.correlate(CourseNeed, Enrolment),
    )
    .correlate(Enrolment)
)
_LACKS_QUALIFICATION = (
    exists()
    .where(
        CourseQualification.club_id == Enrolment.club_id,
        CourseQualification.course_id == Enrolment.course_id,
        CourseQualification.part == Part.NEEDED,
        ~_QUALIFIES.correlate(CourseQualification, Enrolment),
    )
    .correlate(Enrolment)
)
OPEN = reads(
    select(
        Enrolment.id.label("enrolment_id"),
        Enrolment.membership_id,
        Enrolment.begun_at,
        Enrolment.is_anew,
        Lesson.id.label("lesson_id"),
        LessonTask.asks,
        LessonTask.template_id,
        LessonTask.kind,
        LessonTask.people,
    )
    .join(Lesson, and_(Lesson.club_id == Enrolment.club_id, Lesson.course_id == Enrolment.course_id))
    .join(LessonTask, and_(LessonTask.club_id == Lesson.club_id, LessonTask.lesson_id == Lesson.id))
    .where(
        Enrolment.finished_at.is_(None),
        Lesson.published_at.is_not(None),
        Lesson.ended_at.is_(None),
        LessonTask.asks != Asks.FREE,
        ~_WAS_DONE,
        or_(
            Enrolment.id == bindparam("met", type_=BigInteger),
            and_(~_LACKS_COURSE, ~_LACKS_QUALIFICATION),
        ),
    )
    .order_by(Enrolment.id, Lesson.id)
)
"""The tasks of people of this firm that the system has not seen done yet, of courses that wait for nothing else.

What somebody did in another of their firms is not seen from here: `met` is an enrolment of which they showed it.
"""
_OF_DOCUMENT = its_document(Revision)
_IN_FORCE = reads(
    select(Document.template_id, Document.kind)
    .join(Revision, _OF_DOCUMENT)
    .where(Document.retired_at.is_(None), Revision.effective_on <= bindparam("today", type_=Date))
    .distinct()
)
_PASSED = reads(
    select(Document.template_id, Attempt.membership_id, func.max(Attempt.finished_at).label("last_at"))
    .join(
        Attempt,
        its_document(Attempt),
    )
    .where(Document.template_id.is_not(None), Attempt.purpose == Purpose.COUNTED, Attempt.passed.is_(True))
    .group_by(Document.template_id, Attempt.membership_id)
)
HAS_ADOPTED = reads(
    select(Document.id)
    .join(Revision, _OF_DOCUMENT)
    .where(
        Document.template_id == bindparam("template_id"),
        Document.retired_at.is_(None),
        Revision.effective_on <= bindparam("today", type_=Date),
    )
    .limit(1)
)
PASSED_AT = reads(
    select(func.max(Attempt.finished_at))
    .join(Document, its_document(Attempt))
    .where(
        Document.template_id == bindparam("template_id"),
        Attempt.membership_id == bindparam("membership_id"),
        Attempt.purpose == Purpose.COUNTED,
        Attempt.passed.is_(True),
    )
)
_SIGNED = reads(
    select(Document.template_id, Signature.membership_id)
    .join(
        Signature,
        its_document(Signature),
    )
    .where(Document.template_id.is_not(None))
    .distinct()
)
TEMPLATES = reads(
    select(Template.id, Template.kind, Template.title_en, Template.title_zh)
    .where(Template.hidden_at.is_(None))
    .order_by(Template.position, Template.slug)
)
TASK = reads(
    select(LessonTask.asks, LessonTask.template_id, LessonTask.kind, LessonTask.people).where(
        LessonTask.lesson_id == bindparam("lesson_id")
    )
)
MY_ANSWERS = reads(
    select(TaskAnswer.words, TaskAnswer.handed_at, TaskAnswer.graded_at, TaskAnswer.grade, TaskAnswer.remark)
    .where(TaskAnswer.lesson_id == bindparam("lesson_id"), TaskAnswer.enrolment == bindparam("enrolment"))
    .order_by(TaskAnswer.id.desc()),
    as_firm=True,
)
QUEUE = reads(
    select(
        TaskAnswer.ref,
        TaskAnswer.person_id,
        TaskAnswer.name,
        TaskAnswer.firm_name,
        TaskAnswer.words,
        TaskAnswer.handed_at,
        Lesson.title,
        Lesson.number,
    )
    .join(Lesson, and_(Lesson.club_id == TaskAnswer.club_id, Lesson.id == TaskAnswer.lesson_id))
    .where(TaskAnswer.course_id == bindparam("course_id"), TaskAnswer.graded_at.is_(None))
    .order_by(TaskAnswer.handed_at, TaskAnswer.id)
    .limit(MOST_ANSWERS)
)
WAITING = reads(
    select(func.count(TaskAnswer.id)).where(
        TaskAnswer.course_id == bindparam("course_id"), TaskAnswer.graded_at.is_(None)
    )
)
_ROLES: Any = bindparam("roles", expanding=True)
TEACHING = reads(
    select(CourseInstructor.person_id)
    .join(
        RoleInClub,
        and_(RoleInClub.club_id == CourseInstructor.club_id, RoleInClub.person_id == CourseInstructor.person_id),
    )
    .where(CourseInstructor.course_id == bindparam("course_id"), RoleInClub.role.in_(_ROLES))
    .distinct()
)
"""Who teaches a course and still may, by what they do for the club."""
OF_CLUB = reads(select(RoleInClub.person_id).where(RoleInClub.role.in_(_ROLES)).distinct())
ARCHIVE = reads(
    select(
        TaskAnswer.ref,
        TaskAnswer.enrolment,
        Lesson.title.label("lesson"),
        TaskAnswer.words,
        TaskAnswer.handed_at,
        TaskAnswer.graded_at,
        TaskAnswer.grade,
        TaskAnswer.remark,
    )
    .join(Lesson, and_(Lesson.club_id == TaskAnswer.club_id, Lesson.id == TaskAnswer.lesson_id))
    .order_by(TaskAnswer.id),
    as_firm=True,
)


def work_of_firm(today: Any) -> Work:
    """What the firm in scope has done by now."""
    in_force = read(_IN_FORCE, today=today).all()
    return Work(
        templates={row.template_id for row in in_force if row.template_id},
        kinds={row.kind for row in in_force},
        passed=_passed(read(_PASSED)),
        signed=_signed(read(_SIGNED)),
    )


def _passed(rows: Any) -> dict[int, dict[int, datetime]]:
    found: dict[int, dict[int, datetime]] = {}
    for template, member, last_at in rows:
        found.setdefault(template, {})[member] = last_at
    return found


def _signed(rows: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for template, member in rows:
        found.setdefault(template, set()).add(member)
    return found
