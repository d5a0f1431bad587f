"""Qualifications are named by the club, granted with courses, and reminded of before they end."""

from datetime import date

from sqlalchemy import select

from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import read, session
from club.courses.learning_models import Enrolment
from club.courses.letters import ExamRenews, QualificationEnds
from club.courses.models import Course
from club.courses.qualification_models import CourseQualification, Part, Qualification, Qualified
from club.courses.qualification_queries import ENDING
from club.courses.qualification_rules import news
from club.courses.telling import tell
from club.documents.kinds.ladder.standing import add_months
from club.documents.models import CLUBS_EXAM, Document
from club.exams.call_actions import tell as tell_of_exam
from club.exams.club_actions import stand_for
from club.exams.finishing import when_finished
from club.exams.models import Attempt
from club.exams.round_actions import sit_anew
from club.exams.rules import Purpose
from club.firms.days import days_here
from club.firms.models import Membership
from club.library.models import Template


def add(name_en: str, name_zh: str, months: int | None, *, exam_id: int | None = None) -> Qualification:
    """Name something that courses may grant and ask for; an exam of the club may grant it, too."""
    made = Qualification(name_en=name_en, name_zh=name_zh, months=months, exam_id=exam_id)
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


@when_finished
def _grant_by_exam(attempt: Attempt) -> None:
    """Grant what an exam of the club grants to whoever passes it."""
    if not attempt.passed or attempt.purpose is not Purpose.COUNTED:
        return
    document = session().get_one(Document, attempt.document_id)
    if document.kind != CLUBS_EXAM:
        return
    on, member = (
        days_here().of(attempt.finished_at or clock.now()),
        session().get_one(Membership, attempt.membership_id),
    )
    for one in session().scalars(select(Qualification).where(Qualification.exam_id == document.template_id)):
        made = Qualified(
            membership_id=member.id,
            person_id=member.person_id,
            attempt_id=attempt.id,
            qualification_id=one.id,
            granted_on=on,
            expires_on=add_months(on, one.months) if one.months else None,
        )
        session().add(made)
        session().flush()
        audit.record(Did.QUALIFICATION_GRANTED, made.ref, qualification=one.ref)
    outbox.order("courses.see")


def remind(today: date) -> None:
    """Tell whoever’s qualification ends soon, or has ended, once of each, with the course or exam that renews it."""
    for row in read(ENDING).all():
        word = news(row.expires_on, today=today, told=row.reminded)
        if not word:
            continue
        held = session().get_one(Qualified, row.id, with_for_update=True)
        facts = {"name_en": row.name_en, "name_zh": row.name_zh, "ends_on": row.expires_on}
        facts["is_over"] = word.startswith("over")
        member = session().get_one(Membership, row.membership_id)
        if row.exam_id is not None and held.attempt_id is not None:
            exam = stand_for(session().get_one(Template, row.exam_id), at=clock.now())
            if not held.reminded:
                sit_anew(exam, member, since=clock.now())
            tell_of_exam(member, ExamRenews, exam, **facts)
        elif row.course_id is not None:
            tell(member, QualificationEnds, session().get_one(Course, row.course_id), **facts)
        held.reminded = word
