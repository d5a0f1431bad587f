"""Somebody leaves a firm, or teaches for it no longer: their name is shown no more, their courses are the others’."""

from datetime import datetime

from sqlalchemy import select

from club.core import audit, outbox
from club.core.audit import Did
from club.core.db import session
from club.courses.learning_models import Enrolment
from club.courses.models import Course, CourseInstructor
from club.courses.tally_actions import COUNT
from club.firms.leaving import ends_with_membership
from club.firms.models import Membership
from club.people.leaving import ends_with_teaching, still_may
from club.people.models import Person
from club.policy import Can


@ends_with_membership
def _count_without(membership: Membership, *, at: datetime) -> None:  # noqa: ARG001
    """The firm counts its people anew, so that no instructor reads the name of somebody who has left."""
    taken = select(Enrolment.course_id).where(Enrolment.membership_id == membership.id).distinct()
    for course_id in session().scalars(taken.order_by(Enrolment.course_id)):
        outbox.order(COUNT, course=course_id)


@ends_with_teaching
def _leave_courses(person_id: int) -> None:
    """Whoever writes for the club no longer teaches nothing; a course that nobody leads is the editors’."""
    if still_may(person_id, Can.COURSE_WRITE):
        return
    person = session().get_one(Person, person_id)
    taught = select(CourseInstructor).where(CourseInstructor.person_id == person_id).order_by(CourseInstructor.id)
    for held in session().scalars(taught.with_for_update()):
        course = session().get_one(Course, held.course_id)
        session().delete(held)
        audit.record(Did.COURSE_INSTRUCTOR_LEFT, course.ref, instructor=person.ref)
