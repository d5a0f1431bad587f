"""What is kept of a published text stays there: it reaches no other firm, role, language or number."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask

from club.clubs.models import Club
from club.core.kept import Kept
from club.documents.kinds.ladder.body import Salary
from club.firms.models import Firm
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm, saved, sign_in
from tests.statements import counted

REF = "sameref234567abc"
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


class House:
    """A firm whose people read one ladder; its ref is the same in every house."""

    def __init__(self, club: Club, slug: str, **changes: Any) -> None:
        self.firm: Firm = a_firm(club, slug)
        salary = Salary(form="range", low=700_000, high=750_000)
        ladder = a_ladder(a_stage("entry", aim=f"Aim of {slug}", salary=salary), **changes)
        document = a_document(self.firm, ladder)
        with as_firm(self.firm):
            document.ref = REF
            saved(document)
        self.at = f"/{club.slug}/firms/{slug}/ladders/{REF}"

    def reader(self, role: FirmRole) -> Any:
        person = a_person()
        a_membership(self.firm, role, person)
        return person


@time_machine.travel(NOON, tick=False)
def test_a_text_stays_in_its_firm_and_club(app: Flask, client: HouseClient) -> None:
    crown, harbour = a_club("crown"), a_club("harbour")
    houses = [House(crown, "mill"), House(crown, "lantern"), House(harbour, "mill-of-harbour")]
    pages = []
    for house in houses:
        sign_in(client, house.reader(FirmRole.STAFF))
        pages.append(client.get(house.at).text)
    for house, page in zip(houses, pages, strict=True):
        assert [other.firm.slug for other in houses if f"Aim of {other.firm.slug}<" in page] == [house.firm.slug]


@pytest.mark.parametrize("order", [(FirmRole.OWNER, FirmRole.STAFF), (FirmRole.STAFF, FirmRole.OWNER)])
def test_pay_stays_with_whoever_may_see_it(app: Flask, client: HouseClient, order: tuple[FirmRole, FirmRole]) -> None:
    house = House(a_club("crown"), "mill", visibility="own")
    shows = {}
    for role in order:
        sign_in(client, house.reader(role))
        shows[role] = "7,000" in client.get(house.at).text
    assert shows == {FirmRole.OWNER: True, FirmRole.STAFF: False}


def test_each_reader_gets_the_own_language(app: Flask, client: HouseClient) -> None:
    house = House(a_club("crown"), "mill")
    sign_in(client, house.reader(FirmRole.STAFF))
    english = client.get(house.at).text
    client.set_cookie("lang", "zh")
    chinese = client.get(house.at).text
    assert "Expected time" in english
    assert "Expected time" not in chinese


@pytest.mark.slow
@time_machine.travel(NOON, tick=False)
def test_the_next_number_is_read_at_once(app: Flask, client: HouseClient) -> None:
    house = House(a_club("crown"), "mill")
    sign_in(client, house.reader(FirmRole.OWNER))
    assert "Aim of mill" in client.get(house.at).text
    fields = {"track": "trunk", "title": "Entry", "aim": "Another aim", "months": "1"}
    client.submit(f"{house.at}/edit/item?key=entry", fields)
    assert "Aim of mill" in client.get(house.at).text
    client.submit(f"{house.at}/publish", {"note": "Second"})
    page = client.get(house.at).text
    assert "Another aim" in page
    assert "Aim of mill" not in page
    assert "Aim of mill" in client.get(f"{house.at}?revision=1").text


def test_a_text_read_again_leaves_its_body_in_the_database(app: Flask, client: HouseClient) -> None:
    house = House(a_club("crown"), "mill")
    sign_in(client, house.reader(FirmRole.STAFF))
    client.get(house.at)
    with counted(app) as sent:
        client.get(house.at)
    assert [sql for sql in sent if "revision.body" in sql] == []
    assert len(sent) <= 3


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    kept, made = Kept[str](2), []

    def ask(key: str) -> str:
        return kept.get(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in ("a", "b", "a", "c", "a", "b")] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
