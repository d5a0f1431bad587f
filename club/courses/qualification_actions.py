"""Qualifications are named by the club, granted with courses, and reminded of before they end."""

from datetime import date

from sqlalchemy import select

from club.core import audit
from club.core.audit import Did
from club.core.db import read, session
from club.courses.learning_models import Enrolment
from club.courses.letters import QualificationEnds
from club.courses.models import Course
from club.courses.qualification_models import CourseQualification, Part, Qualification, Qualified
from club.courses.qualification_queries import ENDING
from club.courses.qualification_rules import news
from club.courses.telling import tell
from club.documents.kinds.ladder.standing import add_months
from club.firms.models import Membership


def add(name_en: str, name_zh: str, months: int | None) -> Qualification:
    """Name something that courses may grant and ask for."""
    made = Qualification(name_en=name_en, name_zh=name_zh, months=months)
    session().add(made)
    session().flush()
    audit.record(Did.QUALIFICATION_NAMED, made.ref, months=months)
    return made


def grant(enrolment: Enrolment, course: Course, *, on: date) -> None:
    """Grant what a course grants, from a day on; what was granted before stays beside it."""
    granted = (
        select(Qualification)
        .join(CourseQualification, CourseQualification.qualification_id == Qualification.id)
        .where(CourseQualification.course_id == course.id, CourseQualification.part == Part.GRANTED)
    )
    for one in session().scalars(granted):
        made = Qualified(
            membership_id=enrolment.membership_id,
            person_id=enrolment.person_id,
            enrolment_id=enrolment.id,
            qualification_id=one.id,
            granted_on=on,
            expires_on=add_months(on, one.months) if one.months else None,
        )
        session().add(made)
        session().flush()
        audit.record(Did.QUALIFICATION_GRANTED, made.ref, qualification=one.ref)


def remind(today: date) -> None:
    """Tell whoever’s qualification ends soon, or has ended, once of each, with the course that renews it."""
    for row in read(ENDING).all():
        word = news(row.expires_on, today=today, told=row.reminded)
        if not word:
            continue
        held = session().get_one(Qualified, row.id, with_for_update=True)
        held.reminded = word
        course = session().get_one(Course, row.course_id)
        facts = {"name_en": row.name_en, "name_zh": row.name_zh, "ends_on": row.expires_on}
        member = session().get_one(Membership, row.membership_id)
        tell(member, QualificationEnds, course, is_over=word.startswith("over"), **facts)
