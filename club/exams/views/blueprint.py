"""Where exams stand in the address, and how a view finds one, or an attempt of one's own."""

from typing import Any

from flask import Blueprint, abort, g
from sqlalchemy import select

from club.core.db import read, session
from club.core.i18n import lang
from club.documents.kinds.exam.body import Exam
from club.documents.languages import for_reader, language_for
from club.documents.models import Document
from club.documents.views.shelves import ROOT
from club.exams import club_queries, grading_queries, papers, queries
from club.exams.models import Attempt
from club.firms.models import Membership

blueprint = Blueprint("exams", __name__)
EXAMS = f"{ROOT}/exams"
EXAM = f"{EXAMS}/<ref:ref>"
ATTEMPT = f"{EXAM}/attempts/<ref:attempt>"


def exam_row(ref: str) -> Any:
    """An exam in force, the firm’s or the club’s (also one that it has closed), or 404."""
    own = read(queries.ONE, ref=ref, today=g.standing.today()).first()
    return own or read(club_queries.ONE, ref=ref, lang=lang()).first() or abort(404)


def attempt_row(ref: str, attempt: str) -> Any:
    """An attempt of whoever asks, or 404."""
    mine = {"ref": attempt, "membership_id": g.standing.membership_id}
    row = read(queries.ATTEMPT, **mine).first() or read(club_queries.ATTEMPT, lang=lang(), **mine).first()
    if row is None or row.ref != ref:
        abort(404)
    return row


def attempt_to_write(ref: str, attempt: str) -> Attempt:
    """The same, to be changed."""
    row = attempt_row(ref, attempt)
    return session().scalars(select(Attempt).where(Attempt.id == row.attempt_id)).one()


def document_to_write(ref: str) -> Document:
    """An exam's document, or 404."""
    found = session().scalars(select(Document).where(Document.ref == ref, Document.kind.in_(papers.SAT))).first()
    return found or abort(404)


def own_membership() -> Membership:
    """The membership of whoever asks."""
    return session().scalars(select(Membership).where(Membership.id == g.standing.membership_id)).one()


def read_exam(row: Any) -> Exam:
    """The exam of a row as whoever asks reads it."""
    return for_reader(queries.body_of(row), row.lang, lang())


def tongue(row: Any) -> str:
    """The language in which whoever asks reads the exam of a row, as a page says it."""
    return "zh-CN" if language_for(queries.body_of(row), row.lang, lang()) == "zh" else "en"


def waiting() -> int:
    """How many attempts wait for the viewer to grade them."""
    count: int = read(grading_queries.COUNT, **g.standing.sight).scalar_one()
    return count
