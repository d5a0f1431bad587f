"""Qualifications are named by the club or a firm, granted with courses and exams, and reminded of before they end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from club.core import audit, clock, outbox
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.scope import current
from club.courses.circle_actions import in_the_club, in_the_firm, one_by_one, one_by_one_in_firm, refusing_circles
from club.courses.learning_models import Enrolment
from club.courses.letters import ExamRenews, QualificationEnds
from club.courses.models import Course
from club.courses.qualification_models import CourseQualification, OwnQualification, Part, Qualification, Qualified
from club.courses.qualification_queries import ENDING
from club.courses.qualification_rules import SAVED_MEANWHILE, news
from club.courses.telling import tell, tell_of
from club.documents.kinds.ladder.standing import add_months
from club.documents.models import CLUBS_EXAM, Document
from club.exams.call_actions import tell as tell_of_exam
from club.exams.club_actions import stand_for
from club.exams.finishing import when_finished
from club.exams.models import Attempt
from club.exams.round_actions import sit_anew
from club.exams.rules import Purpose
from club.firms.days import days_here
from club.firms.models import Firm, Membership
from club.library.models import Template


def add(name_en: str, name_zh: str, months: int | None, *, exam_id: int | None = None) -> Qualification:
    """Name something that courses may grant and ask for; an exam of the club may grant it, too."""
    made = Qualification(name_en=name_en, name_zh=name_zh, months=months, exam_id=exam_id)
    session().add(made)
    session().flush()
    audit.record(Did.QUALIFICATION_NAMED, made.ref, months=months)
    return made


def change(
    one: Qualification, *, seen: str, name_en: str, name_zh: str, months: int | None, exam_id: int | None
) -> None:
    """Change what a qualification is called, for how long it is granted from now on, and which exam grants it.

    Whoever holds it keeps their day. Refused where somebody saved it since its version was `seen`, or where courses
    and exams would come to wait for each other.
    """
    one_by_one()
    _keep_what_others_saved(one, seen)
    with refusing_circles(in_the_club):
        one.name_en, one.name_zh, one.months, one.exam_id = name_en, name_zh, months, exam_id
    audit.record(Did.QUALIFICATION_CHANGED, one.ref, months=months)


def add_own(name: str, months: int | None, *, exam_id: int | None) -> OwnQualification:
    """Name something that the firm in scope lets its people qualify for by an exam of its own."""
    made = OwnQualification(name=name, months=months, exam_id=exam_id)
    session().add(made)
    session().flush()
    audit.record(Did.OWN_QUALIFICATION_NAMED, made.ref, months=months)
    return made


def change_own(one: OwnQualification, *, seen: str, name: str, months: int | None, exam_id: int | None) -> None:
    """The same of a firm’s own."""
    one_by_one_in_firm()
    _keep_what_others_saved(one, seen)
    with refusing_circles(in_the_firm):
        one.name, one.months, one.exam_id = name, months, exam_id
    audit.record(Did.OWN_QUALIFICATION_CHANGED, one.ref, months=months)


def _keep_what_others_saved(one: Qualification | OwnQualification, seen: str) -> None:
    session().refresh(one)
    if str(one.version) != seen:
        raise Refused(SAVED_MEANWHILE)
    one.version += 1


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
    """Grant what an exam grants to whoever passes it."""
    if not attempt.passed or attempt.purpose is not Purpose.COUNTED:
        return
    document = session().get_one(Document, attempt.document_id)
    on = days_here().of(attempt.finished_at or clock.now())
    member = session().get_one(Membership, attempt.membership_id)
    for one in _granted_by(document):
        own = isinstance(one, OwnQualification)
        made = Qualified(
            membership_id=member.id,
            person_id=member.person_id,
            attempt_id=attempt.id,
            qualification_id=None if own else one.id,
            own_id=one.id if own else None,
            granted_on=on,
            expires_on=add_months(on, one.months) if one.months else None,
        )
        session().add(made)
        session().flush()
        audit.record(Did.QUALIFICATION_GRANTED, made.ref, qualification=one.ref)
    outbox.order("courses.see")


def _granted_by(document: Document) -> Sequence[Qualification | OwnQualification]:
    """What the club grants by an exam of its own, or the firm by one of its own."""
    if document.kind == CLUBS_EXAM:
        return session().scalars(select(Qualification).where(Qualification.exam_id == document.template_id)).all()
    return session().scalars(select(OwnQualification).where(OwnQualification.exam_id == document.id)).all()


def remind(today: date) -> None:
    """Tell whoever’s qualification ends soon, or has ended, once of each, with the course or exam that renews it.

    Where none does at the moment, they are told that much.
    """
    for row in read(ENDING).all():
        word = news(row.expires_on, today=today, told=row.reminded)
        if not word:
            continue
        held = session().get_one(Qualified, row.id, with_for_update=True)
        facts = {"name_en": row.name_en, "name_zh": row.name_zh, "ends_on": row.expires_on}
        facts["is_over"] = word.startswith("over")
        member = session().get_one(Membership, row.membership_id)
        exam = _renewing(row, held)
        if exam is not None:
            if not held.reminded:
                sit_anew(exam, member, since=clock.now())
            tell_of_exam(member, ExamRenews, exam, **facts)
        elif row.course_id is not None:
            tell(member, QualificationEnds, session().get_one(Course, row.course_id), **facts)
        else:
            firm = session().get_one(Firm, current().firm)
            tell_of(
                member, QualificationEnds, title="", link=absolute("learning.qualifications", firm=firm.slug), **facts
            )
        held.reminded = word


def _renewing(row: Any, held: Qualified) -> Document | None:
    """The exam that renews what somebody holds: the club’s where an exam granted it, or the firm’s own; else None."""
    if row.exam_id is not None and held.attempt_id is not None:
        return stand_for(session().get_one(Template, row.exam_id), at=clock.now())
    own = session().get(Document, row.own_exam_id) if row.own_exam_id is not None else None
    return own if own is not None and own.retired_at is None else None
