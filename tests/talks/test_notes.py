"""What members write to a speaker: who may, how often, who reads it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from club.core import clock
from club.core.db import session
from club.core.messages import Message
from club.core.scope import Scope
from club.policy import ClubRole, FirmRole
from club.talks.models import Publication, Talk
from club.talks.note_models import SpeakerNote
from club.talks.note_rules import LONGEST_NOTE, NOTES_OF_ONE, note_fault
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_note, a_person, a_role, a_talk, as_desk, sign_in
from tests.makers.scopes import about

NOTE = "/crown/talks/one/note"


class Place:
    """A club with a talk by an instructor, and a member who is signed in."""

    def __init__(self, client: HouseClient) -> None:
        self.club, self.client = a_club("crown"), client
        self.author, self.member = a_person(), a_person()
        a_role(self.club, self.author, ClubRole.INSTRUCTOR)
        a_membership(a_firm(self.club), FirmRole.STAFF, self.member)
        self.talk = a_talk(self.club, slug="one", author_id=self.author.id)
        sign_in(client, self.member)

    def written(self) -> int:
        with as_desk(self.club):
            return session().scalars(select(func.count()).select_from(SpeakerNote)).one()


@pytest.mark.parametrize(("lately", "is_fine"), [(0, True), (NOTES_OF_ONE - 1, True), (NOTES_OF_ONE, False)])
def test_five_notes_a_day_are_enough(lately: int, is_fine: bool) -> None:
    assert (note_fault(written_lately=lately) is None) is is_fine


def test_a_note_reaches_the_author_and_nobody_else(app, client: HouseClient) -> None:
    place = Place(client)
    answer = client.submit(NOTE, {"text": "The <b>ladder</b> helped."})
    assert answer.status_code == 303
    assert "Your note is with the speaker" in client.get("/crown/talks/one").text
    assert "helped" not in client.get("/crown/talks/one").text
    assert client.get("/crown/talks/one/notes").status_code == 404
    with about(Scope(place.club.id, person=place.author.id)):
        told = session().scalars(select(Message)).one()
        assert told.event == "talks/note"
        assert "helped" not in told.body_text
    sign_in(client, place.author)
    assert "The &lt;b&gt;ladder&lt;/b&gt; helped." in client.get("/crown/talks/one/notes").text
    assert "/crown/talks/one/notes" in client.get("/crown/talks/one").text


def test_another_instructor_reads_none_of_it_and_an_editor_all(app, client: HouseClient) -> None:
    place = Place(client)
    a_note(place.talk, place.club, text="Between us.")
    for role, status in ((ClubRole.INSTRUCTOR, 404), (ClubRole.EDITOR, 200)):
        other = a_person()
        a_role(place.club, other, role)
        sign_in(client, other)
        assert client.get("/crown/talks/one/notes").status_code == status


def test_a_visitor_is_asked_to_sign_in(app, client: HouseClient) -> None:
    Place(client)
    visitor = app.test_client()
    assert visitor.get(NOTE).status_code in {302, 303}
    assert "Write to the speaker" not in visitor.get("/crown/talks/one").text


@pytest.mark.parametrize("text", ["", "  ", "x" * (LONGEST_NOTE + 1), "a\0b"])
def test_what_is_no_note_comes_back_as_it_was_typed(app, client: HouseClient, text: str) -> None:
    place = Place(client)
    assert client.submit(NOTE, {"text": text}).status_code == 422
    assert place.written() == 0


def test_the_sixth_note_of_a_day_is_kept_for_tomorrow(app, client: HouseClient) -> None:
    place = Place(client)
    for number in range(NOTES_OF_ONE):
        a_note(place.talk, place.club, person_id=place.member.id, text=f"Note {number}")
    answer = client.submit(NOTE, {"text": "One more"})
    assert answer.status_code == 422
    assert "One more</textarea>" in answer.text
    with clock.telling_of(clock.now() + timedelta(days=2)):
        sign_in(client, place.member)
        assert client.submit(NOTE, {"text": "One more"}).status_code == 303


def test_the_same_form_sent_twice_is_one_note(app, client: HouseClient) -> None:
    place = Place(client)
    fields = {**client.form(NOTE), "text": "Once"}
    assert [client.post(NOTE, data=fields).status_code for _ in range(2)] == [303, 303]
    assert place.written() == 1


def test_a_talk_that_is_not_out_takes_no_note(app, client: HouseClient) -> None:
    place = Place(client)
    fields = {**client.form(NOTE), "text": "Late"}
    with as_desk(place.club):
        session().get_one(Talk, place.talk.id).status = Publication.DRAFT
    assert client.post(NOTE, data=fields).status_code == 404
    assert place.written() == 0
