"""Lantern's exam for going live: who passed it, who failed and waits, who practises."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.demo.growth import morning
from club.demo.scopes import in_firm
from club.documents.kinds.exam.body import Exam, Question
from club.documents.kinds.exam.rules import questions
from club.documents.models import Document
from club.exams import actions, answer_actions, papers
from club.exams.answering_rules import FALSE, TRUE
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.firms.models import Membership

MINUTES_TAKEN = timedelta(minutes=34)
SAT: tuple[tuple[str, Purpose, int, int], ...] = (
    ("L009", Purpose.COUNTED, 38, 6),
    ("L009", Purpose.COUNTED, 35, 2),
    ("L014", Purpose.PRACTICE, 28, 11),
    ("L014", Purpose.COUNTED, 26, 3),
    ("L002", Purpose.COUNTED, 3, 7),
    ("L012", Purpose.COUNTED, 1, 9),
)
"""Staff number, purpose, days ago, how many questions were answered wrongly."""


def seed_exams(club_id: int, firm_id: int, *, owner: int) -> None:
    """Let people sit the exam, each on their own day, once."""
    with in_firm(club_id, firm_id, owner):
        if session().scalars(select(Attempt.id)).first() is not None:
            return
    for place, (number, purpose, days, wrong) in enumerate(SAT):
        at = morning(days) + timedelta(hours=1 + place)
        with clock.telling_of(at), in_firm(club_id, firm_id, owner):
            _sit(number, purpose, wrong, at=at, chance=Random(place))  # noqa: S311  the same each time


def _sit(number: str, purpose: Purpose, wrong: int, *, at: datetime, chance: Random) -> None:
    exam = (
        session().scalars(select(Document).where(Document.kind == papers.EXAM, Document.template_id.is_not(None))).one()
    )
    member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
    attempt = actions.begin(exam, member, purpose=purpose, at=at, chance=chance)
    body = papers.exam_of(papers.in_force(exam, papers.working_day(at)))
    drawn = {each["key"] for each in attempt.drawn}
    missed = {question.key for question in _easy(body)[:wrong]}
    for question in questions(body):
        if question.key in drawn:
            answer_actions.answer(attempt, question.key, _given(question, missed), seen=0, at=at + MINUTES_TAKEN)
    with clock.telling_of(at + MINUTES_TAKEN):
        actions.finish(attempt, at=at + MINUTES_TAKEN)


def _easy(body: Exam) -> Sequence[Question]:
    """The questions of the parts without a pass mark of their own: what people get wrong now and then."""
    return [question for section in body.sections if section.pass_percent is None for question in section.questions]


def _given(question: Question, missed: Collection[str]) -> list[str]:
    is_wrong = question.key in missed
    if question.sort == "numeric":
        return [str((question.answer or 0) + question.tolerance + is_wrong)]
    if question.sort == "true_false":
        return [TRUE if question.is_true != is_wrong else FALSE]
    return [str(place) for place, option in enumerate(question.options) if option.right != is_wrong][: _most(question)]


def _most(question: Question) -> int:
    return 1 if question.sort == "single" else len(question.options)
