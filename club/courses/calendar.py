"""Somebody’s last days for courses as a calendar file."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from club.core.addresses import absolute, base


def calendar_of(rows: Iterable[Any], *, name: str, at: datetime) -> bytes:
    """A calendar with a whole day for each course that is to be finished by then."""
    from icalendar import Calendar, Event  # few ask for calendars

    calendar = Calendar()
    facts = {"prodid": "-//club//courses//", "version": "2.0", "method": "PUBLISH", "x-wr-calname": name}
    for key, value in facts.items():
        calendar.add(key, value)
    host = base().partition("://")[2].partition("/")[0]
    for row in rows:
        event = Event()
        event.add("uid", f"{row.ref}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
        event.add("summary", f"{row.title} ({row.done}/{row.published})")
        event.add("url", absolute("courses.show", slug=row.slug))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
