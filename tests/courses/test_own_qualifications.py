"""A firm’s own exam grants a qualification of the firm’s own; it ends and is renewed, and nobody else hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from club.core import clock
from club.core.db import db, read
from club.core.messages import Message
from club.core.refusals import Refused
from club.core.scope import Scope
from club.courses import condition_actions, qualification_actions, telling_actions
from club.courses.qualification_models import OwnQualification, Qualified
from club.courses.qualification_queries import ARCHIVE
from club.documents.models import Document
from club.exams.rules import Purpose
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.exams.places import EXAM, Room
from tests.makers import a_document, a_firm, a_membership, a_person, a_role, about, as_desk, as_firm, sign_in

RIGHT = {"reply": "0", "gift": "0"}
HERE = "/crown/firms/mill/learning/qualifications"


@pytest.fixture
def room(app) -> Room:
    found = Room(replace(EXAM, waits=()))
    with found.inside():
        found.own = qualification_actions.add_own("Fit for live chat", 6, exam_id=found.exam.id).id
    return found


def held(room: Room) -> list[Qualified]:
    with room.inside():
        return db.session.query(Qualified).order_by(Qualified.id).all()


def signed(client: HouseClient, room: Room, role: FirmRole) -> HouseClient:
    person = a_person()
    a_membership(room.firm, role, person)
    sign_in(client, person)
    return client


def test_it_is_granted_by_passing_alone_told_before_it_ends_and_renewed_by_sitting_again(room) -> None:
    room.sat(reply="1", gift="1")
    assert held(room) == []
    room.sat(purpose=Purpose.PRACTICE, **RIGHT)
    assert held(room) == []
    room.sat(**RIGHT)
    (one,) = held(room)
    assert (one.own_id, one.qualification_id, one.membership_id) == (room.own, None, room.member.id)
    for days in (10, 160, 165, 200):
        with clock.telling_of(clock.now() + timedelta(days=days)), room.inside():
            telling_actions.remind()
    with about(Scope(room.club.id, person=room.person.id)):
        told = db.session.query(Message).order_by(Message.written_at).all()
    assert [one.event for one in told] == ["courses/exam_renews", "courses/exam_renews"]
    assert "Fit for live chat" in told[0].subject
    with clock.telling_of(clock.now() + timedelta(days=201)):
        room.sat(at=clock.now(), **RIGHT)
    assert [one.own_id for one in held(room)] == [room.own, room.own]


def test_where_the_exam_is_retired_whoever_holds_it_is_told_that_nothing_renews_it(room) -> None:
    room.sat(**RIGHT)
    with room.inside():
        db.session.get_one(Document, room.exam.id).retired_at = clock.now()
    with clock.telling_of(clock.now() + timedelta(days=170)), room.inside():
        telling_actions.remind()
    with about(Scope(room.club.id, person=room.person.id)):
        told = db.session.query(Message).one()
    assert (told.event, "Nothing renews it" in told.body_text) == ("courses/qualification_ends", True)


def test_the_people_office_names_and_changes_it_and_staff_only_see_it(room, client: HouseClient) -> None:
    office = signed(client, room, FirmRole.PEOPLE_OFFICE)
    made = office.submit(HERE, {"name": "Shift lead", "months": "12", "exam": room.exam.ref})
    assert made.status_code == 303
    changed = {"name": "Lead of a shift", "months": "", "exam": ""}
    assert office.submit(made.location, {**changed, "name": ""}).status_code == 422
    assert office.submit(made.location, {**changed, "exam": "another"}).status_code == 422
    opened = office.form(made.location)
    assert office.submit(made.location, changed).status_code == 303
    late = office.post(made.location, data={**opened, **changed, "name": "Lead of the night"})
    assert (late.status_code, "Nothing was overwritten" in late.text, "Lead of the night" in late.text) == (
        422,
        True,
        True,
    )
    page = office.get(made.location).text
    assert "Lead of a shift" in page
    assert "No exam grants it yet" in page
    with room.inside():
        one = db.session.query(OwnQualification).filter_by(name="Lead of a shift").one()
    assert (one.months, one.exam_id) == (None, None)
    sign_in(client, room.person)
    assert "Lead of a shift" in client.get(HERE).text
    assert "Change it" not in client.get(made.location).text
    assert client.post(made.location, data=changed).status_code == 404


def test_whoever_leads_sees_who_holds_it_and_no_other_firm_nor_the_club_anything(room, client: HouseClient) -> None:
    room.sat(**RIGHT)
    with room.inside():
        ref = db.session.get_one(OwnQualification, room.own).ref
    assert "Lin Yue" in signed(client, room, FirmRole.OWNER).get(f"{HERE}/{ref}").text
    rival = a_person()
    a_membership(a_firm(room.club, "kiln"), FirmRole.OWNER, rival)
    sign_in(client, rival)
    assert client.get(f"/crown/firms/kiln/learning/qualifications/{ref}").status_code == 404
    assert "Fit for live chat" not in client.get("/crown/firms/kiln/learning/qualifications").text
    editor = a_person()
    a_role(room.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    assert "Fit for live chat" not in client.get("/crown/teaching/qualifications").text
    assert client.get(f"/crown/teaching/qualifications/{ref}").status_code == 404


def test_an_exam_asks_for_one_of_the_firm_and_one_of_the_club_before_it_is_begun(room, client: HouseClient) -> None:
    with as_desk(room.club):
        clubs = qualification_actions.add("First aid", "急救", None).id
    second = a_document(room.firm, EXAM, "exam")
    with room.inside():
        condition_actions.ask_own_exam(db.session.merge(second), own=[room.own], qualifications=[clubs])
    sign_in(client, room.person)
    page = client.get(f"/crown/firms/mill/exams/{second.ref}").text
    assert "Begin the exam" not in page
    assert f'href="/crown/firms/mill/exams/{room.exam.ref}"' in page
    first, room.exam = room.exam, second
    for purpose in (Purpose.COUNTED, Purpose.PRACTICE):
        with pytest.raises(Refused) as refused:
            room.begun(purpose)
        assert refused.value.refusal.code == "exam.lacks"
    with room.inside():
        condition_actions.ask_own_exam(db.session.merge(second), own=[room.own], qualifications=[])
    room.exam = first
    room.sat(**RIGHT)
    room.exam = second
    begun = room.begun()
    with room.inside():
        condition_actions.ask_own_exam(db.session.merge(second), own=[room.own], qualifications=[clubs])
    assert room.begun().ref == begun.ref  # whoever is in it goes on


def test_exams_of_a_firm_that_would_wait_for_each_other_are_refused_by_name(room, client: HouseClient) -> None:
    office = signed(client, room, FirmRole.PEOPLE_OFFICE)
    second = a_document(room.firm, replace(EXAM, title="Leading"), "exam")
    with room.inside():
        lead = qualification_actions.add_own("Fit to lead", None, exam_id=second.id)
        condition_actions.ask_own_exam(db.session.merge(second), own=[room.own], qualifications=[])
        lead_id = lead.id
    path = f"/crown/firms/mill/exams/{room.exam.ref}/qualifications"
    answer = office.submit(path, {"own": [str(lead_id)]})
    assert answer.status_code == 422
    assert "Fit to lead → Leading → Fit for live chat" in answer.text
    assert office.submit(path, {"own": [str(room.own)]}).status_code == 422  # what it grants it does not ask for
    assert office.submit(path, {}).status_code == 303


def test_the_export_of_the_firm_has_what_is_held(room) -> None:
    room.sat(**RIGHT)
    with as_firm(room.firm):
        assert [(row.name_en, row.enrolment) for row in read(ARCHIVE)] == [("Fit for live chat", None)]
