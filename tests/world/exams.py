"""Somebody of staff failed the exam, failed it anew, was allowed another attempt, failed again, and practises."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.courses.qualification_models import OwnNeed, OwnQualification, Qualification, Qualified
from club.documents.entries import with_fields
from club.documents.models import CLUBS_EXAM, Document
from club.documents.pads import DocumentPad
from club.exams import actions, answer_actions
from club.exams.call_models import ClubCall, ClubCalled, ExamCall, ExamCalled
from club.exams.call_rules import Verdict
from club.exams.club_actions import stand_for
from club.exams.count_models import ExamCounted
from club.exams.round_actions import sit_anew
from club.exams.rules import Purpose
from club.firms.audience_rules import Audience
from club.firms.models import Membership
from club.library.models import Template
from tests.documents.bodies import a_question, an_exam
from tests.makers import a_document, a_next_number, a_pointer, as_desk, as_firm, saved
from tests.world.tenants import Tenant


def an_exam_of(tenant: Tenant, firm: Any, standard: Document) -> None:
    """An exam on the standard, to be sat once; without a limit of time, so that its pages are the same at each look.

    The standard changes after it in what a question asks about.
    """
    body = an_exam(a_question("handover", clauses=("hours-handover",)), a_question("first"), attempts=1)
    exam = a_document(firm, body, "exam")
    a_pointer(firm, exam, standard)
    tenant.note("document", exam)
    tenant.values["document.exam"] = exam.ref
    with as_firm(firm):
        written = DocumentPad(session().merge(standard), by=None, at=clock.now()).opened()
    written = with_fields(written, "hours-handover", {"text": "Hand over within 5 minutes."})
    a_next_number(firm, standard, written, by=tenant.people["owner"].id)


def an_exam_of_the_clubs_own(tenant: Tenant, firm: Any) -> None:
    """What stands in the firm for the exam that the club holds itself."""
    with as_firm(firm):
        own = session().query(Template).filter_by(slug=tenant.values["own_exam"]).one()
        tenant.note("document", stand_for(own, at=clock.now()))
        tenant.note("exam_counted", saved(ExamCounted(template_id=own.id, sat=3, passed=2)))


def an_answer_to_grade(tenant: Tenant, firm: Any, member: Membership) -> None:
    """An exam with an answer in words, handed in: it waits to be graded."""
    question = a_question("why", sort="open", options=(), text="Why do we hand over?")
    exam = a_document(firm, an_exam(question, title="In your own words"), "exam")
    tenant.note("document", exam)
    with as_firm(firm, member.person_id):
        attempt = actions.begin(session().merge(exam), session().merge(member), purpose=Purpose.COUNTED, at=clock.now())
        answer_actions.answer(attempt, "why", ["So that nobody waits."], seen=0, at=clock.now())
        actions.finish(attempt, at=clock.now())
        tenant.note("attempt", attempt)
        tenant.values["attempt.to_grade"] = attempt.ref
        own = saved(OwnQualification(name=f"Shift lead of {firm.slug}", months=6, exam_id=exam.id))
        tenant.note("own_qualification", own)
        tenant.values["own_qualification"] = own.ref
        fit = session().scalars(select(Qualification.id)).one()
        saved(OwnNeed(document_id=exam.id, qualification_id=fit))
        whose = {"membership_id": member.id, "person_id": member.person_id, "granted_on": clock.today("UTC")}
        tenant.note("qualified", saved(Qualified(own_id=own.id, attempt_id=attempt.id, **whose)))


def calls_of(tenant: Tenant, firm: Any, member: Membership) -> None:
    """Somebody is asked to sit the firm’s exam, and by the club to sit its own; the letters are not kept."""
    days: dict[str, Any] = {"called_on": clock.today("UTC"), "due_on": clock.today("UTC") + timedelta(days=30)}
    role: dict[str, Any] = {"audience": Audience.ROLE, "target": "staff"}
    with as_desk(tenant.club):
        own = session().query(Template).filter_by(slug=tenant.values["own_exam"]).one()
        asked = saved(ClubCall(template_id=own.id, firms=[firm.id], **role, **days))
        tenant.note("club_call", asked)
        tenant.values["club_call"] = asked.ref
        known = {"name": member.name, "firm_name": firm.name, "due_on": days["due_on"]}
        called = ClubCalled(call_id=asked.id, firm_id=firm.id, member=member.ref, verdict=Verdict.CALLED, **known)
        tenant.note("club_called", saved(called))
    with as_firm(firm):
        own = session().query(Document).filter_by(kind=CLUBS_EXAM).one()
        exam = session().query(Document).filter_by(ref=tenant.values["document.exam"]).one()
        for document, club_call in ((own, tenant.values["club_call"]), (exam, "")):
            held = saved(ExamCall(document_id=document.id, club_call=club_call, **role, **days))
            tenant.note("exam_call", held)
            tenant.note("exam_called", saved(ExamCalled(call_id=held.id, membership_id=member.id, **days)))
        tenant.values["exam_call"] = held.ref


def attempts_of(tenant: Tenant, firm: Any, member: Membership) -> None:
    """Three that failed, the first in an earlier round, and a practice run that is open, with an answer."""
    with as_firm(firm, member.person_id):
        exam = session().query(Document).filter_by(ref=tenant.values["document.exam"]).one()
        held = session().merge(member)
        for then in ("anew", "again", "no more"):
            failed = actions.begin(exam, held, purpose=Purpose.COUNTED, at=clock.now())
            actions.finish(failed, at=clock.now())
            if then == "anew":
                sit_anew(exam, held, since=clock.now())
            elif then == "again":
                actions.allow_again(exam, held, why="Was ill", by=None, at=clock.now())
        practice = actions.begin(exam, held, purpose=Purpose.PRACTICE, at=clock.now())
        answer_actions.answer(practice, "handover", ["1"], seen=0, at=clock.now())
        for row in (failed, practice):
            tenant.note("attempt", row)
        tenant.values |= {"attempt.open": practice.ref, "attempt.finished": failed.ref}
