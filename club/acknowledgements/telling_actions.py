"""People are told what they have to sign and reminded of it: when it begins, when a text changes, and every day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from club.acknowledgements import rules
from club.acknowledgements.letters import SignatureAsked, SignatureAskedAgain, SignatureDue, TextChanged
from club.acknowledgements.models import Assignee, Assignment, Telling
from club.acknowledgements.queries import OF_TEXT, Duty, duties, since_of
from club.acknowledgements.rules import State
from club.acknowledgements.text_queries import FIRMS, OPEN_TEXTS, TOLD
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.clock import Days
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.documents.followers import follows_publication
from club.documents.letters import AboutDocument
from club.documents.models import Document, Revision
from club.documents.telling import write_to
from club.firms.audience_rules import Audience
from club.firms.days import days_here
from club.firms.models import Firm, Membership

TELL, EVERY_CLUB, EVERY_FIRM, ONE_FIRM, REMIND = (
    f"acknowledgements.{verb}" for verb in ("tell", "every_club", "every_firm", "one_firm", "remind")
)
Told = Mapping[int, Collection[tuple[int, str]]]


@follows_publication
def _tell_on_its_day(document: Document, revision: Revision) -> None:
    """Whoever is asked to sign the text is told on the day on which the number comes into force."""
    begins = days_here().begins(revision.effective_on)
    outbox.order(TELL, after=max(begins - clock.now(), timedelta()), document=document.id)


@outbox.handles(EVERY_CLUB, is_daily=True)
def _every_day() -> None:
    """In every club that is open, see who has to be told or reminded."""
    for club_id in session().scalars(select(Club.id).where(Club.suspended_at.is_(None))):
        outbox.order(EVERY_FIRM, scope=Scope(club_id))


@outbox.handles(EVERY_FIRM)
def _each_firm() -> None:
    for firm_id in read(FIRMS).scalars():
        outbox.order(ONE_FIRM, scope=Scope(current().club, firm=firm_id))


@outbox.handles(ONE_FIRM)
def _each_text() -> None:
    for document_id in read(OPEN_TEXTS).scalars():
        outbox.order(TELL, document=document_id, reminds=True)


@outbox.handles(TELL)
def tell_of(*, document: int, reminds: bool = False) -> None:
    """Write down whom a text reaches since when, and tell each what they were not told yet."""
    found = session().scalars(select(Document).where(Document.id == document).with_for_update()).one()
    days = days_here()
    rows = read(OF_TEXT, document_id=document, today=days.today(), sees_all=True, viewer=0).all()
    _write_down(found, rows, days)
    told = _told(document)
    for duty in duties(rows, days):
        member = duty.row.membership_id
        news = rules.news(
            duty.standing.state,
            number=duty.row.number,
            since_on=duty.since_on,
            major=duty.row.major,
            minor=duty.row.minor,
            told=told.get(member, ()),
        )
        if news is not None:
            _tell(found, duty, news, days)
        elif reminds and duty.standing.due_on is not None:
            what = rules.reminder(duty.standing.due_on, today=days.today(), told_on=duty.row.told_on)
            if what is not None and (duty.row.number, what) not in told.get(member, ()):
                _tell(found, duty, (duty.row.number, what), days)


def remind(document: Document, listed: Iterable[Duty], *, days: Days, by: int, at: datetime) -> int:
    """Remind those who still owe something, each at most once a day; returns how many. Refused where that is nobody."""
    wanted = [one for one in listed if one.standing.is_owed]
    reminded = []
    for duty in wanted:
        what = rules.by_hand(today=days.today(), told_on=duty.row.told_on)
        if what is not None:
            _note(document, duty, (duty.row.number, what), days, by=by, at=at)
            reminded.append(duty.row.membership_id)
    if not reminded:
        raise Refused(rules.REMINDED)
    outbox.order(REMIND, document=document.id, members=reminded)
    record(Did.SIGNING_REMINDED, document.ref, people=len(reminded))
    return len(reminded)


@outbox.handles(REMIND)
def send_reminders(*, document: int, members: list[int]) -> None:
    """Send what somebody asked for by hand to whoever still owes it."""
    found, days = session().get_one(Document, document), days_here()
    rows = read(OF_TEXT, document_id=document, today=days.today(), sees_all=True, viewer=0)
    for duty in duties(rows, days):
        if duty.row.membership_id in members and duty.standing.is_owed:
            _send(found, duty, _letter(duty, "by_hand"))


def _write_down(document: Document, rows: Collection[Any], days: Days) -> None:
    """Since when each assignment reaches whom; who is reached no more is taken off, so that the time begins anew.

    A text that is not in force reaches nobody for the while, and takes nobody off.
    """
    reached = {(row.assignment_id, row.membership_id) for row in rows}
    for row in rows:
        if row.since_on is None:
            since_on = since_of(row, days)
            session().add(Assignee(assignment_id=row.assignment_id, membership_id=row.membership_id, since_on=since_on))
    kept = (
        select(Assignee)
        .join(Assignment, Assignment.id == Assignee.assignment_id)
        .where(Assignment.document_id == document.id, Assignment.audience != Audience.PEOPLE)
    )
    if _is_in_force(document, days):
        for assignee in session().scalars(kept):
            if (assignee.assignment_id, assignee.membership_id) not in reached:
                session().delete(assignee)


def _is_in_force(document: Document, days: Days) -> bool:
    begun = select(Revision.id).where(Revision.document_id == document.id, Revision.effective_on <= days.today())
    return document.retired_at is None and session().scalars(begun.limit(1)).first() is not None


def _told(document: int) -> Told:
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for row in read(TOLD, document_id=document):
        found[row.membership_id].add((row.number, row.what))
    return found


def _tell(document: Document, duty: Duty, news: tuple[int, str], days: Days) -> None:
    _note(document, duty, news, days, by=None, at=clock.now())
    _send(document, duty, _letter(duty, news[1]))


def _note(document: Document, duty: Duty, news: tuple[int, str], days: Days, *, by: int | None, at: datetime) -> None:
    """Remember that somebody was told; the database lets nobody be told the same twice."""
    number, what = news
    facts = {"number": number, "what": what, "day": days.today(), "at": at, "by_id": by}
    session().add(Telling(document_id=document.id, membership_id=duty.row.membership_id, **facts))
    session().flush()


def _letter(duty: Duty, what: str) -> tuple[type[AboutDocument], dict[str, Any]]:
    """Which letter tells it, with its own facts."""
    due_on, number = duty.standing.due_on, duty.row.number
    if what.startswith(rules.ASKED):
        return SignatureAsked, {"due_on": due_on}
    if what == rules.AGAIN:
        return SignatureAskedAgain, {"due_on": due_on, "number": number}
    if what == rules.CHANGED:
        return TextChanged, {"number": number}
    return SignatureDue, {
        "due_on": due_on,
        "is_late": duty.standing.is_overdue,
        "lacks_exam": duty.standing.state is State.EXAM,
    }


def _send(document: Document, duty: Duty, written: tuple[type[AboutDocument], dict[str, Any]]) -> None:
    firm, member = session().get_one(Firm, current().firm), session().get_one(Membership, duty.row.membership_id)
    letter, facts = written
    write_to(member, letter, document, absolute("acknowledgements.read", firm=firm.slug, ref=document.ref), **facts)
