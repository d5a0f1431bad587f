"""Reads of how an exam of the club goes: in a firm how many sat it, for whoever composes it what is told."""

from sqlalchemy import bindparam, case, func, select

from club.core.walls import reads
from club.documents.models import CLUBS_EXAM, Document
from club.exams.count_models import ExamCount
from club.exams.models import Attempt
from club.exams.queries import OF_DOCUMENT
from club.exams.rules import Purpose

SAT_HERE = reads(
    select(
        Document.template_id,
        func.count(Attempt.membership_id.distinct()).label("sat"),
        func.count(case((Attempt.passed.is_(True), Attempt.membership_id)).distinct()).label("passed"),
    )
    .select_from(Attempt)
    .join(Document, OF_DOCUMENT)
    .where(Document.kind == CLUBS_EXAM, Attempt.purpose == Purpose.COUNTED, Attempt.finished_at.is_not(None))
    .group_by(Document.template_id)
)
"""How many people of the firm in scope sat each exam of the club, and passed it."""
TOLD = reads(
    select(ExamCount.told_firms, ExamCount.told_sat, ExamCount.told_passed).where(
        ExamCount.template_id == bindparam("template_id")
    )
)
