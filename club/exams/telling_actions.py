"""Whoever grades is told that answers in words wait: one message for all of them, and none while it is unread."""

from sqlalchemy import bindparam, select

from club.core import outbox
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.messages import Message
from club.core.scope import Scope, current
from club.core.walls import reads
from club.documents.models import Document
from club.documents.telling import write_to
from club.exams import sitting_rules as rules
from club.exams.actions import TELL_GRADERS
from club.exams.grading_queries import GRADERS, QUEUE
from club.exams.letters import ExamToGrade
from club.exams.models import Attempt
from club.firms.models import Firm, Membership
from club.policy import SEES_ALL

TELL_GRADER = "exams.tell_grader"
TOLD = reads(
    select(Message.written_at, Message.read_at)
    .where(Message.person_id.is_not(None), Message.subject_ref == bindparam("subject"))
    .order_by(Message.written_at.desc(), Message.ref)
    .limit(1)
)
"""What the acting person was told last about grading in a firm."""


@outbox.handles(TELL_GRADERS)
def tell_graders(*, attempt: str) -> None:
    """Find whoever may grade what was handed in: what each of them was told already, only they may read."""
    sat = session().scalars(select(Attempt).where(Attempt.ref == attempt)).one()
    sitter = session().get_one(Membership, sat.membership_id)
    for row in read(GRADERS, department_id=sitter.department_id, sitter=sitter.id).all():
        scope = Scope(current().club, current().firm, row.person_id)
        outbox.order(TELL_GRADER, scope=scope, member=row.id)


@outbox.handles(TELL_GRADER)
def tell_grader(*, member: int) -> None:
    """Tell somebody who grades what waits for them, unless an earlier message does as well."""
    grader = session().get_one(Membership, member, with_for_update=True)
    waiting = read(QUEUE, sees_all=grader.role in SEES_ALL, viewer=grader.id).all()
    told = read(TOLD, subject=told_as()).first()
    moments = [row.finished_at for row in waiting]
    if not rules.is_news(moments, told and told.written_at, is_read=bool(told and told.read_at)):
        return
    document = session().scalars(select(Document).where(Document.id == waiting[-1].document_id)).one()
    link = absolute("exams.grading", firm=session().get_one(Firm, current().firm).slug)
    write_to(grader, ExamToGrade, document, link, subject=told_as(), waiting=len(waiting))


def told_as() -> str:
    """What a message about grading in this firm is found by."""
    return f"grading:{current().firm}"
