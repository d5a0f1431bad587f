"""What happens at the door and afterwards: who may be let in when, who gets a certificate, who says how it was."""

from datetime import datetime, timedelta

from club.classes.models import ClassStatus, Standing
from club.core.refusals import Refusal
from club.core.text import N_

DOORS_OPEN = timedelta(hours=12)
"""How long before the beginning somebody can be checked in: the desk prepares in the morning."""
DOORS_CLOSE = timedelta(days=7)
"""How long after the end the list is still put right."""
RATINGS = range(1, 6)
MOST_WALK_INS = 5000
CERTIFICATE_DAYS = 400
"""How long a certificate’s link can hold; it ends with what the club knows of who came, a year after the class."""


def not_at_the_door(
    standing: Standing, status: ClassStatus, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> Refusal | None:
    """Why somebody cannot be checked in; None where they can."""
    if status is not ClassStatus.PUBLISHED:
        return Refusal("cancelled", N_("This class does not take place."))
    if standing is not Standing.PLACED:
        return Refusal(
            "no_place", N_("This person has no place in the class."), N_("Let them in as a walk-in, if there is room.")
        )
    if now < starts_at - DOORS_OPEN:
        return Refusal("too_early", N_("The list for the door opens twelve hours before the class begins."))
    if now > ends_at + DOORS_CLOSE:
        return Refusal("too_late", N_("The class was over a week ago; its list is closed."))
    return None


def is_certified(standing: Standing, attended_at: datetime | None, ends_at: datetime, *, now: datetime) -> bool:
    """Whether somebody came to a class that is over."""
    return standing is Standing.PLACED and attended_at is not None and now >= ends_at


def may_rate(certified: bool, rated_at: datetime | None) -> bool:
    """Whether somebody may say how it was: whoever came, once."""
    return certified and rated_at is None
