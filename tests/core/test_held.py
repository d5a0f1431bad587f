"""What was typed is not lost where a page stood open too long: it is given back to be looked over."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from club.clubs.models import Club
from club.core import clock
from club.core.db import session, transaction
from club.core.scope import Scope
from club.firms.models import Firm
from club.people.models import Person, SignIn
from club.policy import FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, about, sign_in

ORIGIN = {"Origin": "http://localhost"}
PATH = "/crown/firms/mill/people/invite"


def a_place(client: HouseClient) -> Person:
    club = a_club("crown")
    person = a_person()
    a_membership(a_firm(club, "mill"), FirmRole.OWNER, person)
    sign_in(client, person)
    return person


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


def typed_too_late(client: HouseClient) -> str:
    """What somebody typed whose sign-in is over; the address that the sign-in leads back to."""
    form = client.form(PATH)
    with transaction():
        session().execute(update(SignIn).values(ended_at=clock.now(), expires_at=clock.now()))
    return parse_qs(urlsplit(client.post(PATH, data={**form, "name": "Jia Rui"}).location).query)["next"][0]


def an_owner_of(firm: str) -> Person:
    person = a_person()
    with about(Scope(session().scalars(select(Club.id)).one())):
        found = session().scalars(select(Firm).where(Firm.slug == firm)).one()
    a_membership(found, FirmRole.OWNER, person)
    return person


@pytest.mark.parametrize("is_signed_out", [False, True])
def test_what_one_person_typed_is_not_shown_to_the_next_one_at_the_same_browser(
    app, client: HouseClient, is_signed_out
) -> None:
    first = a_place(client)
    if is_signed_out:
        form = client.form(PATH)
        client.post("/crown/logout", data=client.form("/crown/logout"))
        sent = client.post(PATH, data={**form, "name": "Jia Rui"}, headers=ORIGIN)
        there = parse_qs(urlsplit(sent.location).query)["next"][0]
    else:
        there = typed_too_late(client)
    sign_in(client, an_owner_of("mill"))
    assert client.get(there).status_code == 200
    assert "Jia Rui" not in client.get(there).text
    sign_in(client, first)
    assert "Jia Rui" in client.get(there).text


def test_whoever_typed_it_gets_it_back_in_another_browser_too(app, client: HouseClient) -> None:
    first = a_place(client)
    there, elsewhere = typed_too_late(client), app.test_client()
    sign_in(elsewhere, first)
    assert "Jia Rui" in elsewhere.get(there).text


def test_a_page_that_nobody_signs_in_for_gives_back_without_a_sign_in(app, client: HouseClient) -> None:
    a_club("crown")
    sent = client.post("/crown/login", data={"csrf_token": "old", "identifier": "lin"}, headers=ORIGIN)
    assert 'value="lin"' in client.get(sent.location).text
