"""What lantern's people sign: the service standard with a change that asks for more, and the ladder of operations."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from club.acknowledgements import actions, telling_actions
from club.acknowledgements.models import Assignment
from club.acknowledgements.rules import Audience
from club.core import clock
from club.core.db import session
from club.demo.scopes import in_firm
from club.documents import actions as documents
from club.documents.edits import digest
from club.documents.entries import with_fields
from club.documents.models import Document, Draft, Revision
from club.documents.pads import DocumentPad
from club.firms.models import Department, Membership
from club.library.actions import adopt
from club.library.models import Template
from club.library.pads import newest_of
from club.library.rules import slug_of

ZONE = "Asia/Shanghai"
STANDARD, LADDER = "service_standard", "operator_ladder"
QUICKER = {
    "text": "Step 1, greet: the first reply comes within 20 seconds on average, in a sales festival within 45, and "
    "picks up what the buyer wrote. No question waits for more than 3 minutes."
}
GREETING = "reception-greet"
PUBLISHED, CHANGED, LADDER_ASKED = 40, 4, 0
"""Days ago."""
REMINDED = (33, 29, 26, 19)
SIGNED: tuple[tuple[str, str, int], ...] = (
    ("L002", STANDARD, 38),
    ("L014", STANDARD, 35),
    ("L002", STANDARD, 3),
    ("L011", LADDER, 0),
)
"""Staff number, text, days ago. Qian Le has signed nothing yet; Zhou Xia only what was in force before the change."""


def seed_signing(club_id: int, firm_id: int, owner: int) -> None:
    """Publish the standard, have both texts signed, change the standard, once."""
    with in_firm(club_id, firm_id, owner):
        if session().scalars(select(Assignment.id)).first() is not None:
            return
    for days in sorted({PUBLISHED, CHANGED, LADDER_ASKED, *REMINDED, *(ago for *_who, ago in SIGNED)}, reverse=True):
        at = _morning(days)
        with clock.telling_of(at), in_firm(club_id, firm_id, owner):
            _day(days, at, owner)


def _morning(days: int) -> datetime:
    """A morning so many days ago; today: now."""
    day = clock.today(ZONE) - timedelta(days=days)
    return datetime.combine(day, time(9, days), ZoneInfo(ZONE)) if days else clock.now()


def _day(days: int, at: datetime, owner: int) -> None:
    """What happened so many days ago."""
    if days == PUBLISHED:
        _assign(_published(at, owner), "Customer service", 7, owner)
    if days == CHANGED:
        _change(_text(STANDARD), at, owner)
    if days == LADDER_ASKED:
        _assign(_text(LADDER), "Operations", 14, owner)
    for number, name, ago in SIGNED:
        if ago == days:
            _sign(_text(name), number, at)
    if days in REMINDED:
        telling_actions.tell_of(document=_text(STANDARD).id, reminds=True)


def _published(at: datetime, owner: int) -> Document:
    template = session().scalars(select(Template).where(Template.slug == slug_of(STANDARD))).one()
    revision = newest_of(template)
    if revision is None:
        raise LookupError("the library has no service standard")
    service = session().scalars(select(Department).where(Department.name == "Customer service")).one()
    document = adopt(template, revision, lang="en", by=owner, at=at, department_id=service.id)
    session().flush()
    _publish(document, "As we work since this spring", at, owner)
    return document


def _change(document: Document, at: datetime, owner: int) -> None:
    pad = DocumentPad(document, by=owner, at=at)
    pad.keep(with_fields(pad.opened(), GREETING, QUICKER))
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


def _sign(document: Document, number: str, at: datetime) -> None:
    member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
    revision = (
        session()
        .scalars(select(Revision).where(Revision.document_id == document.id).order_by(Revision.number.desc()).limit(1))
        .one()
    )
    read: dict[str, Any] = {
        "number": revision.number,
        "digest": revision.digest,
        "lang": document.lang,
        "without_pay": False,
    }
    actions.sign(document, member, today=clock.today(ZONE, at=at), at=at, **read)


def _text(name: str) -> Document:
    """The newest text that lantern adopted from a template of this name."""
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
