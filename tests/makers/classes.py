"""Classes."""

from datetime import UTC, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.classes.place_rules import COUNTERS
from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.core.refs import new_ref
from club.firms.models import Firm
from tests.makers.scopes import as_desk, saved

_number = count(1)


def a_class(club: Club, *, in_days: float = 7, **facts: Any) -> ClassSession:
    """A published class of two hours that begins in so many days; it never lasts into another day."""
    number = next(_number)
    starts_at = (clock.now() + timedelta(days=in_days)).replace(second=0, microsecond=0)
    here = ZoneInfo(club.zone)
    midnight = starts_at.astimezone(here).replace(hour=23, minute=59).astimezone(UTC)
    ends_at = min(starts_at + timedelta(hours=2), midnight)
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


def a_registration(
    row: ClassSession, club: Club, status: Standing = Standing.PLACED, *, firm: Firm | None = None, **facts: Any
) -> Registration:
    """Somebody on the list of a class, whose counters go with it."""
    number = next(_number)
    ref = new_ref()
    values = {
        "ref": ref,
        "class_id": row.id,
        "status": status,
        "number": number,
        "who": f"maker:{ref}",
        "name": f"Guest {number}",
        "firm_name": firm.name if firm else "Guest firm",
        "email": "" if firm else f"guest{number}@guests.example",
        "lang": "en",
        "registered_at": clock.now(),
        "firm_id": firm.id if firm else None,
        **facts,
    }
    with as_desk(club):
        came: Registration = saved(Registration(**values))
        held = session().get_one(ClassSession, row.id)
        if (counter := COUNTERS.get(status)) is not None:
            setattr(held, counter, getattr(held, counter) + 1)
        held.arrived = max(held.arrived, number)
    return came
