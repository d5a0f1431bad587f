"""A class in the words of schema.org."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from club.classes.models import ClassStatus
from club.core.addresses import base
from club.core.described import Node, described, organization, person

ABOUT = "https://schema.org/"


def event(row: Any, *, address: str, club: str, image: str = "") -> Node:
    """A class that is out, with its hours by its own clock; how many seats are left is the page’s to say.

    Whoever joins online is led to the page: where they join is for those who have a place.
    """
    there = {"@type": "Place", "name": row.place, "address": row.place} if row.place else None
    online = {"@type": "VirtualLocation", "url": address} if row.is_online else None
    zone = ZoneInfo(row.zone)
    return described(
        "Event",
        name=row.title,
        text=row.summary,
        address=address,
        lang=row.lang,
        image=image,
        startDate=row.starts_at.astimezone(zone).isoformat(),
        endDate=row.ends_at.astimezone(zone).isoformat(),
        previousStartDate=_before(row, zone),
        eventStatus=ABOUT + _status(row),
        eventAttendanceMode=ABOUT + _mode(is_there=bool(there), is_online=bool(online)),
        location=[there, online] if there and online else there or online,
        organizer=organization(club, base()),
        performer=person(row.host, row.host_firm) if row.host else None,
    )


def _status(row: Any) -> str:
    if row.status is ClassStatus.CANCELLED:
        return "EventCancelled"
    return "EventRescheduled" if row.moved_from else "EventScheduled"


def _mode(*, is_there: bool, is_online: bool) -> str:
    kind = "Mixed" if is_there and is_online else "Online" if is_online else "Offline"
    return f"{kind}EventAttendanceMode"


def _before(row: Any, zone: ZoneInfo) -> str:
    """When a class was to begin before it was moved to another moment."""
    if row.moved_from is None or row.status is ClassStatus.CANCELLED:
        return ""
    moved_from: datetime = row.moved_from
    return moved_from.astimezone(zone).isoformat()
