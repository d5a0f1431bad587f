"""Sitting an exam: begin, hand in, allow a further attempt. Whatever ends an attempt ends it once."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from random import Random, SystemRandom
from typing import Any

from sqlalchemy import select

from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.documents.kinds.exam.body import Exam, Question
from club.documents.models import CLUBS_EXAM, Document
from club.exams import sitting_rules as rules
from club.exams.attempts import answers_of, lock, paper_of, scored
from club.exams.bank_draws import examined, from_banks
from club.exams.conditions import unmet
from club.exams.drawing_rules import draw, kept
from club.exams.finishing import tell
from club.exams.models import Attempt, ExtraAttempt
from club.exams.papers import exam_of, in_force, not_drawn, working_day
from club.exams.round_actions import round_of
from club.exams.rules import Purpose, score
from club.firms.days import days_here
from club.firms.models import Membership

CLOSE, TELL_GRADERS = "exams.close", "exams.tell_graders"


@dataclass(frozen=True)
class Wanted:
    """The attempt that is asked for: what it is for, and what a delta asks about since when."""

    purpose: Purpose
    clauses: Sequence[str]
    since: datetime | None

    def is_met_by(self, found: Attempt) -> bool:
        """Whether an open attempt is just that."""
        is_recent = self.since is None or found.started_at >= self.since
        return is_recent and found.purpose is self.purpose and found.clauses == self.clauses


def begin(
    document: Document,
    member: Membership,
    *,
    purpose: Purpose,
    at: datetime,
    clauses: Collection[str] = (),
    since: datetime | None = None,
    chance: Random | None = None,
) -> Attempt:
    """Begin an attempt at the number in force, or go on with the one that is open.

    A practice run gives way to an attempt that counts. A delta asks only about `clauses`, as often as it takes and
    without days between; one begun before `since` was about an older text, and is closed. Refused where the rules of
    the exam say so, and where nothing would be asked.
    """
    lock(member)
    going_on = _going_on(document, member, Wanted(purpose, sorted(clauses), since), at=at)
    if going_on is not None:
        return going_on
    today = working_day(at)
    revision = in_force(document, today)
    exam = exam_of(revision)
    _refuse_unless_allowed(exam, document, member, purpose, today=today)
    by_chance, is_delta = chance or SystemRandom(), purpose is Purpose.DELTA
    asked = clauses if is_delta else None
    drawn = draw(exam, by_chance, clauses=asked, banked=_from_banks(exam, document, by_chance, clauses=asked))
    if not drawn:
        raise Refused(rules.NOTHING_ASKED if is_delta else rules.NOTHING_THERE)
    attempt = Attempt(
        document_id=document.id,
        number=revision.number,
        membership_id=member.id,
        purpose=purpose,
        clauses=sorted(clauses),
        drawn=kept(drawn),
        started_at=at,
        ends_at=at + timedelta(minutes=exam.minutes) if exam.minutes is not None else None,
    )
    session().add(attempt)
    session().flush()
    if attempt.ends_at is not None:
        outbox.order(CLOSE, after=max(attempt.ends_at - clock.now(), timedelta()), attempt=attempt.id)
    record(Did.EXAM_BEGUN, attempt.ref, exam=document.ref, number=revision.number, purpose=purpose.value)
    return attempt


def hold(document: Document, member: Membership, *, at: datetime) -> None:
    """Close an attempt whose time is over; until the commit nobody else begins or ends one of theirs at this exam."""
    lock(member)
    found = _open_one(document, member)
    if found is not None:
        lock(found)
        close_if_over(found, at=at)


def cut_short(document: Document, member: Membership, *, at: datetime) -> None:
    """Hand in, as it is, an exam on changes that somebody is in the middle of: the text changed again."""
    found = _open_one(document, member)
    if found is not None and found.purpose is Purpose.DELTA:
        finish(found, at=at)


def finish(attempt: Attempt, *, at: datetime) -> Attempt:
    """Hand an attempt in, or close it because its time is over: scored once, whoever comes first.

    Where a person has yet to grade an answer, it is handed in and neither passed nor failed.
    """
    lock(attempt)
    if attempt.finished_at is not None:
        return attempt
    attempt.finished_at = min(at, attempt.ends_at) if attempt.ends_at is not None else at
    settle(attempt, Did.EXAM_FINISHED)
    return attempt


def settle(attempt: Attempt, did: Did) -> None:
    """Score an attempt that is handed in, and tell everybody who wants to know, once it is passed or failed."""
    document = session().get_one(Document, attempt.document_id)
    exam = paper_of(attempt)
    found = score(exam, scored(attempt, exam), answers_of(attempt))
    attempt.points, attempt.of, attempt.passed = found.points, found.of, found.passed
    attempt.sections = [asdict(part) for part in found.parts]
    facts: dict[str, Any] = {"purpose": attempt.purpose.value, "passed": found.passed}
    record(did, attempt.ref, exam=document.ref, **facts)
    session().flush()
    if found.passed is not None:
        tell(attempt)
    elif did is Did.EXAM_FINISHED:
        outbox.order(TELL_GRADERS, attempt=attempt.ref)


def close_if_over(attempt: Attempt, *, at: datetime) -> bool:
    """Finish an attempt whose time is over; whether it is finished now."""
    if attempt.finished_at is None and rules.is_over(attempt.ends_at, at):
        finish(attempt, at=at)
    return attempt.finished_at is not None


@outbox.handles(CLOSE)
def close(*, attempt: int) -> None:
    """When the time of an attempt is over, it is closed, whether or not anybody looks."""
    found = session().get(Attempt, attempt)
    if found is not None:
        close_if_over(found, at=clock.now())


def allow_again(document: Document, member: Membership, *, why: str, by: int | None, at: datetime) -> ExtraAttempt:
    """Let somebody sit an exam once more, at once. Refused to whom the rules refuse nothing."""
    lock(member)
    if member.left_at is not None:
        raise Refused(rules.HAS_LEFT)
    if document.kind == CLUBS_EXAM:
        raise Refused(rules.CLUBS)
    today = working_day(at)
    exam = exam_of(in_force(document, today))
    _refuse_if(rules.may_allow(_standing(exam, document, member), today=today))
    return _allow(document, member, why=why, by=by, at=at)


def allow_asked(document: Document, member: Membership, *, at: datetime) -> None:
    """Let somebody whom the club asks sit its exam at once; nothing where the rules refuse them nothing."""
    today = working_day(at)
    exam = exam_of(in_force(document, today))
    if rules.may_allow(_standing(exam, document, member), today=today) is None:
        _allow(document, member, why="", by=None, at=at)


def _allow(document: Document, member: Membership, *, why: str, by: int | None, at: datetime) -> ExtraAttempt:
    extra = ExtraAttempt(document_id=document.id, membership_id=member.id, why=why, at=at, by_id=by)
    session().add(extra)
    record(Did.EXAM_ALLOWED, member.ref, exam=document.ref)
    return extra


def _from_banks(
    exam: Exam, document: Document, chance: Random, *, clauses: Collection[str] | None
) -> dict[str, list[Question]]:
    """What the banks give."""
    if not any(section.tag for section in exam.sections):
        return {}
    without = not_drawn(document.kind)
    return from_banks(exam, chance, examined(document.id), without=without, clauses=clauses)


def _going_on(document: Document, member: Membership, wanted: Wanted, *, at: datetime) -> Attempt | None:
    """The open attempt where it is the one asked for; an open practice run, or a delta on an older text, is closed."""
    found = _open_one(document, member)
    if found is None or close_if_over(found, at=at):
        return None
    if wanted.is_met_by(found) and not _is_outdated(found, document, at=at):
        return found
    if found.purpose is Purpose.COUNTED or (found.purpose is Purpose.DELTA and wanted.purpose is not Purpose.DELTA):
        raise Refused(rules.OTHER_OPEN)
    finish(found, at=at)
    return None


def _is_outdated(found: Attempt, document: Document, *, at: datetime) -> bool:
    """Whether an exam on changes is on a number that is in force no more; any other one stays on its number."""
    return found.purpose is Purpose.DELTA and found.number != in_force(document, working_day(at)).number


def _open_one(document: Document, member: Membership) -> Attempt | None:
    mine = (Attempt.document_id == document.id, Attempt.membership_id == member.id, Attempt.finished_at.is_(None))
    return session().scalars(select(Attempt).where(*mine)).first()


def _refuse_unless_allowed(
    exam: Exam, document: Document, member: Membership, purpose: Purpose, *, today: date
) -> None:
    if member.left_at is not None:
        raise Refused(rules.HAS_LEFT)
    if purpose is Purpose.PRACTICE and not exam.practice:
        raise Refused(rules.NO_PRACTICE)
    if purpose is not Purpose.DELTA:  # whoever works by a text is asked about its changes, whatever they hold
        _refuse_if(unmet(document.id, member.id, today=today))
    if purpose is Purpose.COUNTED:
        _refuse_if(rules.may_begin(_standing(exam, document, member), today=today))


def _standing(exam: Exam, document: Document, member: Membership) -> rules.Standing:
    of_both = (Attempt.document_id == document.id, Attempt.membership_id == member.id)
    began_at = round_of(document, member)
    counted = select(Attempt).where(*of_both, Attempt.purpose == Purpose.COUNTED, Attempt.finished_at.is_not(None))
    days = days_here()
    tries = [
        rules.Try(one.finished_at, days.of(one.finished_at), one.passed)
        for one in session().scalars(counted.order_by(Attempt.finished_at))
        if one.finished_at is not None and rules.is_of_round(one.finished_at, began_at)
    ]
    mine = (ExtraAttempt.document_id == document.id, ExtraAttempt.membership_id == member.id)
    allowed = session().scalars(select(ExtraAttempt.at).where(*mine))
    extras = [each for each in allowed if rules.is_of_round(each, began_at)]
    return rules.standing(exam, rules.done(tries), rules.Allowed(len(extras), max(extras, default=None)))


def _refuse_if(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
