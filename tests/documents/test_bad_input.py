"""Texts that are wrong in ways that people really make: the page says what and where, and nothing falls over."""

from typing import Any

import pytest

from club.core.db import session
from club.documents.models import Draft
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage, an_indicator, bands
from tests.makers import a_club, a_draft, a_firm, a_membership, a_person, as_firm, sign_in


class Desk:
    """The owner of a firm before a draft."""

    def __init__(self, client: HouseClient, ladder: Any) -> None:
        self.client, self.firm, owner = client, a_firm(a_club("crown"), "mill"), a_person()
        a_membership(self.firm, FirmRole.OWNER, owner)
        sign_in(client, owner)
        self.at = f"/crown/firms/mill/ladders/{a_draft(self.firm, ladder).ref}"

    def told(self) -> str:
        """What the publisher's page says; sending it all the same publishes nothing."""
        assert self.client.submit(f"{self.at}/publish").status_code == 422
        return str(self.client.get(f"{self.at}/publish").text)


def with_bands(*listed: Any) -> Any:
    return a_ladder(a_stage(title="Data", indicators=(an_indicator(bands=listed),)))


def test_bands_that_overlap_are_named_with_their_edge(app, client: HouseClient) -> None:
    low, middle, high = bands(2, 4)
    desk = Desk(client, with_bands(low, type(middle)(low=low.high - 1, high=middle.high, score=middle.score), high))
    page = desk.told()
    assert "Two bands overlap at 1." in page
    assert "Data" in page


def test_bands_that_leave_a_hole_are_named_with_its_edges(app, client: HouseClient) -> None:
    low, middle, high = bands(2, 4)
    desk = Desk(client, with_bands(low, type(middle)(low=low.high + 1, high=middle.high, score=middle.score), high))
    assert "There is a hole between 2 and 3." in desk.told()


CIRCLE = (a_stage("one", after=("three",)), a_stage("two", after=("one",)), a_stage("three", after=("two",)))


@pytest.mark.parametrize("path", ["", "/edit", "/edit/item?key=one", "/publish", "/record", "/comments"])
def test_stages_in_a_circle_open_everywhere_and_are_not_published(app, client: HouseClient, path: str) -> None:
    desk = Desk(client, a_ladder(*CIRCLE))
    assert client.get(desk.at + path).status_code == 200
    assert "The stages go round in a circle" in desk.told()


@pytest.mark.parametrize("after", ["one", "gone"])
def test_a_stage_after_itself_or_after_one_that_is_gone(app, client: HouseClient, after: str) -> None:
    desk = Desk(client, a_ladder(a_stage("one", after=(after,))))
    assert client.get(desk.at).status_code == 200
    assert "circle" in desk.told() if after == "one" else "It comes after a stage that is gone" in desk.told()


@pytest.mark.parametrize(("length", "status"), [(10_000, 303), (10_001, 422)])
def test_a_clause_has_ten_thousand_characters_at_most(app, client: HouseClient, length: int, status: int) -> None:
    desk = Desk(client, a_ladder())
    typed = "字" * length
    answer = client.submit(f"{desk.at}/edit/add?parent=&slot=principles", {"text": typed})
    assert answer.status_code == status
    assert status == 303 or typed in answer.text
    assert client.get(f"{desk.at}/edit").status_code == 200
    assert len(client.get(desk.at).text) > (length if status == 303 else 0)


def test_a_text_in_one_language_of_two_is_not_published(app, client: HouseClient) -> None:
    desk = Desk(client, a_ladder())
    assert client.submit(f"{desk.at}/facts", to=f"{desk.at}/languages/add").status_code == 303
    with as_firm(desk.firm):
        (draft,) = session().query(Draft).all()
        assert draft.body["title"] == {"en": "Ladder", "zh": ""}
    assert "This text is missing in one of the two languages." in desk.told()
    assert client.get(desk.at, headers={"Accept-Language": "zh"}).status_code == 200
