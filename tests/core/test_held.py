"""What was typed is not lost where a page stood open too long: it is given back to be looked over."""

from club.policy import FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, sign_in

ORIGIN = {"Origin": "http://localhost"}
PATH = "/crown/firms/mill/people/invite"


def a_place(client: HouseClient) -> None:
    club = a_club("crown")
    person = a_person()
    a_membership(a_firm(club, "mill"), FirmRole.OWNER, person)
    sign_in(client, person)


def test_a_form_of_an_earlier_sign_in_is_shown_again_with_what_was_typed(app, client: HouseClient) -> None:
    a_place(client)
    client.get(PATH)
    sent = client.post(PATH, data={"csrf_token": "of-another-sign-in", "name": "Jia Rui"}, headers=ORIGIN)
    assert sent.status_code == 303
    page = client.get(sent.location)
    assert "Jia Rui" in page.text
    assert "Nothing is lost" in page.text


def test_the_page_of_signing_in_stood_open_too_long(app, client: HouseClient) -> None:
    a_club("crown")
    path = "/crown/login"
    sent = client.post(
        path, data={"csrf_token": "old", "identifier": "lin", "password": "secret-words"}, headers=ORIGIN
    )
    assert sent.status_code == 303
    page = client.get(sent.location).text
    assert 'value="lin"' in page
    assert "secret-words" not in page
    assert "Nothing is lost" in page


def test_a_form_that_another_site_sends_is_not_kept(app, client: HouseClient) -> None:
    a_place(client)
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {}):
        assert client.post(PATH, data={"name": "Jia Rui"}, headers=headers).status_code == 400


def test_a_text_kept_twice_is_given_back_as_it_was_last(app, client: HouseClient) -> None:
    a_place(client)
    first = client.post(PATH, data={"csrf_token": "old", "name": "Jia Rui"}, headers=ORIGIN).location
    second = client.post(first, data={"csrf_token": "old", "name": "Jia Ruo"}, headers=ORIGIN).location
    page = client.get(second).text
    assert "Jia Ruo" in page
    assert "Jia Rui" not in page
