"""When a class takes place, who may register when, and what a class lacks before it comes out."""

import re
from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from club.classes.models import Audience, ClassStatus, Condition
from club.core.refusals import Refusal
from club.core.text import N_

FARTHEST = timedelta(days=3 * 366)
"""How far ahead a class may be set; anything later is a slip of the finger."""
QUIET = timedelta(minutes=10)
"""How long a change of time or place waits for the next one, so that people read only where it ends."""
NEAR = timedelta(hours=3)
"""A class that begins so soon, or would have, is told of at once."""
MOST_SEATS = 5000
MOST_OFFER_HOURS = 14 * 24
MOST_REMIND_HOURS = 14 * 24
MOST_IN_SERIES = 26
MOST_AGENDA_LINES = 40

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：.]([0-5]\d)")
_TALK = re.compile(
    r"(?:https?://([^\s/]+))?(?:/[a-z0-9-]+)?/talks/([a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?)(?![a-z0-9-])\S*"
)
_ADDRESS = re.compile(r"https?://\S+")


class Phase(StrEnum):
    """How a session stands to the clock."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


class Every(StrEnum):
    """How often a series comes."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


@dataclass(frozen=True)
class Span:
    """From when to when."""

    starts_at: datetime
    ends_at: datetime


END_BEFORE_START = Refusal(
    "end_before_start", N_("The class ends before it begins."), N_("Give an end later on the same day.")
)
TOO_FAR = Refusal("too_far", N_("This day is more than three years away."), N_("Check the year."))
IN_THE_PAST = Refusal("in_the_past", N_("This moment is over already."), N_("Give a day that is still to come."))
HOUR_OVER = Refusal(
    "hour_over", N_("This hour is over already today."), N_("Give an hour that is still to come, or another day.")
)
CAME_IN = Refusal(
    "came_in",
    N_("People were let in already; the day and the hour at which it begins stay as they were."),
    N_("Change only when it ends, or take back whom you let in by mistake."),
)
HELD = Refusal(
    "held",
    N_("This class was held; its day and its hours stay as they were."),
    N_("Write a new class for another day."),
)
NO_SUMMARY = Refusal(
    "no_summary",
    N_("Write a summary of one or two sentences."),
    N_("It stands in lists, and in the chat where the link is passed on."),
)
NO_PLACE = Refusal("no_place", N_("Say where the class is held: a place, or a link to join by."))
NO_SUCH_TIME = Refusal(
    "no_such_time",
    N_("The clock never shows this time on that day: it is put forward then."),
    N_("Begin or end an hour earlier or later."),
)


def clock_of(text: str) -> str | None:
    """A time of day as it is kept, `09:30`; None where the text is none."""
    found = _CLOCK.fullmatch(text.strip())
    return f"{int(found[1]):02}:{found[2]}" if found else None


def moment_of(day: date, clock: str, zone: str) -> datetime | Refusal:
    """When the clock on the wall shows a time; of a time that comes twice, the first."""
    hours, minutes = map(int, clock.split(":"))
    wall = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=ZoneInfo(zone))
    moment = wall.astimezone(UTC)
    return moment if moment.astimezone(ZoneInfo(zone)) == wall else NO_SUCH_TIME


def span(day: date, begins: str, ends: str, zone: str, *, now: datetime) -> Span | Refusal:
    """From when to when a session lasts, or why it cannot."""
    for refusal in _misfits(day, begins, ends, zone, now=now):
        return refusal
    starts_at, ends_at = _moments(day, begins, ends, zone)
    return Span(starts_at, ends_at) if starts_at and ends_at and starts_at < ends_at else END_BEFORE_START


def wrong_times(
    day: date | None,
    begins: str,
    ends: str,
    zone: str,
    *,
    now: datetime,
    comes_out: bool = False,
    before: Span | None = None,
    attended: int = 0,
) -> list[Refusal]:
    """All that is wrong with when a class would be held; of what was not understood, None or "", nothing is said.

    `before` is when a class that is out is held; `comes_out` says that a draft is to be published.
    """
    found = _misfits(day, begins, ends, zone, now=now)
    if day is None or TOO_FAR in found:
        return found
    starts_at, ends_at = _moments(day, begins, ends, zone)
    if starts_at is None:
        return found
    late = begins_in_the_past(starts_at, zone, now=now) if comes_out else None
    if before is not None:
        late = not_movable(before, Span(starts_at, ends_at or before.ends_at), zone, attended=attended, now=now)
    return [*found, *([late] if late is not None else [])]


def _misfits(day: date | None, begins: str, ends: str, zone: str, *, now: datetime) -> list[Refusal]:
    """Why no class at all can be held then."""
    found = []
    if day is not None and not (now - FARTHEST).date() <= day <= (now + FARTHEST).date():
        found.append(TOO_FAR)
    elif day is not None and None in _moments(day, begins or "00:00", ends or "00:00", zone):
        found.append(NO_SUCH_TIME)
    if begins and ends and ends <= begins:
        found.append(END_BEFORE_START)
    return found


def _moments(day: date, begins: str, ends: str, zone: str) -> tuple[datetime | None, datetime | None]:
    """When it begins and ends; None for a time that is not given or that the clock skips."""
    found = [moment_of(day, clock, zone) if clock else None for clock in (begins, ends)]
    starts_at, ends_at = (None if isinstance(one, Refusal) else one for one in found)
    return starts_at, ends_at


def begins_in_the_past(starts_at: datetime, zone: str, *, now: datetime) -> Refusal | None:
    """Why a class cannot begin then: its day is over, or only the hour; None where it is still to come."""
    if starts_at > now:
        return None
    here = ZoneInfo(zone)
    is_today = starts_at.astimezone(here).date() == now.astimezone(here).date()
    return HOUR_OVER if is_today else IN_THE_PAST


def not_movable(before: Span, after: Span, zone: str, *, attended: int, now: datetime) -> Refusal | None:
    """Why a class that is out cannot go to another time; None where it can, and where its time stays."""
    if after == before:
        return None
    if before.ends_at <= now:
        return HELD
    if after.starts_at == before.starts_at:
        return None
    return CAME_IN if attended else begins_in_the_past(after.starts_at, zone, now=now)


def quiet_before_telling(before: datetime, after: datetime, *, now: datetime) -> timedelta:
    """How long a change waits before people hear of it, from when a class began before and begins now."""
    return timedelta() if min(before, after) - now < NEAR else QUIET


def phase(status: ClassStatus, starts_at: datetime, ends_at: datetime, *, now: datetime) -> Phase:
    """How a session stands now."""
    if status is ClassStatus.DRAFT:
        return Phase.DRAFT
    if status is ClassStatus.CANCELLED:
        return Phase.CANCELLED
    if now >= ends_at:
        return Phase.OVER
    return Phase.RUNNING if now >= starts_at else Phase.UPCOMING


def places_left(*, seats: int, taken: int, waiting: int) -> int:
    """How many may still come in at once; none while somebody waits, and none where seats were taken away."""
    return 0 if waiting else max(0, seats - taken)


def not_open(
    status: ClassStatus, starts_at: datetime, opens_at: datetime | None, closes_at: datetime | None, *, now: datetime
) -> Refusal | None:
    """Why nobody may register now; None where they may."""
    if status is ClassStatus.CANCELLED:
        return Refusal("cancelled", N_("This class is cancelled."), N_("The list shows when the next ones are."))
    if status is ClassStatus.DRAFT:
        return Refusal("not_out", N_("This class is not published."))
    if now >= starts_at:
        return Refusal("begun", N_("This class has begun."), N_("The list shows when the next ones are."))
    if opens_at is not None and now < opens_at:
        return Refusal("not_yet", N_("Registration opens on %(at)s."), values={"at": opens_at})
    if closes_at is not None and now >= closes_at:
        return Refusal(
            "closed", N_("Registration closed on %(at)s."), N_("Ask a person at the club."), {"at": closes_at}
        )
    return None


def not_eligible(
    audience: Audience, conditions: Collection[str], *, decides: bool | None, runs_shops: bool | None
) -> Refusal | None:
    """Why a class is not for a visitor, kindly; None where it is."""
    if audience is Audience.MEMBERS:
        return Refusal(
            "members_only",
            N_("This class is for people of member firms."),
            N_("Sign in to register from your firm, or see which classes are open to everybody."),
        )
    if Condition.DECIDES in conditions and not decides:
        return Refusal(
            "decides",
            N_(
                "This class is for people who decide for their firm: what is discussed can only be put to work by them."
            ),
            N_("Pass the page on to whoever decides in yours; the talks on this site are open to everybody."),
        )
    if Condition.RUNS_SHOPS in conditions and not runs_shops:
        return Refusal(
            "runs_shops",
            N_("This class is for firms that run shops of their own, who show one another their figures."),
            N_("The talks on this site are open to everybody."),
        )
    return None


def missing_for_readers(*, summary: str, place: str, online_url: str) -> list[Refusal]:
    """All that a class lacks before it comes out."""
    lacks = []
    if not summary.strip():
        lacks.append(NO_SUMMARY)
    if not place.strip() and not online_url.strip():
        lacks.append(NO_PLACE)
    return lacks


def days_of_series(first: date, every: Every, times: int) -> list[date]:
    """The further days of a series; a month without that day takes its last one."""
    if every is Every.MONTH:
        return [_months_later(first, number) for number in range(1, times)]
    step = timedelta(weeks=2 if every is Every.FORTNIGHT else 1)
    return [first + number * step for number in range(1, times)]


def on_another_day(at: datetime | None, days: timedelta, zone: str) -> datetime | None:
    """The same hour so many days later, by the clock on the wall."""
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + days if at else None
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if wall else None


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class AgendaLine:
    """One line of an agenda: what is written, and the talk or the address that it names."""

    text: str
    talk: str = ""
    address: str = ""


def agenda_lines(text: str, *, host: str = "") -> Sequence[AgendaLine]:
    """What an agenda says, line by line; the address of a talk of ours, on `host`, makes a line a link to that talk."""
    return [_agenda_line(line.strip(), host) for line in text.splitlines() if line.strip()]


def _agenda_line(line: str, host: str) -> AgendaLine:
    talk, address = _TALK.search(line), _ADDRESS.search(line)
    if talk and talk[1] in {None, host}:
        return AgendaLine(line.replace(talk[0], "").strip(" :："), talk=talk[2])
    if address:
        return AgendaLine(line.replace(address[0], "").strip(" :：") or address[0], address=address[0])
    return AgendaLine(line)
