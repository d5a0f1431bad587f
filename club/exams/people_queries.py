"""Reads of who passed an exam: the people whom the viewer may see, and what their attempts come to."""

from sqlalchemy import Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from club.core.walls import reads
from club.exams.call_rules import SITTING
from club.exams.models import Attempt, AttemptAnswer
from club.exams.queries import ALLOWED
from club.exams.round_queries import is_followed
from club.exams.rules import WHOLE, Purpose
from club.firms.audience_queries import own_people

PEOPLE = reads(own_people(SITTING))
_sat = aliased(Attempt, name="sat")
_PASTED = (
    select(func.sum(AttemptAnswer.pasted))
    .select_from(AttemptAnswer)
    .join(
        _sat,
        and_(
            _sat.club_id == AttemptAnswer.club_id,
            _sat.firm_id == AttemptAnswer.firm_id,
            _sat.id == AttemptAnswer.attempt_id,
        ),
    )
    .where(
        _sat.club_id == Attempt.club_id,
        _sat.firm_id == Attempt.firm_id,
        _sat.document_id == Attempt.document_id,
        _sat.membership_id == Attempt.membership_id,
        _sat.purpose == Purpose.COUNTED,
        or_(_sat.finished_at.is_(None), ~is_followed(_sat, _sat.finished_at)),
    )
    .correlate(Attempt)
    .scalar_subquery()
    .label("pasted")
)
"""How often pasting was refused to somebody in an exam that counts, in this round."""
_OVER = Attempt.finished_at.is_not(None)
SUMS = reads(
    select(
        Attempt.membership_id,
        func.count(Attempt.id).filter(_OVER).label("used"),
        func.count(Attempt.id).filter(~_OVER).label("begun"),
        func.count(Attempt.id).filter(_OVER & Attempt.passed.is_(None)).label("ungraded"),
        func.min(Attempt.finished_at).filter(Attempt.passed.is_(True)).label("passed_at"),
        func.max(Attempt.finished_at).label("finished_at"),
        func.max(Attempt.started_at).label("started_at"),
        func.max(WHOLE * Attempt.points // func.nullif(Attempt.of, 0, type_=Integer)).label("best"),
        _PASTED,
        *ALLOWED,
    )
    .where(
        Attempt.document_id == bindparam("document_id"),
        Attempt.purpose == Purpose.COUNTED,
        or_(~_OVER, ~is_followed(Attempt, Attempt.finished_at)),
    )
    .group_by(Attempt.club_id, Attempt.firm_id, Attempt.document_id, Attempt.membership_id)
)
"""A row for each person, however often they sat it in this round; percentages are rounded down, as by `percent_of`."""
