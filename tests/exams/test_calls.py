"""A firm asks its people to sit an exam until a day; `test_club_calls.py` tells of those whom the club asks."""

from datetime import date, timedelta

import pytest

from club.core import clock
from club.core.db import db, read
from club.core.jobs import finish_all
from club.core.messages import Message
from club.core.refusals import Refused
from club.core.scope import Scope
from club.exams import call_actions, call_telling_actions, club_actions
from club.exams.call_actions import Aimed
from club.exams.call_models import ExamCall, ExamCalled
from club.exams.call_queries import MINE, OF_EXAM
from club.firms.audience_rules import Audience
from club.firms.models import Membership
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.exams.places import Room
from tests.exams.test_club_exams import Hall
from tests.makers import (
    a_department,
    a_document,
    a_firm,
    a_lead,
    a_membership,
    a_person,
    a_placement,
    a_pointer,
    about,
    as_desk,
    as_firm,
    sign_in,
)
from tests.statements import counted

ZONE = "Asia/Shanghai"


def in_days(number: int) -> date:
    return clock.today(ZONE) + timedelta(days=number)


@pytest.fixture
def room(app) -> Room:
    return Room()


@pytest.fixture
def hall(app) -> Hall:
    return Hall()


def asked(room: Room, aimed: Aimed, days: int = 7) -> int:
    """Ask, and how many it reached."""
    with as_firm(room.firm):
        held = call_actions.call(db.session.merge(room.exam), aimed, due_on=in_days(days), by=None, at=clock.now())
        return db.session.query(ExamCalled).filter_by(call_id=held.id).count()


def named(room: Room) -> Aimed:
    with as_firm(room.firm):
        return Aimed(Audience.PEOPLE, people=[db.session.query(Membership).filter_by(id=room.member.id).one()])


def letters(hall) -> list[str]:
    """What somebody was told, once the jobs that tell them are done."""
    finish_all()
    with about(Scope(hall.club.id, person=hall.person.id)):
        return [row.event for row in db.session.query(Message).order_by(Message.written_at)]


def to_sit(room) -> list[date]:
    with as_firm(room.firm):
        return [row.due_on for row in read(MINE, membership_id=room.member.id, lang="en")]


def test_whoever_is_asked_reads_it_until_they_pass(room, client: HouseClient) -> None:
    asked(room, named(room))
    assert letters(room) == ["exams/exam_asked"]
    assert to_sit(room) == [in_days(7)]
    sign_in(client, room.person)
    for page in ("exams", f"exams/{room.exam.ref}", "learning", "today"):
        assert "Service exam" in client.get(f"/crown/firms/mill/{page}").text, page
    room.sat(reply="0", gift="1")
    assert to_sit(room) == [in_days(7)]
    with clock.telling_of(clock.now() + timedelta(days=3)):
        room.sat(reply="0", gift="0")
        assert to_sit(room) == []


def test_reminders_come_before_the_last_day_and_once_after_it(room) -> None:
    asked(room, named(room), days=5)
    for days in (0, 1, 2, 3, 5, 6, 7, 30):
        with clock.telling_of(clock.now() + timedelta(days=days)), as_firm(room.firm):
            call_telling_actions.of_firm()
    assert letters(room) == ["exams/exam_asked", "exams/exam_due", "exams/exam_due"]


@pytest.mark.slow
def test_a_call_reaches_roles_departments_stages_and_standards_and_whoever_joins_later(room) -> None:
    service = a_department(room.firm, "Service")
    inside = a_membership(room.firm, FirmRole.STAFF, a_person(), name="Hu", department_id=service.id)
    ladder = a_ladder()
    document = a_document(room.firm, ladder, "ladder")
    a_placement(room.firm, inside, document, ladder, started_on=in_days(-3))
    a_pointer(room.firm, document, room.standard, item="entry")
    assert asked(room, Aimed(Audience.ROLE, "staff")) == 2
    assert asked(room, Aimed(Audience.DEPARTMENT, service.ref, "Service")) == 1
    assert asked(room, Aimed(Audience.STAGE, f"{document.ref}/entry", "Entry")) == 1
    assert asked(room, Aimed(Audience.STANDARD, room.standard.ref, "Service")) == 1
    assert asked(room, Aimed(Audience.ROLE, "nobody")) == asked(room, Aimed(Audience.STAGE, "gone/entry")) == 0
    late = a_membership(room.firm, FirmRole.STAFF, a_person(), name="Late")
    with clock.telling_of(clock.now() + timedelta(days=2)), as_firm(room.firm):
        call_telling_actions.of_firm()
        call_telling_actions.of_firm()
        assert [row.due_on for row in read(MINE, membership_id=late.id, lang="en")] == [in_days(7)]
        assert db.session.query(ExamCalled).filter_by(membership_id=late.id).count() == 1


def test_nobody_is_asked_to_sit_an_exam_that_was_closed_since(hall) -> None:
    with as_firm(hall.mill):
        aimed = Aimed(Audience.ROLE, "staff")
        call_actions.call(db.session.merge(hall.exam), aimed, due_on=in_days(7), by=None, at=clock.now())
    with as_desk(hall.club):
        club_actions.close(db.session.merge(hall.template), at=clock.now())
    late = a_membership(hall.mill, FirmRole.STAFF, a_person(), name="Late")
    with as_firm(hall.mill):
        call_actions.widen(in_days(0))
        assert db.session.query(ExamCalled).filter_by(membership_id=late.id).count() == 0


@pytest.mark.parametrize(("days", "code"), [(-1, "call.no_day"), (366, "call.no_day")])
def test_a_day_that_is_over_or_far_is_refused(room, days: int, code: str) -> None:
    with as_firm(room.firm), pytest.raises(Refused, match=code):
        call_actions.call(
            db.session.merge(room.exam), Aimed(Audience.ROLE, "staff"), due_on=in_days(days), by=None, at=clock.now()
        )
    with as_firm(room.firm), pytest.raises(Refused, match=r"call\.nobody"):
        exam = db.session.merge(room.exam)
        call_actions.call(exam, Aimed(Audience.PEOPLE), due_on=in_days(1), by=None, at=clock.now())


@pytest.mark.slow
def test_an_office_asks_and_takes_back_and_a_lead_asks_the_own_department(room, client: HouseClient) -> None:
    office, lead = a_person(), a_person()
    a_membership(room.firm, FirmRole.PEOPLE_OFFICE, office)
    store, service = a_department(room.firm, "Store"), a_department(room.firm, "Service")
    a_lead(room.firm, service, a_membership(room.firm, FirmRole.LEAD, lead, department_id=service.id))
    here, due = f"/crown/firms/mill/exams/{room.exam.ref}/calls", {"due_on": in_days(9).isoformat()}
    sign_in(client, office)
    assert client.submit(f"{here}/new", {"who": "role:staff", **due}).location == here
    assert "0 of 1 who were asked have passed" in client.get(here).text
    both = client.submit(f"{here}/new", {"who": "role:staff", "people": room.member.ref, **due})
    assert "You named people but chose others above." in both.text
    assert client.submit(f"{here}/new", {"who": "everything", **due}).status_code == 422
    with as_firm(room.firm):
        call = db.session.query(ExamCall).one().ref
    sign_in(client, lead)
    assert "Lin Yue" not in client.get(here).text
    for who in ("people", "role:staff", f"department:{store.ref}"):
        fields = {"who": who, "people": room.member.ref, **due}
        assert client.submit(f"{here}/new", fields).status_code == 422
    assert client.submit(f"{here}/new", {"who": f"department:{service.ref}", **due}).location == here
    with as_firm(room.firm):
        own = db.session.query(ExamCall).filter_by(audience=Audience.DEPARTMENT).one().ref
    page = client.get(here).text
    assert f"{here}/{own}/end" in page
    assert f"{here}/{call}/end" not in page, "a lead takes back no call of somebody else"
    assert client.submit(here, to=f"{here}/{own}/end").status_code == 303
    sign_in(client, office)
    assert client.submit(here, to=f"{here}/{call}/end").status_code == 303
    assert to_sit(room) == []


@pytest.mark.slow
def test_the_list_of_those_asked_takes_as_many_statements_for_many(room, client: HouseClient) -> None:
    office = a_person()
    a_membership(room.firm, FirmRole.PEOPLE_OFFICE, office)
    sign_in(client, office)
    here = f"/crown/firms/mill/exams/{room.exam.ref}/calls"
    asked(room, named(room))
    client.get(here)
    with counted(client.application) as few:
        client.get(here)
    for number in range(5):
        a_membership(room.firm, FirmRole.STAFF, a_person(), name=f"Person {number}")
    asked(room, Aimed(Audience.ROLE, "staff"))
    with counted(client.application) as many:
        client.get(here)
    assert len(few) == len(many)
    with as_firm(room.firm):
        assert len(read(OF_EXAM, document_id=room.exam.id, sees_all=True, viewer=0).all()) == 7


def test_another_firms_exam_is_asked_of_nobody(room, client: HouseClient) -> None:
    other = a_person()
    a_membership(a_firm(room.club, "kiln"), FirmRole.OWNER, other)
    sign_in(client, other)
    assert client.get(f"/crown/firms/kiln/exams/{room.exam.ref}/calls").status_code == 404
    assert client.get(f"/crown/firms/mill/exams/{room.exam.ref}/calls").status_code == 404
