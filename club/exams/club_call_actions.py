"""The club asks people of its firms to sit an exam of its own; in each firm a job finds them, and says who passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.documents.models import CLUBS_EXAM, Document
from club.exams import actions, call_actions
from club.exams import call_rules as rules
from club.exams.call_actions import Aimed
from club.exams.call_models import ClubCall, ClubCalled, ExamCall, ExamCalled
from club.exams.call_rules import Verdict
from club.exams.club_actions import stand_for
from club.exams.finishing import when_finished
from club.exams.models import Attempt
from club.exams.papers import working_day
from club.exams.queries import passed
from club.exams.rules import Purpose
from club.exams.sitting_rules import NOT_OPEN
from club.firms.audience_rules import Audience
from club.firms.days import days_here
from club.firms.models import Firm, Membership
from club.library.models import Template
from club.library.pads import newest_of
from club.library.queries import FIRMS
from club.people.models import Person
from club.people.rules import Kind, identifier

TAKE, END = "exams.take_call", "exams.end_call"


@dataclass(frozen=True)
class Wish:
    """Whom the club asks: an audience in these firms (none: in all), or people of one firm as somebody typed them."""

    audience: Audience
    target: str = ""
    name_en: str = ""
    name_zh: str = ""
    firms: Sequence[int] = ()
    people: Sequence[str] = ()


def call(template: Template, wish: Wish, *, due_on: date | None, by: int | None, today: date) -> ClubCall:
    """Ask people of firms to sit an exam of the club until a day. Refused while it cannot be sat, and for nobody."""
    if newest_of(template) is None or template.closed_at is not None:
        raise Refused(NOT_OPEN)
    if (refusal := rules.lacks(due_on, today=today)) is not None or due_on is None:
        raise Refused(refusal or rules.NO_DAY)
    is_named = wish.audience is Audience.PEOPLE
    if is_named and len(wish.firms) != 1:
        raise Refused(rules.ONE_FIRM)
    if is_named and not wish.people:
        raise Refused(rules.NOBODY)
    if len(wish.people) > rules.MOST_CALLED:
        raise Refused(rules.TOO_MANY)
    made = ClubCall(
        template_id=template.id,
        audience=wish.audience,
        target=wish.target,
        name_en=wish.name_en[: rules.LONGEST_NAME],
        name_zh=wish.name_zh[: rules.LONGEST_NAME],
        firms=list(wish.firms),
        called_on=today,
        due_on=due_on,
        by_id=by,
    )
    session().add(made)
    session().flush()
    for firm_id in wish.firms or [row.id for row in read(FIRMS)]:
        if is_named:
            name = session().get_one(Firm, firm_id).name
            rows = (
                ClubCalled(
                    call_id=made.id, firm_id=firm_id, who=who[: rules.LONGEST_NAME], firm_name=name, due_on=due_on
                )
                for who in wish.people
            )
            session().add_all(rows)
        outbox.order(TAKE, scope=Scope(current().club, firm=firm_id), call=made.ref)
    record(Did.CLUB_EXAM_CALLED, made.ref, exam=template.slug, due_on=due_on.isoformat())
    return made


def end(held: ClubCall, *, at: datetime) -> None:
    """Take a call of the club back in every firm. Twice is once."""
    session().refresh(held, with_for_update=True)
    if held.ended_at is not None:
        return
    held.ended_at = at
    record(Did.CLUB_EXAM_CALL_ENDED, held.ref)
    for firm_id in held.firms or [row.id for row in read(FIRMS)]:
        outbox.order(END, scope=Scope(current().club, firm=firm_id), call=held.ref)


@outbox.handles(END)
def _end_here(*, call: str) -> None:
    for held in session().scalars(select(ExamCall).where(ExamCall.club_call == call)):
        call_actions.end(held, at=clock.now())


@outbox.handles(TAKE)
def _take(*, call: str) -> None:
    take(session().scalars(select(ClubCall).where(ClubCall.ref == call)).one(), at=clock.now())


def take(wanted: ClubCall, *, at: datetime) -> None:
    """In a firm: find whom the club asks and ask them; what the club may know of each stands in its rows. Once."""
    template = session().get_one(Template, wanted.template_id)
    there = session().scalars(select(ExamCall.id).where(ExamCall.club_call == wanted.ref)).first()
    if there is not None or wanted.ended_at is not None or template.closed_at is not None:
        return
    document, people = stand_for(template, at=at), _named(wanted)
    aimed = Aimed(wanted.audience, wanted.target, wanted.name_en, people)
    if wanted.audience is Audience.PEOPLE and not people:
        return
    today = days_here().of(at)
    held = call_actions.call(document, aimed, due_on=max(wanted.due_on, today), by=None, at=at, club_call=wanted.ref)
    for member in aimed.reached():
        _once_more(document, member, at=at)
    tell_club(held, wanted)


def tell_club(held: ExamCall, wanted: ClubCall) -> None:
    """Let the club know of those whom it named itself in this firm, but of whom it forgets by now.

    Of a role or a stage it learns nobody’s name: that would be a list of whom the firm employs.
    """
    if wanted.audience is not Audience.PEOPLE:
        return
    firm, club = session().get_one(Firm, current().firm), session().get_one(Club, current().club)
    today = clock.today(club.zone)
    rows = {row.member: row for row in session().scalars(_known_of(wanted)) if row.member}
    for called in session().scalars(select(ExamCalled).where(ExamCalled.call_id == held.id).order_by(ExamCalled.id)):
        if rules.is_forgotten(called.due_on, today=today):
            continue
        member = session().get_one(Membership, called.membership_id)
        row = rows.get(member.ref)
        if row is None:
            row = ClubCalled(call_id=wanted.id, firm_id=firm.id, member=member.ref, firm_name=firm.name)
            session().add(row)
        row.name, row.due_on = member.name, called.due_on
        _judge(row, held.document_id, member.id)
    session().flush()


@when_finished
def _tell_verdict(attempt: Attempt) -> None:
    """The club that named somebody learns whether they passed; of anybody else it learns nothing."""
    document = session().get_one(Document, attempt.document_id)
    if attempt.purpose is not Purpose.COUNTED or document.kind != CLUBS_EXAM:
        return
    member = session().get_one(Membership, attempt.membership_id)
    asked = (
        select(ClubCalled)
        .join(ClubCall, ClubCall.id == ClubCalled.call_id)
        .where(
            ClubCall.template_id == document.template_id, ClubCall.ended_at.is_(None), ClubCalled.member == member.ref
        )
    )
    for row in session().scalars(asked):
        _judge(row, document.id, member.id)


def forget(*, today: date) -> None:
    """At the desk: whom the club asked is forgotten a year after the last day."""
    over = select(ClubCalled).where(ClubCalled.due_on <= today - timedelta(days=rules.KEPT_DAYS))
    for row in session().scalars(over):
        session().delete(row)


def _judge(row: ClubCalled, document_id: int, membership_id: int) -> None:
    """Write down what the club may know now: passed, tried, or asked."""
    first = passed(document_id, membership_id)
    mine: Any = (Attempt.document_id == document_id, Attempt.membership_id == membership_id)
    counted = select(Attempt.passed).where(*mine, Attempt.purpose == Purpose.COUNTED, Attempt.finished_at.is_not(None))
    tried = [False for _each in session().scalars(counted) if _each is False]
    row.verdict = rules.verdict_of([True] if first is not None else tried)
    row.verdict_on = working_day(first.finished_at) if first is not None else None


def _once_more(document: Document, member: Membership, *, at: datetime) -> None:
    """Whom the club asks anew may sit at once, though the rules of the exam would refuse it."""
    actions.allow_asked(document, member, at=at)


def _known_of(wanted: ClubCall) -> Any:
    return select(ClubCalled).where(ClubCalled.call_id == wanted.id, ClubCalled.firm_id == current().firm)


def _named(wanted: ClubCall) -> list[Membership]:
    """The people of this firm whom the club named; of those who are not found it learns that nobody was."""
    found: dict[int, Membership] = {}
    for row in session().scalars(_known_of(wanted).order_by(ClubCalled.id)):
        member = _member_of(row.who)
        if member is None or member.id in found:
            row.verdict = Verdict.UNKNOWN
            continue
        found[member.id] = member
        row.member, row.name = member.ref, member.name
    session().flush()
    return list(found.values())


def _member_of(who: str) -> Membership | None:
    """Who of this firm has a mail address or a telephone."""
    known = identifier(who, in_firm=False)
    if known is None:
        return None
    column = Person.email if known.kind is Kind.EMAIL else Person.phone
    person = session().scalars(select(Person.id).where(column == known.value)).first()
    here = (Membership.person_id == person, Membership.left_at.is_(None), Membership.role.in_(rules.SITTING))
    return session().scalars(select(Membership).where(*here)).first() if person is not None else None
