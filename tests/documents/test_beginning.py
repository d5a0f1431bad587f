"""A firm begins a text of its own: with a title, a language and whom it is for."""

from typing import Any

import pytest

from club.core.db import read
from club.documents.kinds import kinds
from club.documents.queries import DRAFT, LIST
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.test_actions import TODAY
from tests.makers import a_club, a_department, a_firm, a_membership, a_person, as_firm, sign_in

MILL = "/crown/firms/mill"
TYPED = {"title": "Our ladder", "lang": "en"}


def a_mill(client: HouseClient, role: FirmRole = FirmRole.OWNER) -> Any:
    firm, person = a_firm(a_club("crown"), "mill"), a_person()
    a_membership(firm, role, person)
    sign_in(client, person)
    return firm


def begun(firm: Any, kind: str = "ladder") -> list[Any]:
    with as_firm(firm):
        return list(read(LIST, kind=kind, today=TODAY))


@pytest.mark.parametrize("kind", list(kinds().values()), ids=list(kinds()))
def test_every_kind_begins_empty_and_is_opened_in_the_editor(app, client: HouseClient, kind: Any) -> None:
    firm = a_mill(client)
    answer = client.submit(f"{MILL}/{kind.shelf}/new", TYPED)
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    (row,) = begun(firm, kind.name)
    assert (row.title, row.lang, row.number) == ("Our ladder", "en", None)
    assert client.get(f"{MILL}/{kind.shelf}/{row.ref}").status_code == 200
    assert client.get(f"{MILL}/{kind.shelf}/{row.ref}/publish").status_code == 200


def test_it_stands_in_its_department(app, client: HouseClient) -> None:
    firm = a_mill(client)
    department = a_department(firm, "Service")
    assert client.submit(f"{MILL}/ladders/new", {**TYPED, "department": department.ref}).status_code == 303
    assert begun(firm)[0].department == "Service"


def test_a_double_click_begins_one(app, client: HouseClient) -> None:
    firm = a_mill(client)
    sent = {**client.form(f"{MILL}/ladders/new"), **TYPED}
    answers = [client.post(f"{MILL}/ladders/new", data=sent) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert len(begun(firm)) == 1


@pytest.mark.parametrize("wrong", [{"title": " "}, {"title": "T" * 201}, {"lang": "xx"}, {"department": "nobody"}])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(app, client: HouseClient, wrong: dict[str, str]) -> None:
    firm = a_mill(client)
    answer = client.submit(f"{MILL}/ladders/new", {**TYPED, "title": "Typed words", **wrong})
    assert answer.status_code == 422
    assert "Typed words" in answer.text or "title" in wrong
    assert begun(firm) == []


def test_the_draft_in_chinese_holds_the_title(app, client: HouseClient) -> None:
    firm = a_mill(client)
    client.submit(f"{MILL}/culture/new", {"title": "我们的文化", "lang": "zh"})
    (row,) = begun(firm, "culture")
    with as_firm(firm):
        assert read(DRAFT, ref=row.ref).one().body["title"] == "我们的文化"


@pytest.mark.parametrize("role", [FirmRole.LEAD, FirmRole.STAFF])
def test_who_may_not_publish_begins_nothing(app, client: HouseClient, role: FirmRole) -> None:
    a_mill(client, role)
    assert client.get(f"{MILL}/ladders/new").status_code == 404
    assert "/ladders/new" not in client.get(f"{MILL}/ladders").text
