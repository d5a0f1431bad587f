"""One day everywhere inside a firm: in its zone, from its hour on, whatever the club's clock shows."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from club.core.clock import Days
from tests.acknowledgements.mill import MAJOR, Mill
from tests.client import HouseClient
from tests.makers import a_club, sign_in

SHANGHAI = ZoneInfo("Asia/Shanghai")
PUBLISHED = datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
NEXT_DAY = date(2026, 11, 24)


@pytest.fixture
def traveller() -> Any:
    with time_machine.travel(PUBLISHED, tick=False) as found:
        yield found


def test_a_day_begins_at_its_hour_in_its_zone() -> None:
    days = Days("America/Los_Angeles", 6)
    assert days.begins(NEXT_DAY).isoformat() == "2026-11-24T06:00:00-08:00"
    assert days.of(days.begins(NEXT_DAY)) == NEXT_DAY


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "hour", "before", "after"),
    [
        ("", 6, datetime(2026, 11, 24, 5, 59, tzinfo=SHANGHAI), datetime(2026, 11, 24, 6, tzinfo=SHANGHAI)),
        ("Asia/Tokyo", 0, datetime(2026, 11, 23, 22, 59, tzinfo=SHANGHAI), datetime(2026, 11, 23, 23, tzinfo=SHANGHAI)),
    ],
)
def test_a_text_is_read_and_signed_from_the_same_moment_on(
    app, client: HouseClient, traveller, zone: str, hour: int, before: datetime, after: datetime
) -> None:
    mill = Mill(club=a_club("crown", zone="Asia/Shanghai"), zone=zone, day_starts_at=hour)
    mill.assign()
    mill.publish(MAJOR, effective_on=NEXT_DAY)
    sign_in(client, mill.people["staff"][0])
    pages = [f"/crown/firms/mill/{shelf}/{mill.document.ref}" for shelf in ("standards", "reading")]
    for moment, reply in ((before, "Reply in 30 seconds."), (after, "Reply in 20 seconds.")):
        traveller.move_to(moment)
        assert all(reply in client.get(page).text for page in pages)


def test_moments_on_a_firms_pages_are_in_its_zone(app, client: HouseClient, traveller) -> None:
    mill = Mill(zone="America/Los_Angeles")
    sign_in(client, mill.people["owner"][0])
    client.submit("/crown/firms/mill/settings", {"lang": "en", "zone": "America/Los_Angeles", "day_starts_at": "0"})
    assert "22 Nov 2026, 20:00" in client.get("/crown/firms/mill/events").text
