"""What the clock lets go of: who asked for a place, a year after the class, as the notice for visitors promises."""

from sqlalchemy import delete, select

from club.classes.certificate_actions import take_away
from club.classes.models import ClassSession, Registration
from club.classes.place_rules import KEPT
from club.classes.telling_actions import LINK
from club.clubs.models import Club
from club.core import clock, links, outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.messages import Message
from club.core.scope import Scope

AT_ONCE = 100
"""How many one commit lets go of; what is left comes right after it."""


@outbox.handles("classes.let_go_daily", is_daily=True)
def let_go_daily() -> None:
    """Once a day, in every club, let go of whoever came long ago."""
    for club_id in session().scalars(select(Club.id)):
        outbox.order("classes.let_go", scope=Scope(club_id, staff=True))


@outbox.handles("classes.let_go")
def let_go() -> None:
    """Erase who asked for places in classes that were over a year ago; the counts stay."""
    over = select(ClassSession.id).where(ClassSession.ends_at < clock.now() - KEPT)
    due = select(Registration).where(Registration.class_id.in_(over), Registration.erased_at.is_(None))
    found = session().scalars(due.order_by(Registration.id).limit(AT_ONCE)).all()
    for came in found:
        erase(came)
    if len(found) == AT_ONCE:
        outbox.order("classes.let_go")


def erase(came: Registration) -> None:
    """Leave a tombstone: that somebody asked, and how it ended; nothing that tells who."""
    came.who, came.name, came.firm_name, came.own_role, came.email, came.phone, came.reason = came.ref, *[""] * 6
    came.person_id = None
    came.erased_at = clock.now()
    links.revoke(LINK, came.ref)
    take_away(came)
    told = delete(Message).where(Message.subject_ref == came.ref)
    session().execute(told.execution_options(synchronize_session=False))
    record(Did.CLASS_REGISTRATION_ERASED, came.ref)
