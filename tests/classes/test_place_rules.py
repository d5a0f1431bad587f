"""Who gets a place, who waits, how long an offer holds."""

from datetime import UTC, datetime, timedelta

import pytest

from club.classes import place_rules
from club.classes.models import ClassStatus, Standing
from club.core.refusals import Refusal

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seats", "taken", "waiting", "needs_approval", "expected"),
    [
        (2, 0, 0, False, Standing.PLACED),
        (2, 2, 0, False, Standing.WAITING),
        (2, 1, 1, False, Standing.WAITING),
        (1, 2, 0, False, Standing.WAITING),
        (2, 0, 0, True, Standing.APPLIED),
    ],
)
def test_nobody_passes_those_who_wait(
    seats: int, taken: int, waiting: int, needs_approval: bool, expected: Standing
) -> None:
    found = place_rules.arrival(seats=seats, taken=taken, waiting=waiting, needs_approval=needs_approval)
    assert found is expected


def test_an_offer_never_holds_past_the_beginning() -> None:
    starts = NOW + timedelta(hours=5)
    assert place_rules.offer_end(now=NOW, hours=24, starts_at=starts) == starts
    assert place_rules.offer_end(now=NOW, hours=2, starts_at=starts) == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("standing", "minutes", "status", "expected"),
    [
        (Standing.OFFERED, 1, ClassStatus.PUBLISHED, ""),
        (Standing.OFFERED, 0, ClassStatus.PUBLISHED, "offer_lapsed"),
        (Standing.LAPSED, 1, ClassStatus.PUBLISHED, "offer_lapsed"),
        (Standing.WAITING, 1, ClassStatus.PUBLISHED, "no_offer"),
        (Standing.OFFERED, 1, ClassStatus.CANCELLED, "cancelled"),
    ],
)
def test_when_an_offer_can_be_accepted(standing: Standing, minutes: int, status: ClassStatus, expected: str) -> None:
    until = NOW + timedelta(minutes=minutes) if standing is not Standing.WAITING else None
    found = place_rules.not_acceptable(standing, until, status, NOW + timedelta(hours=1), now=NOW)
    assert (found.code if isinstance(found, Refusal) else "") == expected


@pytest.mark.parametrize(("most", "has", "wanted", "expected"), [(0, 9, 9, ""), (3, 1, 2, ""), (3, 2, 2, "firm_full")])
def test_one_firm_has_so_many_places_at_most(most: int, has: int, wanted: int, expected: str) -> None:
    found = place_rules.beyond_cap(most=most, has=has, wanted=wanted)
    assert (found.code if found else "") == expected
