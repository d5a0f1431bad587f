"""Until when somebody is asked to sit an exam, as a part of what other reads bring."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, exists, func, select

from club.core.i18n import pick
from club.core.types import rows_together
from club.documents.models import Document
from club.exams.call_models import ExamCall, ExamCalled
from club.exams.models import Attempt
from club.exams.round_queries import is_followed
from club.exams.rules import Purpose
from club.firms.models import Membership
from club.library.models import Template

OF_CALL = and_(
    ExamCall.club_id == ExamCalled.club_id, ExamCall.firm_id == ExamCalled.firm_id, ExamCall.id == ExamCalled.call_id
)
ITS_EXAM = and_(
    Document.club_id == ExamCall.club_id, Document.firm_id == ExamCall.firm_id, Document.id == ExamCall.document_id
)
HELD_AS = and_(Template.club_id == Document.club_id, Template.id == Document.template_id)
"""How a document is joined to the exam of the club for which it stands."""
COUNTS = (
    Attempt.club_id == ExamCalled.club_id,
    Attempt.firm_id == ExamCalled.firm_id,
    Attempt.document_id == ExamCall.document_id,
    Attempt.membership_id == ExamCalled.membership_id,
    Attempt.purpose == Purpose.COUNTED,
    Attempt.finished_at.is_not(None),
    ~is_followed(Attempt, Attempt.finished_at),
)
PASSED = exists().where(*COUNTS, Attempt.passed.is_(True)).correlate(ExamCalled, ExamCall)
IS_ASKED = (ExamCall.ended_at.is_(None), Document.retired_at.is_(None), Template.closed_at.is_(None))
"""A call that stands, to an exam that can be sat."""
DUE_ON = (
    select(func.min(ExamCalled.due_on))
    .join(ExamCall, OF_CALL)
    .where(
        ExamCall.club_id == Document.club_id,
        ExamCall.firm_id == Document.firm_id,
        ExamCall.document_id == Document.id,
        ExamCall.ended_at.is_(None),
        ExamCalled.membership_id == bindparam("membership_id"),
    )
    .correlate(Document)
    .scalar_subquery()
    .label("due_on")
)
"""The first last day of whoever asks, for an exam of a list; passed or not."""
TO_SIT = (
    select(
        rows_together(
            Document.ref,
            Document.title,
            Template.title_en,
            Template.title_zh,
            ExamCalled.due_on,
            Document.kind,
        )
    )
    .select_from(ExamCalled)
    .join(ExamCall, OF_CALL)
    .join(Document, ITS_EXAM)
    .outerjoin(Template, HELD_AS)
    .where(
        ExamCalled.club_id == Membership.club_id,
        ExamCalled.firm_id == Membership.firm_id,
        ExamCalled.membership_id == Membership.id,
        *IS_ASKED,
        ~PASSED,
    )
    .correlate(Membership)
    .scalar_subquery()
    .label("to_sit")
)
"""What the person of a membership is to sit."""


class ToSit(NamedTuple):
    """An exam that somebody is to sit, with the first last day."""

    ref: str
    title: str
    due_on: date


def to_sit(rows: Iterable[Any] | None) -> list[ToSit]:
    """What `TO_SIT` brought, each exam once, what is due first before the rest."""
    found: dict[str, ToSit] = {}
    for ref, title, title_en, title_zh, due_on, kind in rows or ():
        name = title if kind == "exam" else pick(title_en, title_zh)
        one = ToSit(ref, name, date.fromisoformat(due_on))
        if ref not in found or one.due_on < found[ref].due_on:
            found[ref] = one
    return sorted(found.values(), key=lambda one: (one.due_on, one.title))
