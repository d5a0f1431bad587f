"""When a class takes place, and who may come in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from club.classes import rules
from club.classes.models import Audience, ClassStatus
from club.classes.rules import Every, Phase, Span
from club.core.refusals import Refusal

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def code(found: object) -> str:
    return found.code if isinstance(found, Refusal) else ""


def test_a_class_keeps_the_time_on_the_wall_over_a_change_of_clocks() -> None:
    before = rules.span(date(2027, 3, 26), "14:00", "16:00", BERLIN, now=NOW)
    after = rules.span(date(2027, 4, 2), "14:00", "16:00", BERLIN, now=NOW)
    assert before == Span(datetime(2027, 3, 26, 13, tzinfo=UTC), datetime(2027, 3, 26, 15, tzinfo=UTC))
    assert after == Span(datetime(2027, 4, 2, 12, tzinfo=UTC), datetime(2027, 4, 2, 14, tzinfo=UTC))


def test_a_time_that_the_clock_skips_is_refused_and_one_that_comes_twice_is_the_first() -> None:
    assert code(rules.span(date(2027, 3, 28), "02:30", "04:00", BERLIN, now=NOW)) == "no_such_time"
    twice = rules.moment_of(date(2027, 10, 31), "02:30", BERLIN)
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "expected"),
    [
        (date(2026, 12, 1), "14:00", "13:59", "end_before_start"),
        (date(2026, 12, 1), "14:00", "14:00", "end_before_start"),
        (date(9999, 12, 31), "14:00", "16:00", "too_far"),
        (date(1, 1, 1), "00:00", "01:00", "too_far"),
        (date(2026, 12, 1), "00:00", "23:59", ""),
    ],
)
def test_impossible_times_are_told(day: date, begins: str, ends: str, expected: str) -> None:
    assert code(rules.span(day, begins, ends, BERLIN, now=NOW)) == expected


@pytest.mark.parametrize(
    ("typed", "kept"), [("9:30", "09:30"), ("14：00", "14:00"), ("24:00", None), ("", None), ("2pm", None)]
)
def test_a_time_of_day_is_read(typed: str, kept: str | None) -> None:
    assert rules.clock_of(typed) == kept


def test_that_a_class_is_over_follows_from_its_end() -> None:
    lasting = {"starts_at": NOW, "ends_at": NOW + timedelta(hours=2)}
    seen = [
        rules.phase(ClassStatus.PUBLISHED, **lasting, now=NOW + timedelta(hours=hours)) for hours in (-1, 0, 1, 2, 3)
    ]
    assert seen == [Phase.UPCOMING, Phase.RUNNING, Phase.RUNNING, Phase.OVER, Phase.OVER]
    assert rules.phase(ClassStatus.CANCELLED, **lasting, now=NOW + timedelta(days=9)) is Phase.CANCELLED


@pytest.mark.parametrize(
    ("seats", "taken", "waiting", "left"), [(40, 0, 0, 40), (40, 39, 0, 1), (40, 39, 1, 0), (20, 40, 0, 0)]
)
def test_no_place_is_left_while_somebody_waits_or_more_are_taken(
    seats: int, taken: int, waiting: int, left: int
) -> None:
    assert rules.places_left(seats=seats, taken=taken, waiting=waiting) == left


@pytest.mark.parametrize(
    ("status", "hours", "expected"),
    [
        (ClassStatus.PUBLISHED, 0, "not_yet"),
        (ClassStatus.PUBLISHED, 2, ""),
        (ClassStatus.PUBLISHED, 4, "closed"),
        (ClassStatus.PUBLISHED, 6, "begun"),
        (ClassStatus.CANCELLED, 2, "cancelled"),
        (ClassStatus.DRAFT, 2, "not_out"),
    ],
)
def test_registration_opens_and_closes(status: ClassStatus, hours: int, expected: str) -> None:
    opens, closes, starts = (NOW + timedelta(hours=after) for after in (1, 3, 5))
    assert code(rules.not_open(status, starts, opens, closes, now=NOW + timedelta(hours=hours))) == expected


@pytest.mark.parametrize(
    ("audience", "decides", "runs_shops", "expected"),
    [
        (Audience.PUBLIC, True, True, ""),
        (Audience.PUBLIC, False, True, "decides"),
        (Audience.PUBLIC, True, None, "runs_shops"),
        (Audience.MEMBERS, True, True, "members_only"),
    ],
)
def test_whom_a_class_is_for(audience: Audience, decides: bool, runs_shops: bool | None, expected: str) -> None:
    asked = ["decides", "runs_shops"]
    assert code(rules.not_eligible(audience, asked, decides=decides, runs_shops=runs_shops)) == expected


def test_a_series_comes_at_the_end_of_shorter_months() -> None:
    assert rules.days_of_series(date(2027, 11, 30), Every.MONTH, 4) == [
        date(2027, 12, 30),
        date(2028, 1, 30),
        date(2028, 2, 29),
    ]
    assert rules.days_of_series(date(2026, 12, 24), Every.FORTNIGHT, 3) == [date(2027, 1, 7), date(2027, 1, 21)]


def test_what_closes_two_days_before_does_so_at_the_same_hour_after_the_clocks_change() -> None:
    closes = datetime(2027, 3, 26, 17, tzinfo=UTC)  # 18:00 in Berlin, two days before they are put forward
    later = rules.on_another_day(closes, timedelta(weeks=1), "Europe/Berlin")
    assert later == datetime(2027, 4, 2, 16, tzinfo=UTC)
    assert rules.on_another_day(None, timedelta(weeks=1), "Europe/Berlin") is None


def test_an_agenda_names_talks_and_addresses() -> None:
    lines = rules.agenda_lines(
        "14:00 Welcome\n\nStock: https://club.example/crown/talks/counting-stock\n看：/talks/stock\nSlides https://club.example/a.pdf\n"
        "Others: https://conference.example/2026/talks/stock",
        host="club.example",
    )
    assert [(line.text, line.talk, line.address) for line in lines] == [
        ("14:00 Welcome", "", ""),
        ("Stock", "counting-stock", ""),
        ("看", "stock", ""),
        ("Slides", "", "https://club.example/a.pdf"),
        ("Others", "", "https://conference.example/2026/talks/stock"),
    ]
