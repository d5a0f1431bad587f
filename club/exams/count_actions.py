"""How an exam of the club goes: each firm tells the sums what changed, without a name; pages are told once a month."""

from datetime import date

from sqlalchemy import or_, select

from club.core import outbox
from club.core.db import read, session
from club.core.scope import Scope, current
from club.exams.count_models import ExamCount, ExamCounted
from club.exams.count_queries import SAT_HERE
from club.exams.count_rules import told
from club.library.count_queries import MEMBERS

COUNT = "exams.count"


def count_here() -> None:
    """In a firm: see how many sat each exam of the club by now, and let the sums know of what is new; names no firm."""
    held = {row.template_id: row for row in session().scalars(select(ExamCounted).with_for_update())}
    for found in read(SAT_HERE).all():
        row = held.get(found.template_id) or ExamCounted(template_id=found.template_id, sat=0, passed=0)
        session().add(row)
        more = {"firms": int(not row.sat), "sat": found.sat - row.sat, "passed": found.passed - row.passed}
        if any(more.values()):
            outbox.order(COUNT, scope=Scope(current().club), template_id=found.template_id, **more)
        row.sat, row.passed = found.sat, found.passed


@outbox.handles(COUNT)
def _count(*, template_id: int, firms: int, sat: int, passed: int) -> None:
    found = select(ExamCount).where(ExamCount.template_id == template_id).with_for_update()
    row = session().scalars(found).first()
    if row is None:
        row = ExamCount(template_id=template_id, firms=0, sat=0, passed=0)
        session().add(row)
    row.firms, row.sat, row.passed = row.firms + firms, row.sat + sat, row.passed + passed


def tell_counts(month: date) -> None:
    """Settle what pages say of each exam in this month, once; of one that is new nothing before the next."""
    of_earlier = or_(ExamCount.told_on.is_(None), ExamCount.told_on < month)
    due = select(ExamCount).where(of_earlier).order_by(ExamCount.id).with_for_update()
    rows = session().scalars(due).all()
    members = read(MEMBERS).scalar_one() if rows else 0
    for row in rows:
        if row.told_on is not None:
            now = told(firms=row.firms, sat=row.sat, passed=row.passed, members=members)
            row.told_firms, row.told_sat, row.told_passed = now.told_firms, now.told_sat, now.told_passed
        row.told_on = month
