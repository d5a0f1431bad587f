"""How places are given: asked for, withdrawn, offered, accepted, decided. Whoever does so holds the class first.

All of them wait for one row: the order in which they get it is the order of arrival, and no place is given twice.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.classes import letters, place_rules, rules
from club.classes.conditions import not_qualified
from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.classes.place_rules import COUNTERS, OPEN, SEATED
from club.classes.telling_actions import LINK, tell
from club.core import clock, links, outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import Scope, current
from club.firms.leaving import ends_with_membership
from club.firms.models import Membership

FRESH = {"populate_existing": True}


@dataclass(frozen=True, kw_only=True)
class Comer:
    """Somebody who asks for a place; `who` is the same whenever the same person asks, as far as anything proves it."""

    who: str
    name: str
    firm_name: str
    lang: str
    own_role: str = ""
    email: str = ""
    phone: str = ""
    person_id: int | None = None
    together: str = ""


def hold(class_id: int) -> ClassSession:
    """A class with its counters as they are now, nobody else’s to change until this commit ends."""
    found = select(ClassSession).where(ClassSession.id == class_id).with_for_update()
    return session().scalars(found, execution_options=FRESH).one()


def register(
    row: ClassSession, comer: Comer, *, notice_id: int | None = None, tells: bool = True
) -> tuple[Registration, bool]:
    """Give whoever comes a place in a class that is held, else one in line; whether they are new. `tells`: by a letter.

    Whoever is on the list already, or was declined, stays where they are. Who comes back gets another private link: the
    one before may be in the hands of somebody who had typed their contact. Refused where registration is not open,
    where they lack what the class asks for, and where another firm has sent the same person.
    """
    at = clock.now()
    _refuse(rules.not_open(row.status, row.starts_at, row.opens_at, row.closes_at, now=at))
    asked = select(Registration).where(Registration.class_id == row.id, Registration.who == comer.who)
    before = session().scalars(asked, execution_options=FRESH).one_or_none()
    if before is not None and before.status in OPEN | {Standing.DECLINED}:
        return before, False
    _refuse(not_qualified(row, comer.person_id, comer.name))
    if before is not None:
        links.revoke(LINK, before.ref)
    row.arrived += 1
    came = before or Registration(ref=new_ref(), class_id=row.id, who=comer.who)
    came.number, came.registered_at, came.name, came.firm_name = row.arrived, at, comer.name, comer.firm_name
    came.own_role, came.email, came.phone, came.lang = comer.own_role, comer.email, comer.phone, comer.lang
    came.person_id, came.notice_id, came.consented_at = comer.person_id, notice_id, at if notice_id else None
    came.ended_at = came.offered_until = came.decided_at = came.reminded_at = None
    came.reason, came.together = "", comer.together
    session().add(came)
    needs = row.needs_approval
    then = place_rules.arrival(seats=row.seats, taken=row.taken, waiting=row.waiting, needs_approval=needs)
    _settle(row, came, then)
    try:
        session().flush()
    except IntegrityError as twice:  # the scope of one firm does not see whom another sends; the key does
        raise Refused(place_rules.goes_already(comer.name)) from twice
    record(Did.CLASS_REGISTERED, came.ref, standing=then.value, number=came.number, notice=notice_id)
    if tells:
        tell(row, came, letters.Registered, standing=then.value)
    return came, True


def refuse_beyond_cap(row: ClassSession, firm_id: int, wanted: int) -> None:
    """Refused where a firm would have more people in a class that is held than one firm may."""
    _refuse(no_more_of(row, firm_id, wanted=wanted))


def no_more_of(row: ClassSession, firm_id: int, *, wanted: int = 1, who: str = "") -> Refusal | None:
    """Why a firm cannot have so many more people in a class that is held; `who` needs no place if they have one."""
    if not row.firm_most:
        return None
    of_firm = (Registration.class_id == row.id, Registration.firm_id == firm_id, Registration.status.in_(OPEN))
    has = set(session().scalars(select(Registration.who).where(*of_firm)))
    return None if who in has else place_rules.beyond_cap(most=row.firm_most, has=len(has), wanted=wanted)


def withdraw(ref: str, *, told_by: str = "") -> tuple[ClassSession, Registration] | None:
    """Take somebody off the list, who may come back later; done again it changes nothing. Refused after the class.

    They are told where somebody else did it, and who. Returns whom it took off which class; None where it did nothing.
    """
    row, came = held_place(ref)
    if came.status not in OPEN:
        return None
    _refuse(place_rules.not_withdrawable(came.attended_at, row.ends_at, now=clock.now()))
    was_seated = came.status in SEATED
    _settle(row, came, Standing.WITHDRAWN)
    came.ended_at = clock.now()
    record(Did.CLASS_WITHDRAWN, came.ref)
    if told_by:
        tell(row, came, letters.TakenOff, by=told_by)
    if was_seated:
        order_offers(row)
    return row, came


@ends_with_membership
def give_back(membership: Membership, *, at: datetime) -> None:
    """Whoever leaves a firm gives back the places that it sent them to."""
    mine = (Registration.firm_id == membership.firm_id, Registration.person_id == membership.person_id)
    to_come = select(ClassSession.id).where(ClassSession.starts_at > at)
    theirs = select(Registration.ref).where(
        *mine, Registration.status.in_(OPEN), Registration.attended_at.is_(None), Registration.class_id.in_(to_come)
    )
    for ref in session().scalars(theirs.order_by(Registration.class_id)).all():
        withdraw(ref)


def accept(ref: str) -> None:
    """Take the place that is offered; done again it changes nothing. Refused once the offer has run out."""
    row, came = held_place(ref)
    if came.status is Standing.PLACED:
        return
    refusal = place_rules.not_acceptable(came.status, came.offered_until, row.status, row.starts_at, now=clock.now())
    _refuse(refusal)
    _settle(row, came, Standing.PLACED)
    came.offered_until = None
    record(Did.CLASS_OFFER_ACCEPTED, came.ref)


def approve(ref: str) -> Standing:
    """Say yes to somebody who applied: a place where one is free, else one in line. Refused where it was decided."""
    row, came = held_place(ref)
    _refuse(place_rules.not_decidable(came.status, row.status, row.ends_at, now=clock.now()))
    then = place_rules.arrival(seats=row.seats, taken=row.taken, waiting=row.waiting, needs_approval=False)
    _settle(row, came, then)
    came.decided_at = clock.now()
    record(Did.CLASS_APPROVED, came.ref, standing=then.value)
    tell(row, came, letters.Approved, standing=then.value)
    return then


def decline(ref: str, *, reason: str) -> None:
    """Say no to somebody who applied, with the reason. Refused where it was decided."""
    row, came = held_place(ref)
    _refuse(place_rules.not_decidable(came.status, row.status, row.ends_at, now=clock.now()))
    _settle(row, came, Standing.DECLINED)
    came.decided_at, came.reason = clock.now(), reason
    record(Did.CLASS_DECLINED, came.ref)
    tell(row, came, letters.Declined, reason=reason)


def order_offers(row: ClassSession) -> None:
    """Order that free places are offered to whoever waits; it works for the desk, whoever made a place free."""
    outbox.order("classes.offer", scope=Scope(current().club, staff=True), class_id=row.id)


@outbox.handles("classes.offer")
def offer_places(*, class_id: int) -> None:
    """Offer each free place to the next in line, for as many hours as the class says."""
    row, at = hold(class_id), clock.now()
    if row.status is not ClassStatus.PUBLISHED or row.starts_at <= at:
        return
    free = max(0, row.seats - row.taken)
    line = select(Registration).where(Registration.class_id == row.id, Registration.status == Standing.WAITING)
    for came in session().scalars(line.order_by(Registration.number).limit(free), execution_options=FRESH).all():
        _offer(row, came, at=at)


def _offer(row: ClassSession, came: Registration, *, at: datetime) -> None:
    _settle(row, came, Standing.OFFERED)
    came.offered_until = place_rules.offer_end(now=at, hours=row.offer_hours, starts_at=row.starts_at)
    record(Did.CLASS_OFFERED, came.ref)
    tell(row, came, letters.Offered, until=came.offered_until, zone=row.zone)
    outbox.order("classes.lapse", after=came.offered_until - at, ref=came.ref)


@outbox.handles("classes.lapse")
def lapse(*, ref: str) -> None:
    """Let an offer run out that nobody accepted, and ask the next in line; too early it changes nothing."""
    row, came = held_place(ref)
    if came.status is not Standing.OFFERED or came.offered_until is None or came.offered_until > clock.now():
        return
    _settle(row, came, Standing.LAPSED)
    came.ended_at = clock.now()
    record(Did.CLASS_OFFER_LAPSED, came.ref)
    if row.status is ClassStatus.PUBLISHED and row.starts_at > clock.now():
        tell(row, came, letters.OfferLapsed)
        order_offers(row)


def held_place(ref: str) -> tuple[ClassSession, Registration]:
    """Somebody on a list and their class, both as they are once nobody else changes them."""
    class_id = session().scalars(select(Registration.class_id).where(Registration.ref == ref)).one()
    row = hold(class_id)
    found = select(Registration).where(Registration.ref == ref)
    return row, session().scalars(found, execution_options=FRESH).one()


def _settle(row: ClassSession, came: Registration, then: Standing) -> None:
    """Move somebody on, and keep the counters of the class."""
    for standing, step in ((came.status, -1), (then, 1)):
        if standing in COUNTERS:
            counter = COUNTERS[standing]
            setattr(row, counter, getattr(row, counter) + step)
    came.status = then


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
