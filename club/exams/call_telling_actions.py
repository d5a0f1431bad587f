"""What the clock does about exams in every firm: the club’s stand there and are counted, calls widen, days are told."""

from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.db import read, session
from club.core.scope import Scope, current
from club.exams import call_actions, club_actions, club_call_actions, count_actions
from club.exams.call_models import ClubCall, ExamCall
from club.firms.days import days_here
from club.library.queries import FIRMS

EVERY_CLUB, EVERY_FIRM, ONE_FIRM = (f"exams.{verb}" for verb in ("every_club", "every_firm", "one_firm"))


@outbox.handles(EVERY_CLUB, is_daily=True)
def _every_day() -> None:
    """In every club that is open."""
    for club_id in session().scalars(select(Club.id).where(Club.suspended_at.is_(None))):
        outbox.order(EVERY_FIRM, scope=Scope(club_id, staff=True))


@outbox.handles(EVERY_FIRM)
def _each_firm() -> None:
    today = clock.today(session().get_one(Club, current().club).zone)
    club_call_actions.forget(today=today)
    count_actions.tell_counts(today.replace(day=1))
    for firm in read(FIRMS).all():
        outbox.order(ONE_FIRM, scope=Scope(current().club, firm=firm.id))


@outbox.handles(ONE_FIRM)
def of_firm() -> None:
    """In one firm: a firm that came later has the exams of the club too, and whoever joined an audience is asked."""
    at = clock.now()
    today = days_here().of(at)
    club_actions.stand_for_all(at=at)
    open_ = select(ClubCall).where(ClubCall.ended_at.is_(None), ClubCall.due_on >= today).order_by(ClubCall.id)
    for wanted in session().scalars(open_):
        if not wanted.firms or current().firm in wanted.firms:
            club_call_actions.take(wanted, at=at)
    call_actions.widen(today)
    for held in session().scalars(select(ExamCall).where(ExamCall.club_call != "", ExamCall.ended_at.is_(None))):
        club_call_actions.tell_club(
            held, session().scalars(select(ClubCall).where(ClubCall.ref == held.club_call)).one()
        )
    call_actions.remind(today)
    count_actions.count_here()
