"""Whoever asked for a place is told what becomes of it and of the class, each with the own private link."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from club.classes import letters
from club.classes.letters import OfClass
from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.classes.place_rules import OPEN
from club.clubs.models import Club
from club.core import clock, links, outbox
from club.core.addresses import absolute
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.scope import Scope, current
from club.people.models import Person

LINK = "class_place"
"""The purpose of the private link; its subject is the registration’s ref."""
CERTIFICATE = "class_certificate"
"""The purpose of the link by which anybody verifies a certificate."""
LINK_DAYS = 730
AFTER_THE_END = timedelta(minutes=15)
"""When whoever came is asked how it was."""


def place_token(came: Registration) -> str:
    """The token of somebody’s private link: the one that is open, or a new one."""
    club = current().club
    return links.token_for(LINK, came.ref, club) or links.token_of(
        links.make(LINK, came.ref, days=LINK_DAYS, club_id=club, firm_id=came.firm_id).ref
    )


def tell(row: ClassSession, came: Registration, letter: type[OfClass], **facts: Any) -> None:
    """Send somebody on the list a message, in their language."""
    club = session().get_one(Club, current().club)
    event = letter(
        club_name=club.name_in(came.lang),
        link=absolute("classes.place", token=place_token(came)),
        title=row.title,
        day=row.day,
        begins=row.begins,
        ends=row.ends,
        place=row.place,
        **facts,
    )
    send(event, _reached(came))


def _reached(came: Registration) -> Recipient:
    if came.person_id is None:
        return Recipient(lang=came.lang, email=came.email, subject_ref=came.ref)
    email = session().scalar(select(Person.email).where(Person.id == came.person_id))
    return Recipient(lang=came.lang, person_id=came.person_id, email=email or "", subject_ref=came.ref)


def order_by_the_clock(row: ClassSession) -> None:
    """Order the reminder and the thanks; what was ordered for another time finds that the class was moved."""
    at, scope = clock.now(), Scope(current().club, staff=True)
    remind_at = row.starts_at - timedelta(hours=row.remind_hours)
    if remind_at > at:
        outbox.order(
            "classes.remind", after=remind_at - at, scope=scope, class_id=row.id, starts_at=row.starts_at.isoformat()
        )
    if row.ends_at > at:
        after = row.ends_at + AFTER_THE_END - at
        outbox.order("classes.thank", after=after, scope=scope, class_id=row.id, ends_at=row.ends_at.isoformat())


def order_telling(row: ClassSession, name: str) -> None:
    """Order that everybody on the list is told; it works for the desk, whoever changed the class."""
    outbox.order(name, scope=Scope(current().club, staff=True), class_id=row.id)


@outbox.handles("classes.remind")
def remind(*, class_id: int, starts_at: str) -> None:
    """Remind whoever has a place, once; not of a class that was moved or called off meanwhile."""
    row, at = session().get_one(ClassSession, class_id), clock.now()
    if row.status is not ClassStatus.PUBLISHED or row.starts_at != datetime.fromisoformat(starts_at):
        return
    for came in _on_the_list(row, [Standing.PLACED]):
        if came.reminded_at is None:
            came.reminded_at = at
            tell(row, came, letters.Reminder)


@outbox.handles("classes.thank")
def thank(*, class_id: int, ends_at: str) -> None:
    """Ask whoever came how it was, and lead to the certificate and the materials."""
    row = session().get_one(ClassSession, class_id)
    if row.status is not ClassStatus.PUBLISHED or row.ends_at != datetime.fromisoformat(ends_at):
        return
    for came in _on_the_list(row, [Standing.PLACED]):
        if came.attended_at is not None:
            tell(row, came, letters.Thanks)


@outbox.handles("classes.tell_moved")
def tell_moved(*, class_id: int) -> None:
    """Tell everybody on the list where and when the class is now; they are reminded anew."""
    row = session().get_one(ClassSession, class_id)
    if row.status is ClassStatus.PUBLISHED:
        for came in _on_the_list(row, OPEN):
            came.reminded_at = None
            tell(row, came, letters.Moved)


@outbox.handles("classes.tell_cancelled")
def tell_cancelled(*, class_id: int) -> None:
    """Tell everybody on the list that the class does not take place, and why."""
    row = session().get_one(ClassSession, class_id)
    for came in _on_the_list(row, OPEN):
        tell(row, came, letters.Cancelled, reason=row.cancel_reason)


def _on_the_list(row: ClassSession, standings: Iterable[Standing]) -> list[Registration]:
    there = (Registration.class_id == row.id, Registration.status.in_(list(standings)))
    return list(session().scalars(select(Registration).where(*there).order_by(Registration.number)))
