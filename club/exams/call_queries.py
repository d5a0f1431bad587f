"""Reads of calls: what somebody is to sit and until when, whom a firm asked and who passed, whom the club asked."""

from typing import Any

from sqlalchemy import String, and_, bindparam, case, func, select

from club.core.walls import reads
from club.documents.models import CLUBS_EXAM, Document
from club.exams.call_models import ClubCall, ClubCalled, ExamCall, ExamCalled
from club.exams.call_rules import Verdict
from club.exams.due_queries import COUNTS, HELD_AS, IS_ASKED, ITS_EXAM, OF_CALL, PASSED
from club.exams.models import Attempt
from club.firms.audience_rules import Audience
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE
from club.library.models import Template

PAGE = 100
_WHO = and_(
    Membership.club_id == ExamCalled.club_id,
    Membership.firm_id == ExamCalled.firm_id,
    Membership.id == ExamCalled.membership_id,
)


def _of_attempts(pick: Any, *more: Any) -> Any:
    return select(pick).where(*COUNTS, *more).correlate(ExamCalled, ExamCall).scalar_subquery()


TITLE = case(
    (Document.kind != CLUBS_EXAM, Document.title),
    (bindparam("lang", type_=String) == "zh", Template.title_zh),
    else_=Template.title_en,
).label("title")
MINE = reads(
    select(
        Document.id,
        Document.ref,
        TITLE,
        func.min(ExamCalled.due_on).label("due_on"),
        func.max(ExamCall.club_call).label("club_call"),
        func.max(case((and_(ExamCall.club_call != "", ExamCall.audience == Audience.PEOPLE), 1), else_=0)).label(
            "named"
        ),
    )
    .select_from(ExamCalled)
    .join(ExamCall, OF_CALL)
    .join(Document, ITS_EXAM)
    .outerjoin(Template, HELD_AS)
    .where(
        ExamCalled.membership_id == bindparam("membership_id"),
        *IS_ASKED,
        ~PASSED,
    )
    .group_by(Document.id, Document.ref, TITLE)
    .order_by(func.min(ExamCalled.due_on), Document.id)
)
"""Each exam that somebody is to sit, with the first last day."""
DUE = reads(
    select(
        ExamCalled.id,
        ExamCalled.membership_id,
        ExamCalled.due_on,
        ExamCalled.reminded,
        ExamCall.document_id,
        ExamCall.club_call,
    )
    .join(ExamCall, OF_CALL)
    .join(Document, ITS_EXAM)
    .join(Membership, _WHO)
    .outerjoin(Template, HELD_AS)
    .where(
        *IS_ASKED,
        Membership.left_at.is_(None),
        ExamCalled.reminded != "late",
        ~PASSED,
    )
    .order_by(ExamCalled.id)
)
OF_EXAM = reads(
    select(
        Membership.ref,
        Membership.name.label("person"),
        Department.name.label("department"),
        ExamCalled.due_on,
        ExamCall.ref.label("call"),
        ExamCall.audience,
        ExamCall.target,
        ExamCall.name,
        ExamCall.club_call,
        _of_attempts(func.min(Attempt.finished_at), Attempt.passed.is_(True)).label("passed_at"),
        _of_attempts(func.count(Attempt.id)).label("tries"),
    )
    .select_from(ExamCalled)
    .join(ExamCall, OF_CALL)
    .join(Membership, _WHO)
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(
        ExamCall.document_id == bindparam("document_id"),
        ExamCall.ended_at.is_(None),
        Membership.left_at.is_(None),
        MAY_SEE,
    )
    .order_by(ExamCalled.due_on, Membership.name, Membership.id, ExamCall.id)
)
"""Everybody who was asked to sit an exam and whom the viewer may see, once for each call."""
CALLS = reads(
    select(
        ExamCall.ref,
        ExamCall.audience,
        ExamCall.target,
        ExamCall.name,
        ExamCall.called_on,
        ExamCall.due_on,
        ExamCall.club_call,
        ExamCall.by_id,
        Membership.name.label("by"),
    )
    .outerjoin(
        Membership,
        and_(
            Membership.club_id == ExamCall.club_id,
            Membership.firm_id == ExamCall.firm_id,
            Membership.person_id == ExamCall.by_id,
        ),
    )
    .where(ExamCall.document_id == bindparam("document_id"), ExamCall.ended_at.is_(None))
    .order_by(ExamCall.due_on, ExamCall.id)
)
ARCHIVE = reads(
    select(
        ExamCall.ref.label("call"),
        Document.ref.label("exam"),
        ExamCall.audience,
        ExamCall.name,
        Membership.ref.label("person"),
        ExamCalled.called_on,
        ExamCalled.due_on,
        ExamCall.ended_at,
    )
    .select_from(ExamCall)
    .join(Document, ITS_EXAM)
    .outerjoin(
        ExamCalled,
        and_(
            ExamCalled.club_id == ExamCall.club_id,
            ExamCalled.firm_id == ExamCall.firm_id,
            ExamCalled.call_id == ExamCall.id,
        ),
    )
    .outerjoin(Membership, _WHO)
    .order_by(ExamCall.id, ExamCalled.id)
)
_ITS_CALL = and_(ClubCall.club_id == ClubCalled.club_id, ClubCall.id == ClubCalled.call_id)
CLUB_CALLS = reads(
    select(
        ClubCall.ref,
        ClubCall.audience,
        ClubCall.target,
        ClubCall.name_en,
        ClubCall.name_zh,
        ClubCall.called_on,
        ClubCall.due_on,
        ClubCall.ended_at,
    )
    .where(ClubCall.template_id == bindparam("template_id"), ClubCall.ended_at.is_(None))
    .order_by(ClubCall.due_on, ClubCall.id)
)
CLUB_CALLED = reads(
    select(
        ClubCalled.name,
        ClubCalled.who,
        ClubCalled.firm_name,
        ClubCalled.due_on,
        ClubCalled.verdict,
        ClubCalled.verdict_on,
        ClubCall.ref.label("call"),
    )
    .join(ClubCall, _ITS_CALL)
    .where(ClubCall.template_id == bindparam("template_id"), ClubCall.ended_at.is_(None))
    .order_by(ClubCalled.firm_name, ClubCalled.name, ClubCalled.id)
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)
"""Whom the club asked to sit one of its exams, a page of them."""
CLUB_VERDICTS = reads(
    select(ClubCalled.verdict, func.count(ClubCalled.member.distinct()).label("people"))
    .join(ClubCall, _ITS_CALL)
    .where(
        ClubCall.template_id == bindparam("template_id"),
        ClubCall.ended_at.is_(None),
        ClubCalled.verdict.in_([Verdict.CALLED, Verdict.FAILED, Verdict.PASSED]),
    )
    .group_by(ClubCalled.club_id, ClubCalled.verdict)
)
