"""A course grants a qualification for some months; another course asks for it; its end is told and renewed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import db
from club.core.messages import Message
from club.core.scope import Scope
from club.courses import need_actions, qualification_actions, telling_actions
from club.courses.models import Course
from club.courses.qualification_models import Qualification, Qualified
from club.firms.models import Firm
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.courses.test_learning import a_learner, begun, do, rows
from tests.makers import a_club, a_course, a_firm, a_person, a_role, about, as_desk, as_firm, sign_in


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", talks_reviewed=False)


@pytest.fixture
def lantern(crown) -> Firm:
    return a_firm(crown, "lantern", name="Lantern")


def tied(club: Club, granting: Course, asking: Course, months: int = 6) -> None:
    with as_desk(club):
        one = qualification_actions.add("Fit to go live", "上岗资格", months)
        need_actions.ask(db.session.get_one(Course, granting.id), granted=[one.id])
        need_actions.ask(db.session.get_one(Course, asking.id), qualifications=[one.id])


def test_an_editor_names_one_and_an_instructor_ties_it(crown, client: HouseClient) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, taught_by=teacher)
    here = "/crown/teaching/qualifications"
    editor = a_person()
    a_role(crown, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    assert client.submit(here, {"name_en": "Fit to go live", "months": "6"}).status_code == 303
    sign_in(client, teacher)
    assert "Fit to go live" in client.get(here).text
    with as_desk(crown):
        one = db.session.scalars(select(Qualification)).one()
    facts = {"title": "Course", "lang": "en", "summary": "S", "visibility": "public"}
    tie = f"/crown/courses/{course.slug}/facts"
    assert client.submit(tie, {**facts, "grants": [str(one.id)], "asks": [str(one.id)]}).status_code == 303
    assert course.slug in client.get(here).text  # it grants it; what it grants it does not ask for


def test_a_course_grants_it_and_another_asks_for_it_until_it_ends(crown, lantern, client: HouseClient) -> None:
    granting, asking = a_course(crown, title="Basics", lessons=1), a_course(crown, lessons=2)
    tied(crown, granting, asking)
    person = a_person()
    a_learner(client, lantern, person=person, name="Wen")
    begun(client, lantern, asking)
    assert "Fit to go live" in client.get(f"/crown/courses/{asking.slug}/lessons/1").text
    begun(client, lantern, granting)
    do(client, lantern, granting, 1)
    (held,) = rows(lantern, Qualified)
    assert held.expires_on is not None
    assert "You hold 1 qualification" in client.get("/crown/firms/lantern/learning/qualifications").text
    do(client, lantern, asking, 1)
    assert "1 of 2 lessons done" in client.get(f"/crown/courses/{asking.slug}").text
    with clock.telling_of(clock.now() + timedelta(days=200)):
        sign_in(client, person)
        page = client.get(f"/crown/courses/{asking.slug}").text
        assert "Fit to go live" in page  # ended: the lesson that is left waits again, the one that is done does not
        for _day in range(2):
            with as_firm(lantern):
                telling_actions.remind()
        again = f"/crown/firms/lantern/learning/courses/{granting.slug}"
        client.submit("/crown/firms/lantern/learning", {"do": "again"}, to=again)
        do(client, lantern, granting, 1)
        assert "Fit to go live" not in client.get(f"/crown/courses/{asking.slug}").text
        with as_firm(lantern):
            telling_actions.remind()
    with about(Scope(crown.id, person=person.id)):
        assert list(db.session.scalars(select(Message.event))) == ["courses/qualification_ends"]
    assert len(rows(lantern, Qualified)) == 2


@pytest.mark.slow
def test_a_firm_sees_its_own_people_only(crown, lantern, client: HouseClient) -> None:
    granting, asking = a_course(crown, lessons=1), a_course(crown)
    tied(crown, granting, asking)
    a_learner(client, lantern, name="Wen")
    begun(client, lantern, granting)
    do(client, lantern, granting, 1)
    a_learner(client, lantern, FirmRole.OWNER)
    assert "Wen" in client.get("/crown/firms/lantern/learning/qualifications").text
    a_learner(client, a_firm(crown, "bamboo"), FirmRole.OWNER)
    assert "Wen" not in client.get("/crown/firms/bamboo/learning/qualifications").text


def test_two_who_change_it_at_once_do_not_write_over_each_other(crown, client: HouseClient) -> None:
    editor = a_person()
    a_role(crown, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    page = client.submit("/crown/teaching/qualifications", {"name_en": "Fit to sell", "months": "12"}).location
    opened = client.form(page)
    assert client.submit(page, {"name_en": "Fit to sell anything", "months": "6"}).status_code == 303
    typed = {**opened, "name_en": "Fit to serve", "months": "24"}
    late = client.post(page, data=typed)
    assert (late.status_code, "Nothing was overwritten" in late.text, 'value="Fit to serve"' in late.text) == (
        422,
        True,
        True,
    )
    assert "Fit to sell anything" in late.text
    assert client.submit(page, {"name_en": "Fit to serve", "months": "24"}).status_code == 303
    assert "Fit to serve" in client.get(page).text
