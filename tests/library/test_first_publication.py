"""What an owner is shown before an adopted text is published for the first time; and where there is none to adopt."""

import pytest

from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.places import Place as Desk
from tests.makers import a_club, a_firm, a_library, a_membership, a_person, sign_in


@pytest.fixture
def owner(app, client: HouseClient) -> HouseClient:
    club, person = a_club("crown"), a_person()
    a_library(club)
    a_membership(a_firm(club, "mill"), FirmRole.OWNER, person)
    sign_in(client, person)
    return client


def adopted(client: HouseClient, slug: str = "operator-ladder") -> str:
    """The address of a draft of the club's text."""
    path = f"/crown/firms/mill/library/{slug}"
    return str(client.submit(path, {"lang": "en", "departments": "firm"}).location).partition("?")[0]


@pytest.mark.slow
def test_the_first_publication_shows_what_differs_from_the_clubs_text(owner: HouseClient) -> None:
    at = adopted(owner)
    assert "0 parts differ from the club’s text" in owner.get(f"{at}/publish").text
    path = f"{at}/edit/item?key="
    assert owner.submit(path, {"title": "Our own way", "summary": "Ours", "visibility": "all"}).status_code == 303
    page = owner.get(f"{at}/publish").text
    assert "1 part differs from the club’s text" in page
    assert "What differs from the club’s edition 1" in page
    assert "In yours" in page


@pytest.mark.slow
def test_a_text_on_pay_says_that_staff_were_not_asked_and_stops_nothing(owner: HouseClient) -> None:
    at = adopted(owner)
    page = owner.get(f"{at}/publish").text
    assert "staff were not asked yet" in page
    assert f'href="{at}/consultations"' in page
    assert owner.submit(f"{at}/publish").status_code == 303
    culture = adopted(owner, "culture")
    assert "staff were not asked yet" not in owner.get(f"{culture}/publish").text


def test_a_small_change_asks_for_no_consultation(app, client: HouseClient) -> None:
    desk = Desk(client)
    assert desk.save("entry", {"aim": "Learn the trade well"}).status_code == 303
    assert "staff were not asked yet" not in client.get(f"{desk.at}/publish").text
    assert desk.save("entry", {"months": "9"}).status_code == 303
    assert "staff were not asked yet" in client.get(f"{desk.at}/publish").text


def test_a_kind_without_a_text_of_the_club_leads_to_those_that_are_there(owner: HouseClient) -> None:
    page = owner.get("/crown/firms/mill/library?kind=nothing").text
    assert "The club has published no text of this kind yet" in page
    assert 'href="/crown/firms/mill/library"' in page
