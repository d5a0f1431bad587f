"""An exam of the club grants a qualification for some months; before it ends its holder is asked to sit it again."""

from datetime import timedelta

import pytest

from club.core import clock
from club.core.db import db
from club.core.messages import Message
from club.core.scope import Scope
from club.courses import qualification_actions, telling_actions
from club.courses.qualification_models import Qualification, Qualified
from club.exams.models import Attempt
from club.policy import ClubRole
from tests.client import HouseClient
from tests.exams.test_club_exams import Hall
from tests.makers import a_person, a_role, about, as_desk, as_firm, sign_in

RIGHT, WRONG = "0", "1"


@pytest.fixture
def hall(app) -> Hall:
    found = Hall()
    with as_desk(found.club):
        qualification_actions.add("Fit to sell", "销售资格", 6, exam_id=found.template.id)
    return found


def held(hall: Hall) -> list[Qualified]:
    with as_firm(hall.mill):
        return db.session.query(Qualified).order_by(Qualified.id).all()


def told(hall: Hall) -> list[str]:
    with about(Scope(hall.club.id, person=hall.person.id)):
        return [row.event for row in db.session.query(Message).order_by(Message.written_at)]


def test_whoever_passes_is_qualified_and_whoever_fails_is_not(hall, client: HouseClient) -> None:
    hall.sat(WRONG)
    assert held(hall) == []
    hall.sat(RIGHT)
    (one,) = held(hall)
    assert (one.enrolment_id, one.membership_id) == (None, hall.member.id)
    sign_in(client, hall.person)
    page = client.get("/crown/firms/mill/learning/qualifications").text
    assert "You hold 1 qualification" in page
    assert f"/crown/firms/mill/exams/{hall.exam.ref}" in page


def test_its_end_is_told_once_before_and_once_after_and_the_exam_is_sat_anew(hall) -> None:
    hall.sat(RIGHT)
    for days in (10, 160, 165, 190, 200):
        with clock.telling_of(clock.now() + timedelta(days=days)), as_firm(hall.mill):
            telling_actions.remind()
    assert told(hall) == ["courses/exam_renews", "courses/exam_renews"]
    with clock.telling_of(clock.now() + timedelta(days=201)):
        hall.sat(RIGHT)
        assert len(held(hall)) == 2
        with as_firm(hall.mill):
            telling_actions.remind()
            assert db.session.query(Attempt).count() == 2
    assert told(hall) == ["courses/exam_renews", "courses/exam_renews"]


def test_an_editor_names_what_an_exam_grants(hall, client: HouseClient) -> None:
    editor = a_person()
    a_role(hall.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    here = "/crown/teaching/qualifications"
    facts = {"name_en": "Fit to lead", "months": "12", "exam": hall.template.slug}
    assert client.submit(here, facts).status_code == 303
    assert client.submit(here, {**facts, "exam": "another"}).status_code == 422
    with as_desk(hall.club):
        assert [row.exam_id for row in db.session.query(Qualification)] == [hall.template.id] * 2
    assert "Going live" in client.get(here).text
