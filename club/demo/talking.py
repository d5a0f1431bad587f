"""What lantern says of its ladder: a draft under review, staff who are asked, comments and a suggestion."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from club.core import clock
from club.core.clock import Days
from club.core.db import session
from club.demo.scopes import in_firm
from club.documents import comment_actions, editing, keeping, review_actions
from club.documents import consultation_actions as consultations
from club.documents.consultation_rules import EntrySort
from club.documents.edits import digests, entry_of
from club.documents.models import Comment, Consultation, Document
from club.documents.pads import DocumentPad
from club.firms.models import Department, Membership

ZONE = "Asia/Shanghai"
OPERATIONS = "Operations"
AIM = " Nobody works alone in the first week."
ASKED = "The first week is never alone from now on. Read it and say what that asks of you."
DOUBT = "One of us is always at the stock count on Mondays. Who stays with the newcomer then?"
ANSWER = "The roster names a second person for Mondays."
SHORTER = "Entry and first week"
TALK = "We went through the first stage. Two asked that the mentor be named in writing."


class People(NamedTuple):
    """Who acts, by person: the owner, the lead, and somebody of operations."""

    owner: int
    lead: int
    staff: int


def seed_talking(club_id: int, firm_id: int, *, owner: int, lead: int) -> None:
    """Write the draft, ask about it, talk about it, once."""
    with in_firm(club_id, firm_id, owner):
        if session().scalars(select(Consultation.id)).first() is not None:
            return
        staff = _member("L011").person_id
    people, today = People(owner, lead, staff), clock.today(ZONE)
    for by, act in ((lead, _write), (owner, _open), (staff, _doubt), (lead, _answer), (owner, _keep)):
        with in_firm(club_id, firm_id, by):
            act(_ladder(), people, today)


def _write(ladder: Document, people: People, today: date) -> None:
    """The lead changes the first stage and asks the owner to read it."""
    pad = DocumentPad(ladder, by=people.lead, at=clock.now())
    body: Any = pad.opened()
    first = body.stages[0]
    entry = entry_of(body, first.key)
    if entry is not None:
        editing.change_item(pad, first.key, {"aim": first.aim + AIM}, opened=digests(entry.fields))
    session().flush()
    asked: dict[str, Any] = {
        "due_on": today + timedelta(days=4),
        "note": "Only the first stage changed.",
        "today": today,
    }
    review_actions.ask(ladder, _member("L001"), by=people.lead, at=clock.now(), **asked)


def _open(ladder: Document, people: People, today: date) -> None:
    """The owner puts the draft to operations."""
    body = DocumentPad(ladder, by=people.owner, at=clock.now()).opened()
    asked = session().scalars(select(Department).where(Department.name == OPERATIONS)).all()
    facts: dict[str, Any] = {
        "departments": asked,
        "closes_on": today + timedelta(days=9),
        "note": ASKED,
        "today": today,
    }
    consultations.open_consultation(ladder, body, by=people.owner, at=clock.now(), **facts)


def _doubt(ladder: Document, people: People, _today: date) -> None:
    """Somebody of operations asks, and suggests a name."""
    body: Any = DocumentPad(ladder, by=people.staff, at=clock.now()).opened()
    key = body.stages[0].key
    asked: dict[str, Any] = {"consultation_id": _consultation().id, "by": people.staff, "at": clock.now()}
    comment_actions.comment(ladder, body, key, text=DOUBT, **asked)
    comment_actions.comment(ladder, body, key, text="", field="title", proposed=SHORTER, **asked)


def _answer(ladder: Document, people: People, today: date) -> None:
    """The lead answers, and writes down the talk."""
    first = session().scalars(select(Comment).order_by(Comment.id)).first()
    if first is not None:
        comment_actions.reply(ladder, first, text=ANSWER, by=people.lead, at=clock.now())
    facts: dict[str, Any] = {"day": today, "people": "Operations, 3 people", "text": TALK, "today": today}
    consultations.put_on_record(ladder, _consultation(), EntrySort.TALK, by=people.lead, at=clock.now(), **facts)


def _keep(ladder: Document, people: People, today: date) -> None:  # noqa: ARG001
    """The ladder gets a keeper, a department and a review date."""
    department = session().scalars(select(Department).where(Department.name == OPERATIONS)).first()
    later = today + timedelta(days=180)
    keeping.set_facts(ladder, keeper=_member("L002"), department=department, review_on=later, days=Days(ZONE))


def _ladder() -> Document:
    mine = select(Document).where(Document.kind == "ladder", Document.title.like("Operator%"))
    return session().scalars(mine).one()


def _consultation() -> Consultation:
    return session().scalars(select(Consultation)).one()


def _member(staff_number: str) -> Membership:
    return session().scalars(select(Membership).where(Membership.staff_number == staff_number)).one()
