"""A learning path on its pages: read day by day, changed step by step, found beside the standards."""

import re
from typing import Any

import pytest

from club.core.db import read
from club.documents.kinds import kinds, together
from club.documents.queries import DRAFT
from club.navigation import FIRM_MENU, SHELVES_BELOW
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_standard
from tests.documents.test_path_rules import a_path, a_step
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, a_pointer, as_firm, sign_in


class Place:
    """A firm with a published path, and somebody of it signed in."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.OWNER, path: Any = None) -> None:
        self.firm = a_firm(a_club("crown"), "mill")
        self.document = a_document(self.firm, path or a_path(), "path")
        self.shelf = "/crown/firms/mill/paths"
        self.at = f"{self.shelf}/{self.document.ref}"
        person = a_person()
        a_membership(self.firm, role, person)
        sign_in(client, person)

    def steps(self) -> list[dict[str, Any]]:
        with as_firm(self.firm):
            found: list[dict[str, Any]] = read(DRAFT, ref=self.document.ref).one().body["steps"]
        return found


def kickers(page: str) -> list[str]:
    return re.findall(r'<p class="num">(.*?)</p>', page)


def test_each_step_says_its_days(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    page = client.get(place.at).text
    assert kickers(page) == ["Day 1", "Days 2 to 4", "Day 5"]
    assert '<h2 id="steps">5 days</h2>' in page
    assert "8 of 10 right" in page


def test_steps_without_days_are_numbered(app, client: HouseClient) -> None:
    page = client.get(Place(client, path=a_path(a_step("a", days=0), a_step("b", days=0))).at).text
    assert kickers(page) == ["Step 1", "Step 2"]
    assert '<h2 id="steps">2 steps</h2>' in page


@pytest.mark.slow
def test_a_step_is_added_and_published(app, client: HouseClient) -> None:
    place = Place(client)
    typed = {"title": "Rules", "days": "2", "topics": "Words\nReviews", "method": "Cases", "goal": "Knows them"}
    answer = client.submit(
        f"{place.at}/edit/add?parent=&slot=steps", {**typed, "check": "18 of 20", "checked_by": "The lead"}
    )
    assert answer.status_code == 303
    assert place.steps()[-1]["topics"] == ["Words", "Reviews"]
    assert client.submit(f"{place.at}/publish", {"note": "Rules"}).status_code == 303
    assert kickers(client.get(place.at).text)[-1] == "Days 6 to 7"


@pytest.mark.slow
def test_a_step_without_topics_is_not_published(app, client: HouseClient) -> None:
    place = Place(client)
    typed = {"title": "Rules", "days": "1", "method": "Cases", "goal": "Knows them", "check": "18", "checked_by": "I"}
    assert client.submit(f"{place.at}/edit/add?parent=&slot=steps", typed).status_code == 303
    assert client.submit(f"{place.at}/publish").status_code == 422
    assert "A step needs at least one topic." in client.get(f"{place.at}/publish").text


def test_paths_stand_beside_the_standards(app, client: HouseClient) -> None:
    place = Place(client)
    for shelf in (place.shelf, "/crown/firms/mill/standards"):
        assert 'href="/crown/firms/mill/paths"' in client.get(shelf).text
    assert "<h1>Learning path</h1>" in client.get(place.shelf).text
    here = re.findall(r'<a href="([^"]*)" aria-current="(?:page|true)"', client.get(place.at).text)
    assert "/crown/firms/mill/standards" in here


@pytest.mark.parametrize("name", list(kinds()))
def test_every_kind_stands_under_an_entry_of_the_menu(name: str) -> None:
    head = together(kinds()[name])[0].shelf
    assert SHELVES_BELOW.get(head, f"documents.{head}") in {entry.endpoint for entry in FIRM_MENU}


def test_a_step_leads_to_what_is_read_and_the_clause_stays(app, client: HouseClient) -> None:
    place = Place(client, path=a_path(a_step("one", reads=("reply",))))
    standard = a_document(place.firm, a_standard(), "standard")
    a_pointer(place.firm, place.document, standard)
    href = f"/crown/firms/mill/standards/{standard.ref}"
    assert f'href="{href}#c-reply" title="1.1 Clause reply">1.1</a>' in client.get(place.at).text
    answer = client.submit(f"{href}/edit", {"key": "reply"}, to=f"{href}/edit/remove")
    assert answer.status_code == 422
    assert "“Goods” in “Path” points at it" in answer.text


@pytest.mark.slow
def test_a_path_says_which_standard_it_refers_to(app, client: HouseClient) -> None:
    place = Place(client)
    standard = a_document(place.firm, a_standard(title="Our standard"), "standard")
    assert "Not said yet which text it refers to" in client.get(f"{place.at}/coverage").text
    answer = client.submit(f"{place.at}/coverage", {"target": standard.ref}, to=f"{place.at}/points-at")
    assert answer.status_code == 303
    assert "Our standard" in client.get(f"{place.at}/coverage").text
