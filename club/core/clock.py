"""The only clock of the program."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The moment, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def telling_of(moment: datetime) -> Iterator[None]:
    """Act as if it were another moment: for the demonstration, which tells what happened earlier."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def today(zone: str, day_starts_at: int = 0, at: datetime | None = None) -> date:
    """The working day in a zone; before `day_starts_at` o'clock a night shift still counts as yesterday."""
    moment = (at or now()).astimezone(ZoneInfo(zone))
    return (moment - timedelta(hours=day_starts_at)).date()


@dataclass(frozen=True)
class Days:
    """How somebody counts days: in their zone, each beginning at their hour."""

    zone: str
    starts_at: int = 0

    def today(self) -> date:
        """The day at hand."""
        return self.of(now())

    def of(self, moment: datetime) -> date:
        """The day to which a moment belongs."""
        return today(self.zone, self.starts_at, moment)

    def begins(self, day: date) -> datetime:
        """The moment at which a day begins."""
        return datetime.combine(day, time(self.starts_at), ZoneInfo(self.zone))
