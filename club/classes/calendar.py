"""Classes as a calendar file: one session, or all that are to come."""

from collections.abc import Iterable
from typing import Any

from club.classes.models import ClassStatus
from club.core.addresses import absolute, base

STATES = {ClassStatus.PUBLISHED: "CONFIRMED", ClassStatus.CANCELLED: "CANCELLED"}


def calendar_of(rows: Iterable[Any], *, name: str, link: str = "", online_url: str = "") -> bytes:
    """A calendar of sessions, as read for lists; times in UTC, so that every program shows the right hour.

    `link` leads to somebody’s own place, `online_url` is where they join: for their eyes only.
    """
    from icalendar import Calendar  # few ask for calendars

    calendar = Calendar()
    for key, value in {
        "prodid": "-//club//classes//",
        "version": "2.0",
        "method": "PUBLISH",
        "x-wr-calname": name,
    }.items():
        calendar.add(key, value)
    for row in rows:
        calendar.add_component(entry_of(row, link=link, online_url=online_url))
    return bytes(calendar.to_ical())


def entry_of(row: Any, *, link: str = "", online_url: str = "") -> Any:
    """One session as an entry of a calendar."""
    from icalendar import Event

    event, host = Event(), base().partition("://")[2].partition("/")[0]
    event.add("uid", f"{row.ref}@{host}")
    event.add("dtstamp", row.written_at)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("sequence", row.version)
    event.add("status", STATES[row.status])
    event.add("summary", row.title)
    event.add("description", "\n\n".join(filter(None, (row.summary, online_url, link))))
    event.add("url", link or absolute("classes.show", slug=row.slug))
    if place := row.place or online_url:
        event.add("location", place)
    return event
