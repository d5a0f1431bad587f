"""What an agent leaves at the panel: a gap, an answer that was changed, and how often answers were copied."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from club.answers.gap_rules import LONGEST_WORDS, NO_WORDS, same_as, sign_of, week_of
from club.answers.models import CopyCount, Gap, GapReport, SentOtherwise
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents.models import Document

MOST_COMPARED = 300
"""With how many open gaps, the newest, a new one is compared."""


def report_gap(words: str, *, by: int, at: datetime) -> Gap:
    """Tell what a buyer asked and no answer was found for; the same question asked again is one gap."""
    said = " ".join(words.split())[:LONGEST_WORDS]
    sign = sign_of(said)
    if not sign:
        raise Refused(NO_WORDS)
    gap = _still_open(_open_gap(said, sign)) or _new_gap(said, sign, at=at)
    session().add(GapReport(gap_id=gap.id, words=said, by_id=by, at=at))
    record(Did.GAP_REPORTED, gap.ref)
    return gap


def note_copies(document: Document, copies: Mapping[str, int], *, day: date) -> None:
    """Add to the week's count of each answer; two who add at once are both counted."""
    for item, times in sorted(copies.items()):  # in one order, so that two who tell at once wait for one another
        if not _count_on(document.id, item, week_of(day), times):
            _begin_count(document.id, item, week_of(day), times)


def note_sent(document: Document, item: str, *, number: int, sent: str, by: int, at: datetime) -> SentOtherwise:
    """Tell that an answer was changed before it was sent, and into what where that is said."""
    made = SentOtherwise(document_id=document.id, item=item, number=number, sent=sent, by_id=by, at=at)
    session().add(made)
    session().flush()
    record(Did.ANSWER_SENT_OTHERWISE, document.ref, item=item)
    return made


def _open_gap(words: str, sign: str) -> Gap | None:
    """The open gap that asks the same: to the letter, else as near as two wordings of one question are."""
    is_open = select(Gap).where(Gap.closed_at.is_(None))
    exactly = session().scalars(is_open.where(Gap.sign == sign)).first()
    if exactly is not None:
        return exactly
    newest = session().scalars(is_open.order_by(Gap.id.desc()).limit(MOST_COMPARED))
    return same_as(words, ((gap, gap.words) for gap in newest))


def _still_open(gap: Gap | None) -> Gap | None:
    """The gap, held so that nobody settles it before whoever met it is on its list; None where somebody just did."""
    if gap is None:
        return None
    held = select(Gap).where(Gap.id == gap.id).with_for_update().execution_options(populate_existing=True)
    found = session().scalars(held).one()
    return found if found.closed_at is None else None


def _new_gap(words: str, sign: str, *, at: datetime) -> Gap:
    gap = Gap(words=words, sign=sign, opened_at=at)
    try:
        with session().begin_nested():
            session().add(gap)
    except IntegrityError:  # somebody told of it at the same moment
        return session().scalars(select(Gap).where(Gap.closed_at.is_(None), Gap.sign == sign)).one()
    return gap


def _count_on(document_id: int, item: str, week: date, times: int) -> bool:
    one = update(CopyCount).where(CopyCount.document_id == document_id, CopyCount.item == item, CopyCount.week == week)
    done = session().execute(one.values(times=CopyCount.times + times).execution_options(synchronize_session=False))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _begin_count(document_id: int, item: str, week: date, times: int) -> None:
    try:
        with session().begin_nested():
            session().add(CopyCount(document_id=document_id, item=item, week=week, times=times))
    except IntegrityError:  # another began it at the same moment
        _count_on(document_id, item, week, times)
