"""Whoever asked for a place is told what becomes of it and of the class, each with the own private link."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from club.classes import letters
from club.classes.certificate_actions import order_setting
from club.classes.host_actions import tell_host
from club.classes.labels import when_of
from club.classes.letters import OfClass
from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.classes.place_rules import OPEN
from club.classes.rules import quiet_before_telling
from club.clubs.models import Club
from club.core import clock, links, outbox
from club.core.addresses import absolute
from club.core.db import session
from club.core.i18n import speaking
from club.core.messages import Recipient, send
from club.core.scope import Scope, current
from club.people.models import Person

LINK = "class_place"
"""The purpose of the private link; its subject is the registration’s ref."""
LINK_DAYS = 730
AFTER_THE_END = timedelta(minutes=15)
"""When whoever came is asked how it was."""
AT_ONCE = 100
"""How many are told in one commit."""


def place_token(came: Registration) -> str:
    """The token of somebody’s private link: the one that is open, or a new one."""
    club = current().club
    return links.token_for(LINK, came.ref, club) or links.token_of(
        links.make(LINK, came.ref, days=LINK_DAYS, club_id=club, firm_id=came.firm_id).ref
    )


def tell(row: ClassSession, came: Registration, letter: type[OfClass], *, known: Any = None, **facts: Any) -> None:
    """Send somebody on the list a message, in their language; of a class as it is, or as they have known it."""
    club = session().get_one(Club, current().club)
    with speaking(came.lang):
        when = when_of(known or row)
    event = letter(
        club_name=club.name_in(came.lang),
        link=absolute("classes.place", token=place_token(came)),
        title=row.title,
        when=when,
        **facts,
    )
    send(event, _reached(came))


def _reached(came: Registration) -> Recipient:
    if came.person_id is None:
        return Recipient(lang=came.lang, email=came.email, subject_ref=came.ref)
    person = session().get_one(Person, came.person_id)
    return Recipient(lang=came.lang, person_id=person.id, email=person.mailbox, subject_ref=came.ref)


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


def when_and_where(row: ClassSession) -> dict[str, Any]:
    """What whoever comes must know of, as it is kept: a change of it is told to them all."""
    day, starts_at = row.day.isoformat(), row.starts_at.isoformat()
    as_shown = ("begins", "ends", "zone", "place", "online_url")
    return {"day": day, "starts_at": starts_at, **{name: getattr(row, name) for name in as_shown}}


def order_moved(row: ClassSession, before: dict[str, Any], *, at: datetime) -> None:
    """Order that everybody on the list is told of a change of when or where, once no other one follows it."""
    row.known, row.moved_at = row.known or before, at
    wait = quiet_before_telling(datetime.fromisoformat(before["starts_at"]), row.starts_at, now=at)
    scope = Scope(current().club, staff=True)
    outbox.order("classes.tell_moved", after=wait, scope=scope, class_id=row.id, moved_at=at.isoformat())


@outbox.handles("classes.remind")
def remind(*, class_id: int, starts_at: str, beyond: int = 0) -> None:
    """Remind whoever has a place, once; not of a class that was moved or called off, nor before the hour set now."""
    row, at = session().get_one(ClassSession, class_id), clock.now()
    is_early = at < row.starts_at - timedelta(hours=row.remind_hours)
    if is_early or row.status is not ClassStatus.PUBLISHED or row.starts_at != datetime.fromisoformat(starts_at):
        return
    for came in _next_on_the_list(row, [Standing.PLACED], "classes.remind", beyond, starts_at=starts_at):
        if came.reminded_at is None:
            came.reminded_at = at
            tell(row, came, letters.Reminder)


@outbox.handles("classes.thank")
def thank(*, class_id: int, ends_at: str, beyond: int = 0) -> None:
    """Ask whoever came how it was, and lead to the certificate and the materials."""
    row = session().get_one(ClassSession, class_id)
    if row.status is not ClassStatus.PUBLISHED or row.ends_at != datetime.fromisoformat(ends_at):
        return
    for came in _next_on_the_list(row, [Standing.PLACED], "classes.thank", beyond, ends_at=ends_at):
        if came.attended_at is not None:
            thank_one(row, came)


def thank_one(row: ClassSession, came: Registration) -> None:
    """Thank somebody who came, once, and have the certificate set."""
    order_setting(came)
    if came.thanked_at is None:
        came.thanked_at = clock.now()
        tell(row, came, letters.Thanks)


@outbox.handles("classes.tell_moved")
def tell_moved(*, class_id: int, beyond: int = 0, moved_at: str = "") -> None:
    """Tell everybody on the list where and when the class is now; they are reminded anew, and no offer outlasts it.

    A change that another one followed, or that was undone, tells of nothing; who registered after it has read of it.
    """
    row = session().get_one(ClassSession, class_id, with_for_update=True)
    if row.status is not ClassStatus.PUBLISHED or moved_at != (row.moved_at.isoformat() if row.moved_at else ""):
        return
    known, row.known = row.known, {}
    if known == when_and_where(row):
        return
    if not beyond:
        tell_host(row, letters.Moved, is_host=True)
    for came in _next_on_the_list(row, OPEN, "classes.tell_moved", beyond, moved_at=moved_at):
        came.reminded_at = None
        came.offered_until = min(came.offered_until, row.starts_at) if came.offered_until else None
        if row.moved_at is None or came.registered_at < row.moved_at:
            tell(row, came, letters.Moved)


@outbox.handles("classes.tell_cancelled")
def tell_cancelled(*, class_id: int, beyond: int = 0) -> None:
    """Tell everybody on the list that the class does not take place, and why; when it was, as they have known it."""
    row = session().get_one(ClassSession, class_id)
    known = _as_known(row)
    if not beyond:
        tell_host(row, letters.Cancelled, known=known, reason=row.cancel_reason, is_host=True)
    for came in _next_on_the_list(row, OPEN, "classes.tell_cancelled", beyond):
        tell(row, came, letters.Cancelled, known=known, reason=row.cancel_reason)


def _as_known(row: ClassSession) -> Any:
    """When and where a class was as the list last heard of it; None where that is how it is."""
    if not row.known:
        return None
    dates = {"day": date.fromisoformat(row.known["day"]), "starts_at": datetime.fromisoformat(row.known["starts_at"])}
    return SimpleNamespace(**{**row.known, **dates})


def _next_on_the_list(
    row: ClassSession, standings: Iterable[Standing], job: str, beyond: int, **values: Any
) -> Sequence[Registration]:
    """Whoever comes next beyond a number; the job is ordered again for those behind them, so that no commit is long."""
    there = (Registration.class_id == row.id, Registration.status.in_(list(standings)), Registration.number > beyond)
    in_order = select(Registration).where(*there).order_by(Registration.number).limit(AT_ONCE)
    found = session().scalars(in_order).all()
    if len(found) == AT_ONCE:
        outbox.order(job, class_id=row.id, beyond=found[-1].number, **values)
    return found
