"""Whoever publishes hears of what is handed in, and whoever wrote it what became of it."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import jobs
from club.core.db import db
from club.core.messages import Message
from club.people.models import Person
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, as_desk, sign_in
from tests.talks.test_release import AGREED
from tests.talks.test_writing import WRITTEN, a_writer

STEP = {"to": "/crown/talks/counting-stock/step"}
EDIT = "/crown/talks/counting-stock/edit"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def an_editor(club: Club, role: ClubRole = ClubRole.EDITOR) -> Person:
    person = a_person()
    a_role(club, person, role)
    return person


def told(person: Person, club: Club) -> list[tuple[str, bool]]:
    """What stands in somebody's inbox, and whether it is done."""
    with as_desk(club, person.id):
        rows = db.session.scalars(
            select(Message).where(Message.person_id == person.id).order_by(Message.written_at, Message.ref)
        )
        return [(row.subject, row.read_at is not None) for row in rows]


def test_editors_are_told_once_of_all_that_is_handed_in(crown, client: HouseClient) -> None:
    editors = [an_editor(crown), an_editor(crown, ClubRole.ADMINISTRATOR)]
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "submit"})
    client.submit("/crown/news/new", {**WRITTEN, "title": "We moved", "body": "On.", "do": "submit"})
    jobs.finish_all()
    for editor in editors:
        assert told(editor, crown) == [("Handed in: “Counting stock”", False)]
    sign_in(client, editors[0])
    desk = client.get("/crown/desk").text
    assert "2 texts were handed in" in desk
    assert "/crown/texts?status=submitted" in desk


def test_a_writer_hears_that_an_editor_published_the_text(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "submit"})
    sign_in(client, an_editor(crown))
    client.submit(EDIT, {"do": "publish"}, **STEP)
    assert [subject for subject, _ in told(writer, crown)] == ["“Counting stock” is published"]


def test_what_somebody_does_alone_tells_nobody(crown, client: HouseClient) -> None:
    editor = a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "submit"})
    client.submit(EDIT, {"do": "publish"}, **STEP)
    jobs.finish_all()
    assert told(editor, crown) == []


def test_the_letter_that_asks_to_release_is_done_once_released(crown, client: HouseClient) -> None:
    speaker = a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "speaker_is": str(speaker.id), "do": "save"})
    client.submit("/crown/talks/counting-stock/speaker")
    assert [done for _, done in told(speaker, crown)] == [False]
    assert client.submit("/crown/talks/counting-stock/release", AGREED).status_code == 303
    assert [done for _, done in told(speaker, crown)] == [True]


def test_whoever_wrote_what_is_out_is_led_to_it(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "submit"})
    sign_in(client, an_editor(crown))
    client.submit(EDIT, {"do": "publish"}, **STEP)
    sign_in(client, writer)
    for page in (EDIT, EDIT.replace("edit", "kit")):
        led = client.get(page)
        assert (led.status_code, led.location) == (303, "/crown/talks/counting-stock")
        assert "an editor of the club changes it" in client.get(led.location).text
