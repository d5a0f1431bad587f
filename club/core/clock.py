"""The only clock of the program."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str, day_starts_at: int = 0, at: datetime | None = None) -> date:
    """The working day in a zone; before `day_starts_at` o'clock a night shift still counts as yesterday."""
    moment = (at or now()).astimezone(ZoneInfo(zone))
    return (moment - timedelta(hours=day_starts_at)).date()
