"""Which values are lived: the culture statement shows the chapters and stages in force that name them."""

from typing import Any

import pytest

from club.core.db import read
from club.documents.kinds import kind_of
from club.documents.living import Living, lived
from club.documents.queries import DRAFT
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_ladder, a_stage, a_standard
from tests.documents.counting import statements
from tests.documents.test_culture_rules import a_culture, a_value
from tests.makers import (
    a_club,
    a_document,
    a_draft,
    a_firm,
    a_membership,
    a_person,
    a_pointer,
    as_firm,
    sign_in,
)

VALUES = (a_value("true"), a_value("early"))
MILL = "/crown/firms/mill"


def a_section(*values: str) -> Any:
    standard = a_standard(a_clause("reply"))
    (section,) = standard.sections
    return a_standard(sections=(type(section)(key="work", title="Work", clauses=section.clauses, lives=values),))


class Place:
    """A firm with a culture statement, read by one of its people."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.STAFF) -> None:
        self.firm, person = a_firm(a_club("crown"), "mill"), a_person()
        a_membership(self.firm, role, person)
        self.culture = a_document(self.firm, a_culture(*VALUES), "culture")
        self.client = client
        self.at = f"{MILL}/culture/{self.culture.ref}"
        sign_in(client, person)

    def living(self, body: Any, kind: str, *, is_draft: bool = False) -> Any:
        document = (a_draft if is_draft else a_document)(self.firm, body, kind)
        a_pointer(self.firm, document, self.culture)
        return document

    def page(self) -> str:
        text: str = self.client.get(self.at).text
        return text[text.find('id="lived"') :]


def test_each_value_has_its_places_by_text():
    texts = [
        Living("Service", kind_of("standard"), a_section("true"), "/standards/s"),
        Living("Ladder", kind_of("ladder"), a_ladder(a_stage("entry", lives=("true", "gone"))), "/ladders/l"),
    ]
    true, early = lived(a_culture(*VALUES), texts)
    assert true.count == 2
    assert [(title, [(one.name, one.href) for one in places]) for title, places in true.texts] == [
        ("Service", [("1 Work", "/standards/s#s-work")]),
        ("Ladder", [("Entry", "/ladders/l#s-entry")]),
    ]
    assert (early.count, early.texts) == (0, [])


def test_the_statement_shows_where_its_values_are_lived_and_which_are_not(app, client: HouseClient) -> None:
    place = Place(client)
    standard = place.living(a_section("true"), "standard")
    ladder = place.living(a_ladder(a_stage("entry", lives=("true",))), "ladder")
    page = place.page()
    assert f'href="{MILL}/standards/{standard.ref}#s-work"' in page
    assert f'href="{MILL}/ladders/{ladder.ref}#s-entry"' in page
    assert "lived in 2 places" in page
    assert page.count("nowhere yet") == 1


def test_a_draft_lives_nothing_yet(app, client: HouseClient) -> None:
    place = Place(client)
    place.living(a_section("true"), "standard", is_draft=True)
    assert "No standard or ladder in force names a value yet." in place.page()


def test_a_value_that_a_chapter_names_is_not_taken_out(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.OWNER)
    place.living(a_section("true"), "standard")
    answer = client.submit(f"{place.at}/edit", {"key": "true"}, to=f"{place.at}/edit/remove")
    assert answer.status_code == 422
    assert "“Work” in “Service” points at it" in answer.text


@pytest.mark.slow
def test_a_chapter_names_values_in_the_editor(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.OWNER)
    standard = place.living(a_section(), "standard")
    path = f"{MILL}/standards/{standard.ref}/edit/item?key=work"
    assert 'value="early"' in client.get(path).text
    assert client.submit(path, {"title": "Work", "lives": ["early"]}).status_code == 303
    assert client.submit(f"{MILL}/standards/{standard.ref}/publish").status_code == 303
    assert "nowhere yet" in place.page()
    assert "#s-work" in place.page()


@pytest.mark.slow
def test_without_a_culture_statement_nothing_is_asked_and_what_is_named_is_kept(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.OWNER)
    ladder = a_document(place.firm, a_ladder(a_stage("entry", lives=("true",))), kind="ladder")
    at = f"{MILL}/ladders/{ladder.ref}"
    assert 'name="lives"' not in client.get(f"{at}/edit/item?key=entry").text
    fields = {"track": "trunk", "title": "Entry", "aim": "Learn it", "months": "2"}
    assert client.submit(f"{at}/edit/item?key=entry", fields).status_code == 303
    with as_firm(place.firm):
        assert read(DRAFT, ref=ladder.ref).one().body["stages"][0]["lives"] == ["true"]


@pytest.mark.slow
def test_many_texts_cost_one_statement_once_they_are_kept(app, client: HouseClient) -> None:
    place = Place(client)
    counted = []
    for _ in range(2):
        place.living(a_section("true"), "standard")
        client.get(place.at)
        with statements() as sent:
            client.get(place.at)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 5
