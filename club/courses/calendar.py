"""Somebody’s last days for courses and homework, and the classes to which they go, as a calendar file."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from club.classes.calendar import entry_of
from club.core.addresses import absolute, base


def calendar_of(
    rows: Iterable[Any], *, homework: Iterable[Any] = (), sessions: Iterable[Any] = (), name: str, at: datetime
) -> bytes:
    """A calendar with a whole day for each course and each piece of homework to be done by then, and with classes."""
    from icalendar import Calendar  # few ask for calendars

    calendar = Calendar()
    facts = {"prodid": "-//club//courses//", "version": "2.0", "method": "PUBLISH", "x-wr-calname": name}
    for key, value in facts.items():
        calendar.add(key, value)
    for row in rows:
        words, link = f"{row.title} ({row.done}/{row.published})", absolute("courses.show", slug=row.slug)
        calendar.add_component(_whole_day(row.ref, row.due_on, words, link, at=at))
    for row in homework:
        if row.due_on is not None and not row.is_done:
            words = _("Homework: %(title)s", title=row.title)
            link = absolute("courses.lesson", slug=row.course, number=row.number)
            calendar.add_component(_whole_day(f"{row.slug}-{row.ref}", row.due_on, words, link, at=at))
    for row in sessions:
        calendar.add_component(entry_of(row, online_url=row.online_url))
    return bytes(calendar.to_ical())


def _whole_day(ref: str, day: date, words: str, link: str, *, at: datetime) -> Any:
    from icalendar import Event

    event, host = Event(), base().partition("://")[2].partition("/")[0]
    event.add("uid", f"{ref}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words)
    event.add("url", link)
    return event
