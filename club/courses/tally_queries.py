"""Reads for the numbers of a course: inside a firm each person’s way, for instructors what firms have counted."""

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from club.core.walls import reads
from club.courses.learning_models import Enrolment, LessonDone
from club.courses.learning_queries import DONE, PUBLISHED, next_lesson
from club.courses.models import Lesson
from club.courses.tally_models import CourseTally
from club.firms.models import Firm, Membership

_later = aliased(Enrolment, name="later")
_IS_LATEST = ~(
    exists()
    .where(
        _later.club_id == Enrolment.club_id,
        _later.firm_id == Enrolment.firm_id,
        _later.membership_id == Enrolment.membership_id,
        _later.course_id == Enrolment.course_id,
        _later.round > Enrolment.round,
    )
    .correlate(Enrolment)
)
_MEMBER = and_(
    Membership.club_id == Enrolment.club_id,
    Membership.firm_id == Enrolment.firm_id,
    Membership.id == Enrolment.membership_id,
)
WAYS = reads(
    select(
        Enrolment.id,
        Enrolment.finished_at,
        Enrolment.is_shown,
        Membership.id.label("membership_id"),
        Membership.name,
        PUBLISHED,
        DONE,
        next_lesson(Lesson.id),
        next_lesson(Lesson.title),
    )
    .join(Membership, _MEMBER)
    .where(Enrolment.course_id == bindparam("course_id"), Membership.left_at.is_(None), _IS_LATEST)
    .order_by(Enrolment.id)
)
"""Where each person of this firm is in a course."""
DONE_OF_EACH = reads(
    select(LessonDone.lesson_id, func.count(LessonDone.id).label("people"))
    .join(
        Enrolment,
        and_(
            Enrolment.club_id == LessonDone.club_id,
            Enrolment.firm_id == LessonDone.firm_id,
            Enrolment.id == LessonDone.enrolment_id,
        ),
    )
    .join(Membership, _MEMBER)
    .where(Enrolment.course_id == bindparam("course_id"), Membership.left_at.is_(None), _IS_LATEST)
    .group_by(LessonDone.lesson_id)
    .order_by(LessonDone.lesson_id)
)
TALLIES = reads(
    select(
        CourseTally.people,
        CourseTally.finished,
        CourseTally.lessons,
        CourseTally.named,
        CourseTally.as_of,
        Firm.name.label("firm"),
    )
    .join(Firm, and_(Firm.club_id == CourseTally.club_id, Firm.id == CourseTally.firm_id))
    .where(CourseTally.course_id == bindparam("course_id"))
    .order_by(CourseTally.id)
)
