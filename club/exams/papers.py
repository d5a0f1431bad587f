"""The paper that is sat: an exam's revision in force, or the one that an attempt is on, with its body.

Of an exam that the club holds itself it is the club's revision; the document only stands for it in the firm.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import select

from club.core.db import session
from club.core.refusals import Refused
from club.documents.codec import read as read_body
from club.documents.drafts import revision_of, stored
from club.documents.kinds import kind_of
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.rules import GRADED
from club.documents.languages import filled
from club.documents.models import CLUBS_EXAM, Document, Revision
from club.exams import sitting_rules as rules
from club.firms.days import days_here
from club.library.models import Template, TemplateRevision
from club.library.pads import newest_of
from club.library.pads import revision_of as clubs_revision_of

EXAM = "exam"
SAT = frozenset({EXAM, CLUBS_EXAM})
Paper: TypeAlias = Revision | TemplateRevision


def in_force(document: Document, today: date) -> Paper:
    """The revision that is sat on this day; refused where there is none, or the exam is retired."""
    newest = (
        select(Revision)
        .where(Revision.document_id == document.id, Revision.effective_on <= today)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    found: Paper | None = None
    if document.kind == CLUBS_EXAM:
        template = _held_as(document)
        found = newest_of(template) if template.closed_at is None else None
    elif document.kind == EXAM and document.retired_at is None:
        found = session().scalars(newest).first()
    if found is None:
        raise Refused(rules.NOT_OPEN)
    return found


def numbered(document: Document, number: int) -> Exam:
    """The body of the number that an attempt is on, its blanks filled in, as those read it who sit it."""
    is_clubs = document.kind == CLUBS_EXAM
    found = clubs_revision_of(_held_as(document), number) if is_clubs else revision_of(document, number)
    if found is None:
        raise Refused(rules.NOT_OPEN)
    return filled(exam_of(found))


def exam_of(revision: Paper) -> Exam:
    """The body of a revision, in every language that it has."""
    body: Exam = read_body(kind_of(EXAM), stored(EXAM, revision.schema, revision.body))
    return body


def not_drawn(kind: str) -> Collection[str]:
    """The sorts of question that no bank gives: an exam of the club asks nothing that somebody would have to grade."""
    return GRADED if kind == CLUBS_EXAM else ()


def _held_as(document: Document) -> Template:
    """The exam of the club that a document stands for."""
    return session().get_one(Template, document.template_id)


def working_day(at: datetime) -> date:
    """The day of the firm in scope at a moment."""
    return days_here().of(at)
