"""Who gets a place, who waits, and how long an offer holds."""

from datetime import datetime, timedelta

from club.classes.models import ClassStatus, Standing
from club.core.refusals import Refusal
from club.core.text import N_

OPEN = frozenset({Standing.APPLIED, Standing.PLACED, Standing.WAITING, Standing.OFFERED})
"""Whoever stands so is told what happens to the class."""
SEATED = frozenset({Standing.PLACED, Standing.OFFERED})
"""Whoever stands so keeps a place: an offer holds it until it is accepted or has lapsed."""
COUNTERS = {
    Standing.APPLIED: "applied",
    Standing.PLACED: "taken",
    Standing.OFFERED: "taken",
    Standing.WAITING: "waiting",
}
"""Where the class counts whoever stands so."""
KEPT = timedelta(days=365)
"""How long after the class the club knows who asked, as its notice for visitors says."""

DECIDED_ALREADY = Refusal(
    "decided_already",
    N_("Somebody else has decided this already, or it was withdrawn."),
    N_("The list shows how it stands."),
)
NOTHING_TO_DECIDE = Refusal("nothing_to_decide", N_("This class is over or cancelled; it gives no more places."))
CAME_OR_OVER = Refusal("came_or_over", N_("Whoever has come, or whose class is over, stays on the list as they are."))


def arrival(*, seats: int, taken: int, waiting: int, needs_approval: bool) -> Standing:
    """How somebody stands who has just come: nobody passes those who wait."""
    if needs_approval:
        return Standing.APPLIED
    return Standing.PLACED if taken < seats and not waiting else Standing.WAITING


def offer_end(*, now: datetime, hours: int, starts_at: datetime) -> datetime:
    """Until when an offer holds: so many hours, and never past the beginning."""
    return min(now + timedelta(hours=hours), starts_at)


def not_acceptable(
    standing: Standing, offered_until: datetime | None, status: ClassStatus, starts_at: datetime, *, now: datetime
) -> Refusal | None:
    """Why an offer cannot be accepted; None where it can. A class that was moved nearer has cut its offers short."""
    if status is not ClassStatus.PUBLISHED:
        return Refusal("cancelled", N_("This class is cancelled."), N_("The list shows when the next ones are."))
    if now >= starts_at:
        return Refusal("begun", N_("This class has begun."), N_("The list shows when the next ones are."))
    if standing is Standing.LAPSED or (offered_until is not None and now >= offered_until):
        return Refusal(
            "offer_lapsed",
            N_("This offer has run out, and the place was offered to the next in line."),
            N_("You may register again; you then stand at the end of the line."),
        )
    if standing is not Standing.OFFERED:
        return Refusal(
            "no_offer", N_("No place is offered to you at the moment."), N_("This page shows how it stands.")
        )
    return None


def not_decidable(standing: Standing, status: ClassStatus, ends_at: datetime, *, now: datetime) -> Refusal | None:
    """Why an application cannot be decided; None where it can."""
    if status is not ClassStatus.PUBLISHED or now >= ends_at:
        return NOTHING_TO_DECIDE
    return None if standing is Standing.APPLIED else DECIDED_ALREADY


def not_withdrawable(attended_at: datetime | None, ends_at: datetime, *, now: datetime) -> Refusal | None:
    """Why somebody cannot leave the list any more; None where they can."""
    return CAME_OR_OVER if attended_at is not None or now >= ends_at else None


def declined(name: str) -> Refusal:
    """Why a firm cannot register somebody whom the club gave no place."""
    return Refusal(
        "declined",
        N_("The club could not give %(name)s a place in this class."),
        N_("Take them out of your choice, or ask a person at the club why."),
        {"name": name},
    )


def unqualified(name: str, lacks: str) -> Refusal:
    """Why somebody of a firm gets no place: they will not hold, on the day of the class, what it asks for."""
    return Refusal(
        "unqualified",
        N_("This class asks for something that %(name)s does not hold on its day: %(lacks)s."),
        N_("Whoever has qualified by then may be registered."),
        {"name": name, "lacks": lacks},
    )


def for_the_qualified(asked: str) -> Refusal:
    """Why a visitor cannot register for a class that asks for qualifications."""
    return Refusal(
        "for_the_qualified",
        N_("This class is for people who hold: %(asked)s."),
        N_("People of member firms qualify on this site, and register from their firm."),
        {"asked": asked},
    )


def goes_already(name: str) -> Refusal:
    """Why nobody gets a second place; not a word of who sends them."""
    return Refusal(
        "goes_already",
        N_("%(name)s is on the list of this class already."),
        N_("Each person has one place, whoever sends them. Take them out of your choice."),
        {"name": name},
    )


def beyond_cap(*, most: int, has: int, wanted: int) -> Refusal | None:
    """Why a firm cannot have so many more places; None where it can."""
    if not most or has + wanted <= most:
        return None
    return Refusal(
        "firm_full",
        N_("One firm may send %(most)s people to this class; yours has registered %(has)s."),
        N_("Take somebody off the list, or send fewer."),
        {"most": most, "has": has},
    )
