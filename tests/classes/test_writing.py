"""A class is written by an instructor, let out by the desk, changed, repeated and called off."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from club.classes.models import ClassSession, ClassStatus
from club.clubs.models import Club
from club.core import clock
from club.core.audit import ClubEvent
from club.core.db import db
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import (
    a_class,
    a_club,
    a_firm,
    a_membership,
    a_person,
    a_registration,
    a_role,
    a_talk,
    as_desk,
    sign_in,
)

IN_A_WEEK = (clock.now() + timedelta(days=7)).date().isoformat()
WRITTEN = {
    "title": "Counting stock",
    "summary": "An afternoon about stock.",
    "day": IN_A_WEEK,
    "begins": "14:00",
    "ends": "17:00",
    "place": "Hangzhou",
    "online_url": "https://meet.example/secret",
    "seats": "40",
    "description": "## Why\n\n**Because** <script>alert(1)</script>",
    "lang": "en",
    "audience": "public",
}


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", zone="Europe/Berlin")


def a_writer(client: HouseClient, club: Club, role: ClubRole) -> Person:
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)
    return person


def the_classes(club: Club) -> list[ClassSession]:
    with as_desk(club):
        return list(db.session.scalars(select(ClassSession).order_by(ClassSession.starts_at)))


def test_an_instructor_drafts_and_the_secretary_publishes(crown, client: HouseClient, app) -> None:
    person = a_writer(client, crown, ClubRole.INSTRUCTOR)
    answer = client.submit("/crown/classes/new", {**WRITTEN, "do": "publish"})
    assert answer.location.endswith("/crown/classes/counting-stock")
    (row,) = the_classes(crown)
    assert (row.status, row.author_id, row.begins) == (ClassStatus.DRAFT, person.id, "14:00")
    assert "<script" not in row.description_html
    stranger = app.test_client()
    assert stranger.get("/crown/classes/counting-stock").status_code == 404
    secretary = app.test_client()
    a_writer(secretary, crown, ClubRole.SECRETARY)
    assert secretary.submit("/crown/classes/counting-stock/edit", {**WRITTEN, "do": "publish"}).status_code == 303
    page = stranger.get("/crown/classes/counting-stock").text
    assert "14:00–17:00" in page
    assert "40 places left of 40" in page
    assert "meet.example" not in page
    assert client.get("/crown/classes/counting-stock/edit").status_code == 404
    with as_desk(crown):
        did = sorted(db.session.scalars(select(ClubEvent.did)))
    assert did == ["class.changed", "class.drafted", "class.published"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"ends": "13:00"}, "The class ends before it begins."),
        ({"day": "9999-12-31"}, "more than three years away"),
        ({"seats": "0"}, "Number must be between 1 and 5000"),
        ({"seats": "9" * 40}, "Not a valid integer value"),
        ({"begins": "two"}, "Give a time such as 14:00."),
        ({"opens": "2026-12-01T10:00", "closes": "2026-12-01T09:00"}, "would close before it opens"),
        ({"opens": f"{IN_A_WEEK}T15:00"}, "Registration would open when the class has begun."),
        ({"closes": "9999-12-31T23:59"}, "Check the year"),
        ({"online_url": "javascript:alert(1)"}, "Give the whole link"),
        ({"summary": "", "do": "publish"}, "Write a summary"),
        ({"slug": "places"}, "Use small Latin letters"),
        ({"agenda": "line\n" * 41}, "Give at most 40 lines."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    crown, client: HouseClient, typed: dict[str, str], told: str
) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    answer = client.submit("/crown/classes/new", {**WRITTEN, **typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Counting stock" in answer.text
    assert the_classes(crown) == []


def test_all_that_is_missing_for_readers_is_told_at_once(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    assert client.get("/crown/classes/new").text.count("(needed to publish)") == 1
    typed = {**WRITTEN, "title": "", "summary": "", "place": "", "online_url": "", "do": "publish"}
    page = client.submit("/crown/classes/new", typed).text
    assert [told in page for told in ("Write a summary", "Say where the class is held", 'id="title-why"')] == [True] * 3


def test_what_is_wrong_with_its_time_is_told_with_all_else(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    wrong = {"title": "", "day": "2001-02-03", "ends": "13:00", "seats": "0", "opens": "2001-02-03T15:00"}
    page = client.submit("/crown/classes/new", {**WRITTEN, **wrong, "do": "publish"}).text
    for told in ("Fill this in", "more than three years away", "ends before it begins", "between 1 and 5000"):
        assert told in page, told
    assert "Registration would open when the class has begun." in page


def test_a_day_that_is_over_is_told_with_all_that_is_missing_for_readers(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    yesterday = (clock.now() - timedelta(days=2)).date().isoformat()
    page = client.submit("/crown/classes/new", {**WRITTEN, "day": yesterday, "summary": "", "do": "publish"}).text
    assert "This moment is over already." in page
    assert "Write a summary" in page


def test_a_class_that_is_out_tells_a_day_that_is_over_with_all_else(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/classes/new", {**WRITTEN, "do": "publish"})
    yesterday = (clock.now() - timedelta(days=2)).date().isoformat()
    page = client.submit("/crown/classes/counting-stock/edit", {**WRITTEN, "day": yesterday, "title": ""}).text
    assert "This moment is over already." in page
    assert "Fill this in" in page


def test_moved_over_a_change_of_clocks_it_begins_at_the_same_hour(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    year = clock.now().year + 1
    client.submit("/crown/classes/new", {**WRITTEN, "day": f"{year}-03-01", "do": "publish"})
    client.submit("/crown/classes/counting-stock/edit", {**WRITTEN, "day": f"{year}-07-01"})
    (row,) = the_classes(crown)
    assert (row.begins, row.starts_at.hour) == ("14:00", 12)
    assert "14:00–17:00" in client.get("/crown/classes/counting-stock").text


def test_a_draft_takes_another_address_or_goes(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.INSTRUCTOR)
    client.submit("/crown/classes/new", WRITTEN)
    answer = client.submit("/crown/classes/counting-stock/edit", {**WRITTEN, "slug": "stock-in-november"})
    assert answer.location.endswith("/crown/classes/stock-in-november")
    page = "/crown/classes/stock-in-november"
    other = a_class(crown)
    hidden = client.form(page)
    assert client.post(f"/crown/classes/{other.slug}/discarding", data=hidden).status_code == 404
    assert client.submit(page, to=f"{page}/discarding").status_code == 303
    assert [row.slug for row in the_classes(crown)] == [other.slug]


def test_a_reason_that_is_too_long_is_not_lost(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    page = f"/crown/classes/{a_class(crown).slug}"
    answer = client.submit(page, {"reason": "Ill. " * 100}, to=f"{page}/cancellation")
    assert answer.status_code == 422
    assert "Ill. Ill." in answer.text
    assert [row.status for row in the_classes(crown)] == [ClassStatus.PUBLISHED]


def test_the_pages_of_a_class_tell_moments_by_its_clock_also_to_a_firm_elsewhere(crown, client: HouseClient) -> None:
    row = a_class(crown, opens_at=datetime(2126, 7, 1, 12, tzinfo=UTC), online_url="https://meet.example/a")
    person = a_person()
    a_membership(a_firm(crown, "lantern", zone="America/New_York"), FirmRole.STAFF, person)
    sign_in(client, person)
    assert "Registration opens on 1 Jul 2126, 14:00." in client.get(f"/crown/firms/lantern/classes/{row.slug}").text
    assert "· Central European" in client.get(f"/crown/classes/{row.slug}").text


def test_a_stale_page_overwrites_nothing(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/classes/new", WRITTEN)
    path = "/crown/classes/counting-stock/edit"
    stale = client.form(path)
    client.submit(path, {**WRITTEN, "title": "Second"})
    answer = client.post(path, data={**stale, **WRITTEN, "title": "Third"})
    assert answer.status_code == 422
    assert "Third" in answer.text
    assert [row.title for row in the_classes(crown)] == ["Second"]


def test_whoever_moves_a_class_reads_when_its_list_is_told(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/classes/new", {**WRITTEN, "do": "publish"})
    (row,) = the_classes(crown)
    path, told = "/crown/classes/counting-stock/edit", "Everybody on the list is told within ten minutes"
    assert told not in client.submit(path, {**WRITTEN, "place": "Ningbo"}, follow_redirects=True).text
    a_registration(row, crown)
    assert told in client.submit(path, {**WRITTEN, "place": "Suzhou"}, follow_redirects=True).text


def test_a_series_makes_sessions_of_their_own(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/classes/new", {**WRITTEN, "do": "publish"})
    path = "/crown/classes/counting-stock/series"
    typed = {**client.form(path), "every": "week", "times": "3"}
    assert {client.post(path, data=typed).status_code for _click in range(2)} == {303}
    rows = the_classes(crown)
    assert [row.slug for row in rows] == ["counting-stock", "counting-stock-2", "counting-stock-3"]
    assert len({row.series for row in rows}) == 1
    assert {row.begins for row in rows} == {"14:00"}
    assert client.get("/crown/classes/counting-stock").text.count("counting-stock-") == 2
    assert client.submit(path, {"every": "week", "times": "3"}).status_code == 422
    client.submit(
        "/crown/classes/counting-stock-2", {"reason": "Ill"}, to="/crown/classes/counting-stock-2/cancellation"
    )
    assert [row.status for row in the_classes(crown)] == [
        ClassStatus.PUBLISHED,
        ClassStatus.CANCELLED,
        ClassStatus.PUBLISHED,
    ]


def test_the_list_shows_what_is_to_come_and_what_was(crown, client: HouseClient) -> None:
    later, sooner = a_class(crown, in_days=9), a_class(crown, in_days=2, seats=3, taken=3, waiting=1)
    past, _hidden = a_class(crown, in_days=-9), a_class(crown, status=ClassStatus.DRAFT)
    a_class(crown, in_days=-0.01)
    page = client.get("/crown/classes").text
    assert [page.index(row.title) for row in (sooner, later, past)] == sorted(
        page.index(row.title) for row in (sooner, later, past)
    )
    assert "full, with a waiting list" in page
    assert "takes place now" in page
    assert _hidden.slug not in page


def test_calendars_hold_what_is_to_come_with_its_state(crown, client: HouseClient) -> None:
    row = a_class(crown, title="Stock; counting, and more")
    off = a_class(crown, status=ClassStatus.CANCELLED, in_days=8)
    a_class(crown, in_days=-3)
    answer = client.get("/crown/classes.ics")
    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [(event["summary"], event["status"]) for event in events] == [
        (row.title, "CONFIRMED"),
        (off.title, "CANCELLED"),
    ]
    (one,) = Calendar.from_ical(client.get(f"/crown/classes/{row.slug}.ics").data).walk("VEVENT")
    assert one.decoded("dtstart") == row.starts_at
    assert str(one["uid"]).startswith(row.ref)


def test_an_agenda_leads_to_published_talks_only(crown, client: HouseClient) -> None:
    talk = a_talk(crown, title="Counting")
    row = a_class(crown, agenda=f"Talk: /talks/{talk.slug}\nLater: /talks/not-there")
    page = client.get(f"/crown/classes/{row.slug}").text
    assert f'href="/crown/talks/{talk.slug}"' in page
    assert "not-there" not in page
