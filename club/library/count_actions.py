"""How many firms adopted a text and use it: fed firm by firm without a name, told once a month."""

from datetime import date
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.scope import Scope, current
from club.firms.days import days_here
from club.library import queries
from club.library.count_models import FirstAdoption, TemplateCount
from club.library.count_queries import IN_FORCE, INSTRUCTORS_WITH, MEMBERS
from club.library.count_rules import is_used, told
from club.library.letters import KitTaken

COUNT, COUNT_USE = "library.count_adoption", "library.count_use"
EVERY_CLUB, ONE_CLUB, ONE_FIRM = "library.tell_counts", "library.tell_counts_of_club", "library.look_at_use"


def count_adoption(template_id: int, *, on: date) -> None:
    """When a firm adopts a template for the first time, the club's number rises; the job names no firm."""
    if _is_first(template_id, on):
        outbox.order(COUNT, scope=Scope(current().club), template_id=template_id)


def _is_first(template_id: int, on: date) -> bool:
    earlier = select(FirstAdoption.id).where(FirstAdoption.template_id == template_id)
    if session().scalars(earlier).first() is not None:
        return False
    try:
        with session().begin_nested():
            session().add(FirstAdoption(template_id=template_id, adopted_on=on))
    except IntegrityError:  # a colleague was first
        return False
    return True


@outbox.handles(COUNT)
def _count(*, template_id: int) -> None:
    _count_of(template_id).firms += 1


@outbox.handles(COUNT_USE)
def _count_use(*, template_id: int, by: int) -> None:
    _count_of(template_id).in_use += by


def _count_of(template_id: int) -> TemplateCount:
    """The club's numbers of a template, held; new ones are not told before another month begins."""
    found = select(TemplateCount).where(TemplateCount.template_id == template_id).with_for_update()
    row = session().scalars(found).first()
    if row is None:
        row = TemplateCount(template_id=template_id, firms=0, in_use=0, told_on=_this_month())
        session().add(row)
    return row


@outbox.handles(EVERY_CLUB, is_daily=True)
def _every_day() -> None:
    """In every club that is open, see whether a month begins and what firms use."""
    for club_id in session().scalars(select(Club.id).where(Club.suspended_at.is_(None))):
        outbox.order(ONE_CLUB, scope=Scope(club_id))


@outbox.handles(ONE_CLUB)
def _in_the_club() -> None:
    tell_counts(_this_month())
    for firm in read(queries.FIRMS).all():
        outbox.order(ONE_FIRM, scope=Scope(current().club, firm=firm.id))


@outbox.handles(ONE_FIRM)
def look_at_use() -> None:
    """Inside a firm: see which adopted texts are in use, and tell the club's numbers of a change, without a name."""
    today = days_here().today()
    in_force = set(read(IN_FORCE, today=today).scalars())
    for row in session().scalars(select(FirstAdoption).order_by(FirstAdoption.id).with_for_update()):
        is_now = is_used(row.template_id, row.adopted_on, in_force=in_force, today=today)
        if row.is_used is not is_now:
            row.is_used = is_now
            by = 1 if is_now else -1
            outbox.order(COUNT_USE, scope=Scope(current().club), template_id=row.template_id, by=by)


def tell_counts(month: date) -> None:
    """Settle what pages say of each text in this month, once, and tell the instructors whose kits it is news of."""
    of_earlier = or_(TemplateCount.told_on.is_(None), TemplateCount.told_on < month)
    due = select(TemplateCount).where(of_earlier).order_by(TemplateCount.id).with_for_update()
    rows = session().scalars(due).all()
    members = read(MEMBERS).scalar_one() if rows else 0
    news = []
    for row in rows:
        before = row.told_firms, row.told_using
        row.told_firms = told(row.firms, members=members)
        row.told_using = told(row.in_use, members=members) if row.told_firms else None
        row.told_on = month
        if row.told_firms and before != (row.told_firms, row.told_using):
            news.append(row.template_id)
    session().flush()
    if news:
        _tell_instructors(news)


def _tell_instructors(templates: list[int]) -> None:
    """One line to each: of the text that most firms adopted. Their page has the others."""
    club = session().get_one(Club, current().club)
    for _person, carried in groupby(read(INSTRUCTORS_WITH, templates=templates).all(), lambda row: row.person_id):
        best = next(carried)
        lang = best.lang or club.lang
        letter = KitTaken(
            club_name=club.name_in(lang),
            link=absolute("kits.index"),
            talk=best.title,
            text=best.title_zh if lang == "zh" else best.title_en,
            firms=best.told_firms,
            using=best.told_using,
        )
        send(letter, Recipient(lang=lang, person_id=best.person_id, email=best.mailbox))


def _this_month() -> date:
    club = session().get_one(Club, current().club)
    return clock.today(club.zone).replace(day=1)
