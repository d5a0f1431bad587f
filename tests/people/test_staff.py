"""A club's own people on screen."""

import re

import pytest

from club.core.db import db
from club.people.models import Person
from club.policy import ClubRole
from tests.makers import a_club, a_person, a_role, sign_in


@pytest.fixture
def administrator(app, client) -> Person:
    person = a_person("admin@people.example")
    a_role(a_club("crown"), person, ClubRole.ADMINISTRATOR, "Ada")
    sign_in(client, person)
    return person


def club():
    from club.clubs.models import Club

    return db.session.query(Club).one()


def test_an_administrator_invites_and_revokes(client, administrator) -> None:
    assert client.submit("/crown/settings/people/invite", {"name": "Vera"}).status_code == 422
    there = client.submit("/crown/settings/people/invite", {"name": "Vera", "roles": ["verifier"]}).location
    page = client.get(there).text
    link = re.search(r"/crown/join/[a-z2-7]{26}", page)[0]
    assert client.application.test_client().get(link).status_code == 200
    assert client.submit(there, to=f"{there}/revoke").status_code == 303
    assert client.application.test_client().get(link).status_code == 410


def test_a_role_taken_away_ends_at_once(app, client, administrator) -> None:
    ed = a_person()
    a_role(club(), ed, ClubRole.SECRETARY, "Ed")
    his = app.test_client()
    sign_in(his, ed)
    assert his.get("/crown/applications").status_code == 200
    answer = client.submit(f"/crown/settings/people/{ed.ref}", {"name": "Ed", "roles": ["editor"]})
    assert answer.status_code == 303
    assert his.get("/crown/applications").status_code == 303, "signed out"
    sign_in(his, ed)
    assert his.get("/crown/applications").status_code == 404


def test_the_last_administrator_stays(client, administrator) -> None:
    answer = client.submit(f"/crown/settings/people/{administrator.ref}", {"name": "Ada", "roles": ["editor"]})
    assert answer.status_code == 422
    assert "this is the last" in answer.text


def test_others_do_not_see_the_page(client, administrator) -> None:
    ed = a_person()
    a_role(club(), ed, ClubRole.SECRETARY)
    sign_in(client, ed)
    assert client.get("/crown/settings/people").status_code == 404


def test_the_office_confirms_a_number_and_the_account_is_its_holders(client, administrator) -> None:
    ning = a_person(phone="+8613800000000", home_firm_id=7)
    for number in ("13800000000", "13900000000"):
        answer = client.submit("/crown/settings/people", {"phone": number}, to="/crown/settings/people/phone")
        assert answer.status_code == 303
    person = db.session.get(Person, ning.id)
    assert person.phone_verified_at is not None
    assert person.home_firm_id is None


def test_two_administrators_do_not_take_roles_from_one_another(client, administrator) -> None:
    ed = a_person()
    a_role(club(), ed, ClubRole.EDITOR, "Ed")
    path = f"/crown/settings/people/{ed.ref}"
    opened = client.form(path)
    assert client.submit(path, {"name": "Ed", "roles": ["editor", "treasurer"]}).status_code == 303
    answer = client.post(path, data={**opened, "name": "Ed", "roles": ["editor", "verifier"]})
    assert answer.status_code == 422
    assert "Somebody else changed this meanwhile: Editor · Treasurer" in answer.text.replace(
        "Treasurer · Editor", "Editor · Treasurer"
    )
    assert client.submit(path, {"name": "Ed", "roles": ["editor", "verifier"]}).status_code == 303
