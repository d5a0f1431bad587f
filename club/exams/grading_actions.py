"""Grading answers in words: a person gives points; with the last of them the attempt is passed or failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.messages import mark_settled
from club.core.refusals import Refused
from club.core.scope import current
from club.documents.models import Document
from club.documents.telling import write_to
from club.exams import actions
from club.exams import sitting_rules as rules
from club.exams.attempts import asked_in, lock, rows_of
from club.exams.letters import ExamGraded
from club.exams.models import Attempt
from club.exams.telling_actions import told_as
from club.firms.models import Firm, Membership


@dataclass(frozen=True)
class Grade:
    """Points for one answer, and a word about it."""

    points: int
    remark: str


def grade(attempt: Attempt, grades: Mapping[str, Grade], *, by: int | None, at: datetime) -> Attempt:
    """Grade answers of an attempt that is handed in, by question; the others wait for another time.

    Refused where nothing waits any more, and for a question that no person grades or points that it has not.
    """
    lock(attempt)
    if not rules.waits_for_grades(attempt.purpose, attempt.finished_at, passed=attempt.passed):
        raise Refused(rules.NOT_TO_GRADE)
    asked, rows = asked_in(attempt), rows_of(attempt)
    for key, one in grades.items():
        question = asked.get(key)
        if question is None or question.sort != "open" or key not in rows or not 0 <= one.points <= question.points:
            raise Refused(rules.NOT_TO_GRADE)
        row = rows[key]
        row.graded, row.remark, row.graded_at, row.graded_by_id = one.points, one.remark, at, by
    session().flush()
    actions.settle(attempt, Did.EXAM_GRADED)
    mark_settled(told_as())
    if attempt.passed is not None:
        _tell(attempt, session().get_one(Document, attempt.document_id))
    return attempt


def _tell(attempt: Attempt, document: Document) -> None:
    """Whoever sat it hears that it is passed or not; whoever has left does not."""
    member = session().get_one(Membership, attempt.membership_id)
    if member.left_at is None:
        firm = session().get_one(Firm, current().firm)
        here = absolute("exams.result", firm=firm.slug, ref=document.ref, attempt=attempt.ref)
        write_to(member, ExamGraded, document, here, is_passed=bool(attempt.passed))
