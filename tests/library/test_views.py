"""The library in the browser's hands."""

import pytest

from club.core.db import read
from club.library.queries import ADOPTED
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import (
    a_club,
    a_department,
    a_firm,
    a_library,
    a_membership,
    a_person,
    a_role,
    as_firm,
    sign_in,
)


@pytest.mark.slow
def test_members_and_the_clubs_people_read_it_and_nobody_else(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_library(club)
    assert client.get("/crown/library").status_code == 303
    editor, member, stranger = a_person(), a_person(), a_person()
    a_role(club, editor, ClubRole.EDITOR)
    a_membership(a_firm(club), FirmRole.STAFF, member)
    a_membership(a_firm(a_club("harbour")), FirmRole.OWNER, stranger)
    for person, status in ((editor, 200), (member, 200), (stranger, 404)):
        sign_in(client, person)
        assert client.get("/crown/library").status_code == status
        assert client.get("/crown/library/culture").status_code == status


@pytest.mark.slow
def test_a_text_is_read_in_both_languages(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_library(club)
    a_membership(a_firm(club), FirmRole.STAFF, person)
    sign_in(client, person)
    english = client.get("/crown/library/operator-ladder").text
    chinese = client.get("/crown/library/operator-ladder?lang=zh").text
    assert "Operator’s ladder, 23 months" in english
    assert "运营晋升通道" in chinese
    assert "minutes to read" in english
    assert client.get("/crown/library/nothing").status_code == 404


@pytest.mark.slow
def test_an_owner_of_two_firms_chooses_the_firm(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_library(club)
    for slug in ("mill", "lamp"):
        a_membership(a_firm(club, slug), FirmRole.OWNER, person)
    sign_in(client, person)
    page = client.get("/crown/library/culture").text
    assert "/crown/firms/mill/library/culture" in page
    assert "/crown/firms/lamp/library/culture" in page


@pytest.mark.slow
def test_what_is_for_the_own_departments_stands_first(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_library(club)
    firm = a_firm(club, "mill")
    a_membership(firm, FirmRole.OWNER, person)
    a_department(firm, "Operations", kind="operations")
    sign_in(client, person)
    page = client.get("/crown/firms/mill/library").text
    places = [page.index(f"/firms/mill/library/{slug}") for slug in ("operator-ladder", "culture", "service-ladder")]
    assert places == sorted(places)


@pytest.mark.slow
def test_adopting_twice_by_a_double_click_adopts_once(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_library(club)
    firm = a_firm(club, "mill")
    a_membership(firm, FirmRole.OWNER, person)
    sign_in(client, person)
    path = "/crown/firms/mill/library/culture"
    fields = {**client.form(path), "lang": "zh", "departments": "firm"}
    first, second = client.post(path, data=fields), client.post(path, data=fields)
    assert (first.status_code, first.location) == (303, second.location)
    with as_firm(firm):
        assert len(read(ADOPTED).all()) == 1
    assert client.submit(path, {"lang": "tlh", "departments": "firm"}).status_code == 422


@pytest.mark.slow
def test_staff_and_leads_do_not_adopt(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_library(club)
    firm = a_firm(club, "mill")
    for role in (FirmRole.STAFF, FirmRole.LEAD):
        person = a_person()
        a_membership(firm, role, person)
        sign_in(client, person)
        assert client.get("/crown/firms/mill/library").status_code == 404
        assert client.get("/crown/firms/mill/library/culture").status_code == 404
        assert "/firms/mill/library/" not in client.get("/crown/library/culture").text


@pytest.mark.slow
def test_each_topic_of_the_answers_is_one_click_away(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_library(club)
    a_membership(a_firm(club), FirmRole.STAFF, person)
    sign_in(client, person)
    page = client.get("/crown/library/service-answers").text
    topics = ("size", "price", "gifts", "stock", "carrier", "late", "return", "invoice", "review", "sensitive")
    for topic in topics:
        assert page.count(f'href="#t-{topic}"') == 1
        assert page.count(f'id="t-{topic}"') == 1
    assert page.count('href="#t-') == len(topics)
    assert page.count('id="p-q-') == 60
