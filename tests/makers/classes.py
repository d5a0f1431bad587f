"""Classes."""

from datetime import timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from club.classes.models import ClassSession, ClassStatus
from club.clubs.models import Club
from club.core import clock
from tests.makers.scopes import as_desk, saved

_number = count(1)


def a_class(club: Club, *, in_days: float = 7, **facts: Any) -> ClassSession:
    """A published class of two hours that begins in so many days."""
    number = next(_number)
    starts_at = (clock.now() + timedelta(days=in_days)).replace(second=0, microsecond=0)
    ends_at, here = starts_at + timedelta(hours=2), ZoneInfo(club.zone)
    values = {
        "slug": f"class-{number}",
        "status": ClassStatus.PUBLISHED,
        "lang": "en",
        "title": f"Class {number}",
        "summary": "What the class is about.",
        "day": starts_at.astimezone(here).date(),
        "begins": f"{starts_at.astimezone(here):%H:%M}",
        "ends": f"{ends_at.astimezone(here):%H:%M}",
        "zone": club.zone,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": "Hangzhou",
        "seats": 40,
        "written_at": clock.now(),
        "published_at": clock.now(),
        **facts,
    }
    with as_desk(club):
        row: ClassSession = saved(ClassSession(**values))
    return row
