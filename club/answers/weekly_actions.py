"""Once a week the keepers of a firm's answers are told what waits."""

from sqlalchemy import select

from club.answers.letters import GapsWait
from club.answers.queries import FIRMS, GAPS_WAITING, OPEN_GAPS, SENT_WAITING
from club.answers.telling import tell
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.db import read, session
from club.core.scope import Scope, current
from club.documents.models import Document
from club.firms.models import Membership
from club.policy import FirmRole

MONDAY = 0


@outbox.handles("answers.weekly", is_daily=True)
def _each_club() -> None:
    for club in session().scalars(select(Club).where(Club.suspended_at.is_(None))):
        if clock.today(club.zone).weekday() == MONDAY:
            outbox.order("answers.tell_firms", scope=Scope(club.id, staff=True))


@outbox.handles("answers.tell_firms")
def _each_firm() -> None:
    club = current().club
    for firm in read(FIRMS).scalars():
        outbox.order("answers.tell_firm", scope=Scope(club, firm=firm))


@outbox.handles("answers.tell_firm")
def tell_keepers() -> None:
    """Tell the firm's keepers how much waits; nobody where nothing does."""
    gaps, changed = read(GAPS_WAITING).scalar_one(), read(SENT_WAITING).scalar_one()
    if gaps or changed:
        first = read(OPEN_GAPS).first()
        most = first.words if first is not None else ""
        for member in _keepers():
            tell(member, GapsWait, "answers.queue", gaps=gaps, changed=changed, most=most)


def _keepers() -> list[Membership]:
    """Who keeps a catalogue; where nobody does, the leads; where there are none, the owners."""
    here = select(Membership).where(Membership.left_at.is_(None)).order_by(Membership.id)
    kept = select(Document.keeper_id).where(Document.kind == "answers", Document.retired_at.is_(None))
    for wanted in (Membership.id.in_(kept), Membership.role == FirmRole.LEAD, Membership.role == FirmRole.OWNER):
        if found := list(session().scalars(here.where(wanted))):
            return found
    return []
