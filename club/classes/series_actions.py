"""Places on all dates of a series at once: asked for by one form, told in one letter, given back one by one or all.

Whoever does so holds the classes in the order of their ids, so that two who do never wait for each other.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from club.classes import letters, rules
from club.classes.labels import when_of
from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.classes.place_actions import FRESH, Comer, register, withdraw
from club.classes.place_rules import OPEN, declined
from club.classes.telling_actions import place_token, tell
from club.core import clock
from club.core.addresses import absolute
from club.core.db import session
from club.core.i18n import speaking
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.saying import said

Objection = Callable[[ClassSession, Comer], Refusal | None]


@dataclass(frozen=True)
class Outcome:
    """What came of asking for a place on one date: how somebody stands there, or why they do not."""

    row: ClassSession
    name: str
    came: Registration | None = None
    is_new: bool = False
    refusal: Refusal | None = None


def hold_dates(series: str) -> list[ClassSession]:
    """The dates of a series for which registration is open now, soonest first, all of them held."""
    at = clock.now()
    to_come = (ClassSession.status == ClassStatus.PUBLISHED, ClassSession.starts_at > at)
    held = select(ClassSession).where(ClassSession.series == series, *to_come).order_by(ClassSession.id)
    rows = session().scalars(held.with_for_update(), execution_options=FRESH).all()
    found = [
        row for row in rows if rules.not_open(row.status, row.starts_at, row.opens_at, row.closes_at, now=at) is None
    ]
    return sorted(found, key=lambda row: row.starts_at)


def ask_for_all(
    dates: Sequence[ClassSession],
    comers: Sequence[Comer],
    *,
    notice_id: int | None = None,
    objection: Objection = lambda _row, _comer: None,
) -> list[Outcome]:
    """Ask for places on dates that are held, for each who comes and by the rules of each date.

    A date that is refused keeps nobody from the others; where all of them are, nothing is asked. `objection` says why a
    date does not take somebody. Each who comes is sent one letter about all of their dates.
    """
    found: list[Outcome] = []
    for comer in comers:
        together = replace(comer, together=new_ref())
        mine = [_ask(row, together, notice_id, objection(row, together)) for row in dates]
        if any(one.is_new for one in mine):
            tell_of_dates(mine)
        found += mine
    if found and all(one.refusal for one in found):
        raise Refused(next(one.refusal for one in found if one.refusal))
    return found


def _ask(row: ClassSession, comer: Comer, notice_id: int | None, objection: Refusal | None) -> Outcome:
    if objection is not None:
        return Outcome(row, comer.name, refusal=objection)
    try:
        with session().begin_nested():
            came, is_new = register(row, comer, notice_id=notice_id, tells=False)
    except Refused as refused:
        return Outcome(row, comer.name, refusal=refused.refusal)
    if came.status is Standing.DECLINED and comer.person_id is not None:
        return Outcome(row, comer.name, refusal=declined(comer.name))
    return Outcome(row, comer.name, came, is_new)


def tell_of_dates(outcomes: Sequence[Outcome]) -> None:
    """Send somebody one letter about all dates that they asked for: how they stand on each, and the link to it."""
    first = next(one for one in outcomes if one.came is not None)
    if first.came is not None:
        with speaking(first.came.lang):
            dates = [_in_letter(one) for one in outcomes]
        tell(first.row, first.came, letters.RegisteredForDates, dates=dates)


def _in_letter(one: Outcome) -> dict[str, str]:
    when = {"when": when_of(one.row)}
    if one.came is None:
        return {**when, "why": str(said(one.refusal)) if one.refusal else ""}
    return {**when, "standing": one.came.status.value, "link": absolute("classes.place", token=place_token(one.came))}


def withdraw_all(refs: Collection[str], *, told_by: str = "") -> int:
    """Take somebody off the lists of several dates, where they still are on them; how many that were.

    A date that is over, or to which they came, stays as it is. They are told in one letter where somebody else did it.
    """
    on_a_list = select(Registration.ref).where(Registration.ref.in_(refs), Registration.status.in_(list(OPEN)))
    gone = []
    for ref in session().scalars(on_a_list.order_by(Registration.class_id)).all():
        try:
            with session().begin_nested():
                gone.append(withdraw(ref))
        except Refused:
            continue
    left = [one for one in gone if one is not None]
    if told_by and left:
        row, came = left[0]
        with speaking(came.lang):
            dates = [when_of(one) for one, _came in left]
        tell(row, came, letters.TakenOffDates, by=told_by, dates=dates)
    return len(left)
