"""The speaker of a talk may be a person of the writer’s own firm who writes nothing for the club."""

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.audit import ClubEvent, FirmEvent
from club.core.db import db, session
from club.core.messages import Message
from club.core.scope import Scope
from club.firms.models import Firm, Membership
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from club.talks.models import Publication, SpeakerAnswer, Talk
from tests.client import HouseClient
from tests.makers import (
    a_club,
    a_firm,
    a_membership,
    a_person,
    a_piece,
    a_role,
    a_talk,
    a_template,
    as_desk,
    sign_in,
)
from tests.makers.scopes import about
from tests.talks.test_writing import WRITTEN

NEW, EDIT = "/crown/talks/new", "/crown/talks/counting-stock/edit"


class Place:
    """A firm whose owner writes for the club and whose colleague does not; another firm with a person of its own."""

    def __init__(self, client: HouseClient) -> None:
        self.club, self.client = a_club("crown"), client
        self.firm, other = a_firm(self.club, "lantern"), a_firm(self.club, "harbour")
        self.writer, self.colleague, self.stranger = a_person(), a_person(), a_person()
        a_role(self.club, self.writer, ClubRole.INSTRUCTOR)
        a_membership(self.firm, FirmRole.OWNER, self.writer, name="Demo Owner")
        self.membership = a_membership(self.firm, FirmRole.STAFF, self.colleague, name="Demo Colleague")
        a_membership(other, FirmRole.STAFF, self.stranger, name="Demo Stranger")
        sign_in(client, self.writer)

    def write(self, who: Person, page: str = NEW, **more: str) -> int:
        typed = {**WRITTEN, "speaker": "", "speaker_is": str(who.id), "do": "save", **more}
        return self.client.submit(page, typed).status_code

    def talk(self) -> Talk:
        with as_desk(self.club):
            return db.session.scalars(select(Talk)).one()

    def told(self, person: Person) -> list[str]:
        with about(Scope(self.club.id, person=person.id)):
            return list(session().scalars(select(Message.event).order_by(Message.written_at)))


@pytest.fixture
def place(app, client: HouseClient) -> Place:
    return Place(client)


def spoken_by(talk: Talk) -> tuple[int | None, str, int | None, str]:
    return talk.speaker_id, talk.speaker, talk.firm_id, talk.firm_name


def of(person: Person, name: str, firm: Firm) -> tuple[int, str, int, str]:
    return person.id, name, firm.id, firm.name


def test_a_colleague_is_offered_and_named_with_the_firm(place: Place) -> None:
    page = place.client.get(NEW).text
    assert f"Demo Colleague · {place.firm.name}" in page
    assert "Demo Stranger" not in page
    assert place.write(place.colleague) == 303
    assert spoken_by(place.talk()) == of(place.colleague, "Demo Colleague", place.firm)


def test_nobody_of_another_firm_is_named_by_a_forged_choice(place: Place) -> None:
    fields = {**place.client.form(NEW), **WRITTEN, "speaker": "As typed", "speaker_is": str(place.stranger.id)}
    for forged in (str(place.stranger.id), "0", "-1", "x" * 5000):
        answer = place.client.post(NEW, data={**fields, "speaker_is": forged, "do": "save"})
        assert answer.status_code == 422
        assert "This person cannot be named" in answer.text
        assert "As typed" in answer.text
    with as_desk(place.club):
        assert db.session.scalars(select(Talk)).all() == []


def test_whoever_has_left_is_not_offered_and_stays_where_named(place: Place) -> None:
    place.write(place.colleague)
    fields = place.client.form(NEW)
    with about(Scope(place.club.id, place.firm.id)):
        session().get_one(Membership, place.membership.id).left_at = clock.now()
    assert "Demo Colleague" not in place.client.get(NEW).text
    late = {**fields, **WRITTEN, "title": "Late", "speaker_is": str(place.colleague.id), "do": "save"}
    assert place.client.post(NEW, data=late).status_code == 422
    assert place.write(place.colleague, EDIT, summary="Mended.") == 303
    assert spoken_by(place.talk()) == of(place.colleague, "Demo Colleague", place.firm)


def test_plain_staff_who_write_are_not_shown_the_firms_people(place: Place) -> None:
    a_role(place.club, place.colleague, ClubRole.INSTRUCTOR)
    third = a_person()
    a_membership(place.firm, FirmRole.STAFF, third, name="Demo Third")
    sign_in(place.client, place.colleague)
    assert "Demo Third" not in place.client.get(NEW).text
    assert place.write(third) == 422


def test_an_editor_of_no_firm_keeps_the_speaker_who_stands_and_sees_nobody_else(place: Place) -> None:
    place.write(place.colleague, do="submit")
    third, editor = a_person(), a_person()
    a_membership(place.firm, FirmRole.STAFF, third, name="Demo Third")
    a_role(place.club, editor, ClubRole.EDITOR)
    sign_in(place.client, editor)
    page = place.client.get(EDIT).text
    assert "Demo Colleague" in page
    assert "Demo Third" not in page
    assert place.client.submit(EDIT, {"summary": "Mended.", "do": "save"}).status_code == 303
    assert spoken_by(place.talk()) == of(place.colleague, "Demo Colleague", place.firm)
    assert place.write(third, EDIT) == 422


def test_an_editor_with_a_firm_works_at_the_desk_and_names_the_own_people(place: Place) -> None:
    a_role(place.club, place.writer, ClubRole.EDITOR)
    fields = {**place.client.form(NEW), **WRITTEN, "speaker_is": str(place.colleague.id), "do": "save"}
    assert [place.client.post(NEW, data=fields).status_code for _ in range(2)] == [303, 303]
    assert place.talk().speaker_id == place.colleague.id


def test_the_speaker_is_asked_and_releases_but_does_not_write(place: Place) -> None:
    place.write(place.colleague, do="submit")
    place.client.submit("/crown/talks/counting-stock/speaker")
    assert place.told(place.colleague) == ["talks/release_asked"]
    sign_in(place.client, place.colleague)
    for page in ("edit", "speaker", "versions", "writers", "kit"):
        assert place.client.get(f"/crown/talks/counting-stock/{page}").status_code == 404
    for step in ("step", "moment", "pictures", "slides", "media"):
        assert place.client.post(f"/crown/talks/counting-stock/{step}", data={"do": "publish"}).status_code in {
            400,
            404,
        }
    agreed = {"agrees": "y", "name": "Demo Colleague", "do": "release"}
    release = "/crown/talks/counting-stock/release"
    fields = {**place.client.form(release), **agreed}
    assert [place.client.post(release, data=fields).status_code for _ in range(2)] == [303, 303]
    with as_desk(place.club):
        assert [given.person_id for given in db.session.scalars(select(SpeakerAnswer))] == [place.colleague.id]
    assert place.talk().status is Publication.SUBMITTED
    sign_in(place.client, place.stranger)
    assert place.client.get(release).status_code == 404


def test_a_note_reaches_the_speaker_and_the_author_and_no_colleague(place: Place) -> None:
    a_talk(place.club, slug="spoken", author_id=place.writer.id, speaker_id=place.colleague.id)
    third = a_person()
    a_membership(place.firm, FirmRole.STAFF, third)
    sign_in(place.client, place.stranger)
    assert place.client.submit("/crown/talks/spoken/note", {"text": "It helped."}).status_code == 303
    assert place.told(place.colleague) == place.told(place.writer) == ["talks/note"]
    for person, status in ((place.colleague, 200), (place.writer, 200), (third, 404), (place.stranger, 404)):
        sign_in(place.client, person)
        assert place.client.get("/crown/talks/spoken/notes").status_code == status
    sign_in(place.client, place.colleague)
    page = place.client.get("/crown/talks/spoken").text
    assert "/crown/talks/spoken/notes" in page
    assert "Write to the speaker" not in page


def test_a_talk_with_a_speaker_of_the_firm_stays_in_the_clubs_book(place: Place) -> None:
    place.write(place.colleague)
    with as_desk(place.club):
        assert "talk.drafted" in set(db.session.scalars(select(ClubEvent.did)))
    with about(Scope(place.club.id, place.firm.id)):
        assert db.session.scalars(select(FirmEvent.did)).all() == []


def test_what_a_talk_carries_is_told_its_writer_where_the_speaker_writes_nothing(place: Place) -> None:
    spoken = {"author_id": place.writer.id, "speaker_id": place.colleague.id, "title": "Of lamps"}
    a_piece(place.club, a_talk(place.club, slug="spoken", **spoken), a_template(place.club))
    assert "Of lamps" in place.client.get("/crown/talks/kits").text
