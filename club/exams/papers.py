"""The paper that is sat: an exam's revision in force, or the one that an attempt is on, with its body."""

from datetime import date, datetime

from sqlalchemy import select

from club.core.db import session
from club.core.refusals import Refused
from club.documents.codec import read as read_body
from club.documents.drafts import revision_of, stored
from club.documents.kinds import kind_of
from club.documents.kinds.exam.body import Exam
from club.documents.languages import filled
from club.documents.models import Document, Revision
from club.exams import sitting_rules as rules
from club.firms.days import days_here

EXAM = "exam"


def in_force(document: Document, today: date) -> Revision:
    """The revision that is sat on this day; refused where there is none, or the exam is retired."""
    newest = (
        select(Revision)
        .where(Revision.document_id == document.id, Revision.effective_on <= today)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    found = session().scalars(newest).first() if document.kind == EXAM and document.retired_at is None else None
    if found is None:
        raise Refused(rules.NOT_OPEN)
    return found


def numbered(document: Document, number: int) -> Exam:
    """The body of the number that an attempt is on, its blanks filled in, as those read it who sit it."""
    found = revision_of(document, number)
    if found is None:
        raise Refused(rules.NOT_OPEN)
    return filled(exam_of(document, found))


def exam_of(document: Document, revision: Revision) -> Exam:
    """The body of a revision, in every language that it has."""
    body: Exam = read_body(kind_of(document.kind), stored(document.kind, revision.schema, revision.body))
    return body


def working_day(at: datetime) -> date:
    """The day of the firm in scope at a moment."""
    return days_here().of(at)
