"""The club asks people of its firms to sit an exam of its own: whom it names it learns of, of anybody else nothing."""

from datetime import timedelta

import pytest

from club.core import clock
from club.core.db import db, read
from club.core.jobs import finish_all
from club.core.refusals import Refused
from club.exams import call_telling_actions, club_call_actions
from club.exams.call_models import ClubCall, ClubCalled, ExamCall
from club.exams.call_queries import MINE
from club.exams.call_rules import Verdict
from club.exams.club_call_actions import Wish
from club.firms.audience_rules import Audience
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.exams.test_calls import ZONE, in_days, letters
from tests.exams.test_club_exams import Hall
from tests.makers import (
    a_membership,
    a_person,
    a_placement,
    a_role,
    a_template,
    an_adopted,
    as_desk,
    as_firm,
    sign_in,
)


@pytest.fixture
def hall(app) -> Hall:
    return Hall()


def called_by_club(hall: Hall, wish: Wish, days: int = 7) -> ClubCall:
    with as_desk(hall.club):
        made = club_call_actions.call(
            db.session.merge(hall.template), wish, due_on=in_days(days), by=None, today=clock.today(ZONE)
        )
        db.session.flush()
        db.session.expunge(made)
    finish_all()
    return made


def verdicts(hall: Hall) -> dict[str, str]:
    with as_desk(hall.club):
        return {row.name or row.who: row.verdict.value for row in db.session.query(ClubCalled)}


@pytest.mark.slow
def test_the_club_names_people_of_a_firm_and_learns_who_of_them_passed(hall) -> None:
    mail = hall.person.email
    wish = Wish(Audience.PEOPLE, firms=[hall.mill.id], people=[mail, "nobody@people.example", "not an address"])
    called_by_club(hall, wish)
    assert letters(hall) == ["exams/exam_asked"]
    assert verdicts(hall) == {"Lin Yue": "called", "nobody@people.example": "unknown", "not an address": "unknown"}
    hall.sat("1")
    assert verdicts(hall)["Lin Yue"] == "failed"
    hall.sat("0")
    assert verdicts(hall)["Lin Yue"] == "passed"


def test_the_club_learns_of_nobody_whom_it_did_not_ask_and_no_firm_of_another(hall, client: HouseClient) -> None:
    person = a_person()
    a_membership(hall.other, FirmRole.STAFF, person, name="Of kiln")
    called_by_club(hall, Wish(Audience.PEOPLE, firms=[hall.other.id], people=[person.email]))
    hall.sat("0")
    assert verdicts(hall) == {"Of kiln": "called"}
    with as_firm(hall.mill):
        assert db.session.query(ClubCalled).all() == db.session.query(ExamCall).all() == []
    with as_firm(hall.other):
        assert [row.name for row in db.session.query(ClubCalled)] == ["Of kiln"]


def test_whoever_is_asked_by_role_is_named_to_nobody_but_their_firm(hall, client: HouseClient) -> None:
    called_by_club(hall, Wish(Audience.ROLE, "staff"))
    assert letters(hall) == ["exams/exam_asked"]
    hall.sat("0")
    with as_firm(hall.mill):
        call_telling_actions.of_firm()
    assert verdicts(hall) == {}
    secretary = a_person()
    a_role(hall.club, secretary, ClubRole.SECRETARY)
    sign_in(client, secretary)
    page = client.get(f"/crown/exams/{hall.template.slug}").text
    assert "Whom the club asked" in page
    assert "Lin Yue" not in page


def test_a_stage_of_the_clubs_ladder_is_found_in_whatever_a_firm_made_of_it(hall) -> None:
    ladder = a_template(hall.club, "ladder", body=a_ladder(), kind="ladder")
    adopted = an_adopted(hall.mill, ladder)
    a_placement(hall.mill, hall.member, adopted, a_ladder(), started_on=in_days(-1))
    called_by_club(hall, Wish(Audience.CLUB_STAGE, "ladder/entry", "Entry", "入门"))
    assert letters(hall) == ["exams/exam_asked"]


def test_whom_the_club_asks_anew_may_sit_once_more_though_no_attempt_is_left(app) -> None:
    hall = Hall(attempts=1)
    hall.sat("1")
    with pytest.raises(Refused, match=r"exam\.none_left"):
        hall.sat("0")
    called_by_club(hall, Wish(Audience.PEOPLE, firms=[hall.mill.id], people=[hall.person.email]))
    hall.sat("0")
    assert verdicts(hall) == {"Lin Yue": "passed"}


def test_a_call_of_the_club_is_carried_into_a_firm_once_and_taken_back_everywhere(hall) -> None:
    made = called_by_club(hall, Wish(Audience.ROLE, "staff"))
    with as_firm(hall.mill):
        call_telling_actions.of_firm()
        assert db.session.query(ExamCall).count() == 1
    with as_desk(hall.club):
        club_call_actions.end(db.session.merge(made), at=clock.now())
        club_call_actions.end(db.session.merge(made), at=clock.now())
    finish_all()
    with as_firm(hall.mill):
        assert read(MINE, membership_id=hall.member.id, lang="en").all() == []
    with clock.telling_of(clock.now() + timedelta(days=373)), as_desk(hall.club):
        club_call_actions.forget(today=clock.today(ZONE))
    assert verdicts(hall) == {}


def test_whom_the_club_asked_a_year_ago_stays_forgotten_though_nobody_took_the_call_back(hall) -> None:
    called_by_club(hall, Wish(Audience.PEOPLE, firms=[hall.mill.id], people=[hall.person.email]))
    assert verdicts(hall) == {"Lin Yue": "called"}
    with clock.telling_of(clock.now() + timedelta(days=373)):
        with as_desk(hall.club):
            club_call_actions.forget(today=clock.today(ZONE))
        with as_firm(hall.mill):
            call_telling_actions.of_firm()
    assert verdicts(hall) == {}


def test_a_name_is_refused_where_an_address_is_needed(hall, client: HouseClient) -> None:
    secretary = a_person()
    a_role(hall.club, secretary, ClubRole.SECRETARY)
    sign_in(client, secretary)
    here = f"/crown/exams/{hall.template.slug}"
    fields = {"who": "people", "firms": ["mill"], "due_on": in_days(9).isoformat()}
    for typed in ("Lin Yue", "a" * 400):
        page = client.submit(f"{here}/call", {**fields, "people": f"{hall.person.email}\n{typed}"})
        assert page.status_code == 422
        assert typed in page.text
        assert "Write the mail address or telephone number" in page.text
    assert verdicts(hall) == {}


@pytest.mark.slow
def test_the_secretary_asks_at_the_desk_and_nothing_typed_is_lost(hall, client: HouseClient) -> None:
    secretary = a_person()
    a_role(hall.club, secretary, ClubRole.SECRETARY)
    sign_in(client, secretary)
    here, due = f"/crown/exams/{hall.template.slug}", {"due_on": in_days(9).isoformat()}
    page = client.submit(f"{here}/call", {"who": "people", "people": "one@people.example", **due})
    assert page.status_code == 422
    assert "one@people.example" in page.text
    fields = {"who": "people", "people": hall.person.email, "firms": ["mill"], **due}
    assert client.submit(f"{here}/call", fields).location == here
    finish_all()
    page = client.get(here).text
    assert "0 of 1 who were asked by name have passed" in page
    assert "Lin Yue" in page
    with as_desk(hall.club):
        call = db.session.query(ClubCall).one().ref
    assert client.submit(here, to=f"{here}/calls/{call}/end").status_code == 303
    assert "Lin Yue" not in client.get(here).text


def test_what_the_club_knows_is_a_verdict_and_nothing_else() -> None:
    known = {column.key for column in ClubCalled.__table__.c}
    assert known == {
        "id", "club_id", "firm_id", "call_id", "who", "member", "name", "firm_name", "due_on", "verdict", "verdict_on",
    }  # fmt: skip
    assert {one.value for one in Verdict} == {"waiting", "unknown", "called", "failed", "passed"}
