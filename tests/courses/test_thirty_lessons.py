"""A course of thirty lessons, typed form by form, handed in, published, and taken by somebody to its certificate."""

import re

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.courses.learning_models import Certificate
from club.courses.models import Sort
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, a_talk, as_firm, sign_in

pytestmark = pytest.mark.slow

HERE = "/crown/courses/a-season-in-thirty-lessons"
MODULES = ("Before the season", "Choosing", "The page", "Traffic", "Stock", "After the season")
EACH = (Sort.TEXT, Sort.TEXT, Sort.VIDEO, Sort.TALK, Sort.TEXT)
WORDS = "\n\n".join(f"## Step {step}\n\n" + "Count what is there and write it down today. " * 12 for step in range(3))
MOST_KILOBYTES = 40


def signed_in(client: HouseClient, club: Club, role: ClubRole) -> None:
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)


def write(client: HouseClient, talk: str) -> None:
    """Type the course: six modules of five lessons, each by the link that the page offers for it."""
    facts = {
        "title": "A season in thirty lessons",
        "summary": "From plan to stock.",
        "lang": "en",
        "visibility": "public",
    }
    client.submit("/crown/courses/new", facts)
    for title in MODULES:
        client.submit(f"{HERE}/edit", {"title": title}, to=f"{HERE}/modules")
        for place, sort in enumerate(EACH, 1):
            links = re.findall(r'href="([^"]*/lessons/new\?[^"]*)"', client.get(f"{HERE}/edit").text)
            add = [link.replace("&amp;", "&") for link in links if f"sort={sort.value}" in link][-1]
            more = {Sort.VIDEO: {"video": "https://www.bilibili.com/video/BV1xx411c7mD/"}, Sort.TALK: {"talk": talk}}
            typed = {"title": f"{title}, part {place}", "words": WORDS, **more.get(sort, {}), "do": "publish"}
            assert client.submit(add, typed).status_code == 303


def test_a_course_of_thirty_lessons(app, client: HouseClient) -> None:
    crown = a_club("crown")
    lantern = a_firm(crown, "lantern")
    talk = a_talk(crown, title="What we count")
    signed_in(client, crown, ClubRole.INSTRUCTOR)
    write(client, str(talk.id))
    client.submit(f"{HERE}/edit", {"do": "submit"}, to=f"{HERE}/step")
    signed_in(client, crown, ClubRole.EDITOR)
    client.submit(f"{HERE}/edit", {"do": "publish"}, to=f"{HERE}/step")
    learner = a_person()
    a_membership(lantern, FirmRole.STAFF, learner)
    sign_in(client, learner)
    learning = "/crown/firms/lantern/learning/courses/a-season-in-thirty-lessons"
    client.submit(HERE, to=learning)
    for number in range(1, 31):
        page = client.get(f"{HERE}/lessons/{number}")
        assert f"Lesson {number} of 30" in page.text
        assert len(page.data) < MOST_KILOBYTES * 1024
        client.submit(f"{HERE}/lessons/{number}", to=f"{learning}/lessons/{number}")
    outline = client.get(HERE)
    assert "You finished this course" in outline.text
    assert [outline.text.index(title) for title in MODULES] == sorted(outline.text.index(title) for title in MODULES)
    assert len(outline.data) < MOST_KILOBYTES * 1024
    with as_firm(lantern):
        assert db.session.scalars(select(Certificate.lessons)).all() == [30]
