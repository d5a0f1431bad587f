"""The words for how somebody stands with a class, and for when it is."""

from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from flask_babel import gettext

from club.classes.models import ClassSession, Standing
from club.core.i18n import day, lang, locale_of
from club.core.text import N_

STANDINGS = {
    Standing.APPLIED: N_("Applied"),
    Standing.PLACED: N_("Has a place"),
    Standing.WAITING: N_("Waits in line"),
    Standing.OFFERED: N_("Place offered"),
    Standing.DECLINED: N_("Not given a place"),
    Standing.LAPSED: N_("Offer ran out"),
    Standing.WITHDRAWN: N_("Withdrawn"),
}
STANDING_KINDS = {Standing.APPLIED: "warn", Standing.PLACED: "good", Standing.OFFERED: "warn", Standing.DECLINED: "bad"}


def clock_named(row: Any) -> str:
    """What the clock on the wall of a class is called, for whoever joins from elsewhere."""
    wall = row.starts_at.astimezone(ZoneInfo(row.zone))
    return str(get_timezone_name(wall, "long", locale=locale_of(lang())))


def when_of(row: ClassSession) -> str:
    """Day, hours and place of a class, in the reader’s language."""
    clock = clock_named(row) if row.online_url else ""
    facts = (day(row.day), f"{row.begins}–{row.ends}", clock, row.place or str(gettext("online")))
    return " · ".join(filter(None, facts))
