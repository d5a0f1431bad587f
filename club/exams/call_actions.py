"""People are asked to sit an exam until a day: told once, reminded before and after it; whoever joins later as well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core import outbox
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.refusals import Refused
from club.core.scope import current
from club.documents.models import CLUBS_EXAM, Document
from club.exams import call_rules as rules
from club.exams import papers
from club.exams.call_models import ExamCall, ExamCalled
from club.exams.call_queries import DUE
from club.exams.due_queries import HELD_AS, IS_ASKED, ITS_EXAM
from club.exams.letters import AboutExam, ExamAsked, ExamDue
from club.exams.queries import passed
from club.firms.audience_rules import Audience
from club.firms.audiences import members_of
from club.firms.days import days_here
from club.firms.models import Firm, Membership
from club.library.models import Template
from club.people.models import Person

TELL, A_FEW = "exams.tell_called", 100
"""So many are told in one commit."""


@dataclass(frozen=True)
class Aimed:
    """Whom a call is for: an audience with what it is called, and where they are named, the people."""

    audience: Audience
    target: str = ""
    name: str = ""
    people: Sequence[Membership] = ()

    def reached(self) -> Sequence[Membership]:
        """Everybody whom it reaches now."""
        if self.audience is Audience.PEOPLE:
            return self.people
        return members_of(self.audience, self.target, rules.SITTING)


def call(
    document: Document, aimed: Aimed, *, due_on: date | None, by: int | None, at: datetime, club_call: str = ""
) -> ExamCall:
    """Ask people to sit an exam until a day; whoever has not passed it is told.

    Refused for a day that is over or far away, for nobody, and for an exam that cannot be sat.
    """
    today = days_here().of(at)
    papers.in_force(document, today)
    if (refusal := rules.lacks(due_on, today=today)) is not None or due_on is None:
        raise Refused(refusal or rules.NO_DAY)
    people = aimed.reached()
    if aimed.audience is Audience.PEOPLE and not people:
        raise Refused(rules.NOBODY)
    if len(people) > rules.MOST_CALLED:
        raise Refused(rules.TOO_MANY)
    made = ExamCall(
        document_id=document.id,
        audience=aimed.audience,
        target=aimed.target,
        name=aimed.name[: rules.LONGEST_NAME],
        called_on=today,
        due_on=due_on,
        club_call=club_call,
        by_id=by,
    )
    session().add(made)
    session().flush()
    told = reach(made, people, today=today)
    record(Did.EXAM_CALLED, document.ref, people=told, due_on=due_on.isoformat())
    return made


def end(held: ExamCall, *, at: datetime) -> None:
    """Take a call back: nobody is asked by it any more. Twice is once."""
    session().refresh(held, with_for_update=True)
    if held.ended_at is None:
        held.ended_at = at
        record(Did.EXAM_CALL_ENDED, held.ref)


def reach(held: ExamCall, people: Iterable[Membership], *, today: date) -> int:
    """Let a call reach people whom it has not reached yet, and have them told; returns how many there were."""
    there = set(session().scalars(select(ExamCalled.membership_id).where(ExamCalled.call_id == held.id)))
    fresh = [member for member in people if member.id not in there]
    due_on = rules.due_for(held.due_on, called_on=held.called_on, today=today)
    for member in fresh:
        session().add(ExamCalled(call_id=held.id, membership_id=member.id, called_on=today, due_on=due_on))
    session().flush()
    for first in range(0, len(fresh), A_FEW):
        outbox.order(TELL, call=held.ref, people=[member.id for member in fresh[first : first + A_FEW]])
    return len(fresh)


@outbox.handles(TELL)
def tell_called(*, call: str, people: list[int]) -> None:
    """Tell some of those whom a call reached, while it stands: whoever is here, has not passed and has days left."""
    held = session().scalars(select(ExamCall).where(ExamCall.ref == call, ExamCall.ended_at.is_(None))).first()
    if held is None:
        return
    document = session().get_one(Document, held.document_id)
    reached = select(ExamCalled, Membership).join(Membership, Membership.id == ExamCalled.membership_id)
    here = (ExamCalled.due_on >= days_here().today(), Membership.id.in_(people), Membership.left_at.is_(None))
    theirs = reached.where(ExamCalled.call_id == held.id, *here)
    for called, member in session().execute(theirs.order_by(ExamCalled.id)):
        if passed(document.id, member.id) is None:
            tell(
                member,
                ExamAsked,
                document,
                due_on=called.due_on,
                by_club=bool(held.club_call),
                is_named=held.audience is Audience.PEOPLE,
            )


def widen(today: date) -> None:
    """Let every open call of the firm reach whoever is in its audience by now."""
    sat = select(ExamCall).join(Document, ITS_EXAM).outerjoin(Template, HELD_AS).where(*IS_ASKED)
    widening = sat.where(ExamCall.audience != Audience.PEOPLE).order_by(ExamCall.id)
    for held in session().scalars(widening).all():
        reach(held, members_of(held.audience, held.target, rules.SITTING), today=today)


def remind(today: date) -> None:
    """Tell whoever has not passed that their last day is near, and once that it is over."""
    for row in read(DUE).all():
        word = rules.reminder(row.due_on, today=today, told=row.reminded)
        if not word:
            continue
        called = session().get_one(ExamCalled, row.id, with_for_update=True)
        called.reminded = word
        member, document = (
            session().get_one(Membership, row.membership_id),
            session().get_one(Document, row.document_id),
        )
        tell(member, ExamDue, document, due_on=row.due_on, is_late=word == "late")


def tell(member: Membership, letter: type[AboutExam], document: Document, **facts: Any) -> None:
    """Send a letter about an exam to somebody of the firm in scope, in their language."""
    scope = current()
    club, firm = session().get_one(Club, scope.club), session().get_one(Firm, scope.firm)
    person = session().get_one(Person, member.person_id)
    lang = person.lang or firm.lang or club.lang
    link = absolute("exams.show", firm=firm.slug, ref=document.ref)
    title = called(document, lang)
    written = letter(club_name=club.name_in(lang), link=link, firm_name=firm.name, title=title, **facts)
    send(written, Recipient(lang=lang, person_id=person.id, email=person.mailbox))


def called(document: Document, lang: str) -> str:
    """What an exam is called in a language; a firm's own has one title."""
    if document.kind != CLUBS_EXAM:
        return document.title
    return session().get_one(Template, document.template_id).title_in(lang)
