"""What engines and chats are told of talks, articles, classes and courses that are for everybody."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from club.classes.models import Audience, ClassSession, ClassStatus
from club.clubs.models import Club
from club.core.db import session
from club.courses.models import CourseStatus
from club.talks.models import Visibility
from tests.client import HouseClient
from tests.makers import a_class, a_club, a_course, a_talk, as_desk

HOME = "http://127.0.0.1:8000/crown"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def told(client: HouseClient, path: str) -> list[Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(f"/crown/{path}").text)
    return json.loads(found[1]) if found else []


def test_a_class_is_an_event_with_its_own_clock_and_without_the_way_in(crown: Club, client: HouseClient) -> None:
    a_class(
        crown,
        slug="packing",
        title="Packing",
        place="Hall 2",
        online_url="https://meet.test/secret",
        host="Demo Host",
        zone="Asia/Shanghai",
        starts_at=datetime(2027, 1, 5, 6, tzinfo=UTC),
        ends_at=datetime(2027, 1, 5, 8, tzinfo=UTC),
    )
    event, way = told(client, "classes/packing")
    assert event["@type"] == "Event"
    assert event["startDate"] == "2027-01-05T14:00:00+08:00"
    assert event["endDate"] == "2027-01-05T16:00:00+08:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["location"] == [
        {"@type": "Place", "name": "Hall 2", "address": "Hall 2"},
        {"@type": "VirtualLocation", "url": f"{HOME}/classes/packing"},
    ]
    assert event["organizer"] == {"@type": "Organization", "name": crown.name_en, "url": HOME}
    assert "secret" not in json.dumps(event)
    assert [step["item"] for step in way["itemListElement"]] == [
        f"{HOME}/",
        f"{HOME}/classes",
        f"{HOME}/classes/packing",
    ]


def test_a_class_that_moved_or_was_called_off_says_so(crown: Club, client: HouseClient) -> None:
    made = a_class(crown, slug="packing")
    for changed, expected in (
        ({"moved_at": datetime(2026, 11, 1, tzinfo=UTC)}, "EventScheduled"),
        ({"moved_from": datetime(2026, 11, 1, tzinfo=UTC)}, "EventRescheduled"),
        ({"status": ClassStatus.CANCELLED}, "EventCancelled"),
    ):
        with as_desk(crown):
            row = session().get_one(ClassSession, made.id)
            for name, value in changed.items():
                setattr(row, name, value)
        assert told(client, "classes/packing")[0]["eventStatus"] == f"https://schema.org/{expected}"


def test_a_course_is_a_course_of_the_club(crown: Club, client: HouseClient) -> None:
    a_course(crown, slug="stock", title="Stock", topics=["盘点"], lessons=2)
    course, way = told(client, "courses/stock")
    assert (course["@type"], course["name"], course["about"]) == ("Course", "Stock", ["盘点"])
    assert course["provider"]["name"] == crown.name_en
    assert course["hasCourseInstance"]["courseWorkload"] == "PT2M"
    assert way["itemListElement"][-1]["name"] == "Stock"


def test_a_talk_tells_of_its_recording_and_its_first_picture(crown: Club, client: HouseClient) -> None:
    html = '<p>See.</p><img src="/talks/pictures/abcdefghijklmnop" alt="">'
    a_talk(crown, slug="one", transcript_html=html, recording="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    article, _way = told(client, "talks/one")
    picture = f"{HOME}/talks/pictures/abcdefghijklmnop"
    assert article["image"] == picture
    assert article["video"]["thumbnailUrl"] == picture
    assert article["video"]["embedUrl"].startswith("https://www.youtube-nocookie.com/")
    assert f'<meta property="og:image" content="{picture}">' in client.get("/crown/talks/one").text


def test_what_is_not_for_everybody_tells_engines_nothing(crown: Club, client: HouseClient) -> None:
    html = '<img src="/talks/pictures/abcdefghijklmnop" alt="">'
    a_talk(crown, slug="inside", visibility=Visibility.MEMBERS, transcript_html=html)
    a_class(crown, slug="inside", audience=Audience.MEMBERS)
    a_course(crown, slug="inside", visibility=Visibility.MEMBERS)
    a_course(crown, slug="retired", status=CourseStatus.RETIRED)
    for path in ("talks/inside", "classes/inside", "courses/inside", "courses/retired"):
        assert told(client, path) == []
        assert "og:image" not in client.get(f"/crown/{path}").text
