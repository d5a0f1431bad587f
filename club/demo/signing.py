"""What lantern's people sign: the service standard with a change that asks for more, and the ladder of operations."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.acknowledgements import actions, delta_actions, telling_actions
from club.acknowledgements.models import Assignment, Delta, Signature
from club.core import clock
from club.core.db import session
from club.demo.growth import ZONE, morning
from club.demo.scopes import in_firm
from club.documents import actions as documents
from club.documents.edits import digest
from club.documents.entries import with_fields
from club.documents.kinds.exam.body import Question
from club.documents.kinds.exam.rules import questions
from club.documents.models import Document, Draft, Revision
from club.documents.pads import DocumentPad
from club.exams import actions as exams
from club.exams import answer_actions as answering
from club.exams import papers
from club.firms.audience_rules import Audience
from club.firms.models import Department, Membership
from club.library.models import Template
from club.library.rules import slug_of

STANDARD, LADDER, EXAM = "service_standard", "operator_ladder", "service_exam"
QUICKER = {
    "text": "Step 1, greet: the first reply comes within 20 seconds on average, in a sales festival within 45, and "
    "picks up what the buyer wrote. No question waits for more than 3 minutes."
}
GREETING = "reception-greet"
ASKED_NOW = {
    "answer": 20,
    "explanation": "20 seconds; in a sales festival 45. No question waits for more than 3 minutes.",
}
QUESTION = "ask-first-reply"
ASKED, CHANGED, LADDER_ASKED = 39, 4, 12
"""Days ago."""
REMINDED = (33, 29, 26, 19)
SIGNED: tuple[tuple[str, str, int], ...] = (
    ("L002", STANDARD, 38),
    ("L014", STANDARD, 35),
    ("L018", STANDARD, 30),
    ("L018", STANDARD, 2),
    ("L002", STANDARD, 3),
    ("L011", LADDER, 10),
)
"""Staff number, text, days ago. Qian Le has signed nothing yet, Zhou Xia only what was in force before the change."""
PASSED = "L002"
"""Who passed the exam on what changed; He Yan signed the change and lacks it."""


def seed_signing(club_id: int, firm_id: int, owner: int) -> None:
    """Have both texts signed, change the standard, once."""
    with in_firm(club_id, firm_id, owner):
        if session().scalars(select(Assignment.id)).first() is not None:
            return
    for days in sorted({ASKED, CHANGED, LADDER_ASKED, *REMINDED, *(ago for *_who, ago in SIGNED)}, reverse=True):
        at = morning(days)
        with clock.telling_of(at), in_firm(club_id, firm_id, owner):
            _day(days, at, owner)


def _day(days: int, at: datetime, owner: int) -> None:
    """What happened so many days ago."""
    if days == ASKED:
        _assign(_text(STANDARD), "Customer service", 7, owner)
    if days == CHANGED:
        _change(_text(EXAM), QUESTION, ASKED_NOW, at, owner)
        _change(_text(STANDARD), GREETING, QUICKER, at, owner)
    if days == LADDER_ASKED:
        _assign(_text(LADDER), "Operations", 14, owner)
    for number, name, ago in SIGNED:
        if ago == days:
            signature = _sign(_text(name), number, at)
            if number == PASSED:
                _sit(signature, at)
    if days in REMINDED:
        telling_actions.tell_of(document=_text(STANDARD).id, reminds=True)


def _change(document: Document, key: str, fields: dict[str, Any], at: datetime, owner: int) -> None:
    pad = DocumentPad(document, by=owner, at=at)
    pad.keep(with_fields(pad.opened(), key, fields))
    session().flush()
    _publish(document, "Buyers of bedding ask in the evening and leave after half a minute", at, owner)
    telling_actions.tell_of(document=document.id)


def _publish(document: Document, note: str, at: datetime, owner: int) -> None:
    today = clock.today(ZONE, at=at)
    draft = session().scalars(select(Draft).where(Draft.document_id == document.id)).one()
    documents.publish(document, seen=digest(draft.body), note=note, effective_on=today, today=today, by=owner, at=at)
    session().flush()


def _assign(document: Document, department: str, days: int, owner: int) -> None:
    who = session().scalars(select(Department).where(Department.name == department)).one()
    facts: dict[str, Any] = {"today": clock.today(ZONE), "by": owner, "at": clock.now()}
    actions.assign(document, Audience.DEPARTMENT, department=who, days=days, **facts)
    session().flush()
    telling_actions.tell_of(document=document.id)


def _sign(document: Document, number: str, at: datetime) -> Signature:
    member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
    today = clock.today(ZONE, at=at)
    in_force = (Revision.document_id == document.id, Revision.effective_on <= today)
    newest = select(Revision).where(*in_force).order_by(Revision.number.desc()).limit(1)
    revision = session().scalars(newest).one()
    read: dict[str, Any] = {
        "number": revision.number,
        "digest": revision.digest,
        "lang": document.lang,
        "without_pay": False,
    }
    return actions.sign(document, member, today=today, at=at, **read)


def _sit(signature: Signature, at: datetime) -> None:
    """Pass the exam on what changed, where one is asked for."""
    session().flush()
    wanted = select(Delta.id).where(Delta.signature_id == signature.id)
    if session().scalars(wanted).first() is None:
        return
    member = session().get_one(Membership, signature.membership_id)
    attempt = delta_actions.begin(signature.id, member, at=at)
    if attempt is None:
        return
    paper = session().get_one(Document, attempt.document_id)
    asked = {each["key"] for each in attempt.drawn}
    for question in questions(papers.exam_of(papers.in_force(paper, papers.working_day(at)))):
        if question.key in asked:
            answering.answer(attempt, question.key, _right(question), seen=0, at=at)
    exams.finish(attempt, at=at)


def _right(question: Question) -> list[str]:
    if question.sort == "true_false":
        return ["true" if question.is_true else "false"]
    if question.sort == "numeric":
        return [str(question.answer)]
    return [str(place) for place, option in enumerate(question.options) if option.right]


def _text(name: str) -> Document:
    """The text that lantern adopted from a template of this name."""
    return (
        session()
        .scalars(
            select(Document)
            .join(Template, Template.id == Document.template_id)
            .where(Template.slug == slug_of(name))
            .order_by(Document.id.desc())
            .limit(1)
        )
        .one()
    )
