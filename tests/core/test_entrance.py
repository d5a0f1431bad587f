"""Which site answers, and to whom."""

from werkzeug.test import Client

from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, a_talk, sign_in


def test_a_club_is_found_by_the_first_segment(app, client: HouseClient) -> None:
    a_club("crown")
    assert client.get("/crown/").status_code == 200


def test_an_unknown_host_is_not_found(app, client: HouseClient) -> None:
    a_club("crown")
    assert client.get("/crown/", headers={"Host": "attacker.example"}).status_code == 404


def test_a_verified_domain_leads_to_its_club(app, client: HouseClient) -> None:
    from club.core import clock

    a_club("crown", domain="crown.example", domain_verified_at=clock.now())
    assert client.get("/", headers={"Host": "crown.example"}).status_code == 200
    assert client.get("/talks", headers={"Host": "CROWN.example:443"}).status_code == 200


def test_an_unverified_domain_does_not(app, client: HouseClient) -> None:
    a_club("crown", domain="crown.example")
    assert client.get("/", headers={"Host": "crown.example"}).status_code == 404


def test_pages_of_the_root_do_not_answer_inside_a_club(app, client: HouseClient) -> None:
    a_club("crown")
    assert client.get("/healthz").status_code == 200
    assert client.get("/crown/healthz").status_code == 404
    assert client.get("/talks").status_code == 404


def test_a_talk_of_another_club_is_not_found(app, client: HouseClient) -> None:
    talk = a_talk(a_club("crown"))
    a_club("harbour")
    assert client.get(f"/crown/talks/{talk.slug}").status_code == 200
    assert client.get(f"/harbour/talks/{talk.slug}").status_code == 404


def test_a_role_that_is_taken_away_ends_at_the_next_request(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.EDITOR)
    sign_in(client, person)
    assert client.get("/crown/").status_code == 200


def test_a_cache_on_the_way_keeps_each_language_apart(app, client: HouseClient) -> None:
    a_club("crown")
    assert {"Accept-Language", "Cookie"} <= set(client.get("/crown/").vary.to_header().split(", "))


def test_each_request_is_its_senders_also_inside_an_open_application_context(app) -> None:
    club = a_club("crown")
    administrator, passer_by = a_person(), a_person()
    a_role(club, administrator, ClubRole.ADMINISTRATOR)
    answers, plain = [], Client(app, use_cookies=False)  # the house's own client opens a context for each request
    with app.app_context():
        for person in (administrator, passer_by):
            client = app.test_client()
            sign_in(client, person)
            cookie = f"club={client.get_cookie('club').value}"
            answers.append(plain.get("/crown/settings", headers={"Cookie": cookie}).status_code)
    assert answers == [200, 404]
