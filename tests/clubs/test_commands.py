"""`flask clubs`."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.audit import ClubEvent
from club.core.db import db
from club.library.models import Template
from tests.client import HouseClient
from tests.makers import a_club, as_desk


def run(app, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["clubs", *arguments])
    db.session.remove()
    app.extensions["sites"].forget()
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.mark.slow
def test_a_club_is_founded_and_answers(app, client: HouseClient) -> None:
    code, words = run(app, "create", "crown", "--name", "Golden Crown", "--name-zh", "金冠", "--gate", "7千万")
    assert (code, words) == (0, "crown: http://127.0.0.1:8000/crown/\n")
    assert "CNY\u00a070,000,000" in client.get("/crown/").text
    assert "crown\tGolden Crown\t70,000,000 CNY\t-\topen" in run(app, "list")[1]
    club = db.session.scalars(select(Club)).one()
    db.session.rollback()
    with as_desk(club):
        assert "club.created" in set(db.session.scalars(select(ClubEvent.did)))


def test_bad_slugs_and_gates_are_refused(app) -> None:
    a_club("crown")
    for arguments, words in (
        (["crown"], "Another club"),
        (["talks"], "a page of ours"),
        (["static"], "a page of ours"),
        (["Crown"], "small Latin letters"),
        (["a--b"], "small Latin letters"),
        (["quay", "--gate", "1e9"], "Write the number out"),
    ):
        code, told = run(app, "create", "--name", "A club", *arguments)
        assert code == 1
        assert words in told


def test_a_domain_answers_once_it_is_verified(app, client: HouseClient) -> None:
    a_club("crown")
    a_club("quay")
    assert run(app, "domain", "verify", "crown")[0] == 1
    assert run(app, "domain", "set", "crown", "crown.example")[0] == 0
    assert client.get("/", headers={"Host": "crown.example"}).status_code == 404
    assert run(app, "domain", "verify", "crown")[0] == 0
    assert client.get("/", headers={"Host": "crown.example"}).status_code == 200
    assert "Another club" in run(app, "domain", "set", "quay", "crown.example")[1]
    assert "bare name" in run(app, "domain", "set", "quay", "https://quay.example/")[1]
    assert run(app, "domain", "set", "crown", "-")[0] == 0
    assert run(app, "domain", "set", "nobody", "n.example")[0] == 1


def test_a_suspended_club_is_not_found(app, client: HouseClient) -> None:
    a_club("crown")
    assert run(app, "suspend", "crown")[0] == 0
    assert client.get("/crown/").status_code == 404
    assert run(app, "suspend", "crown", "--lift")[0] == 0
    assert client.get("/crown/").status_code == 200
    assert run(app, "suspend", "nobody")[0] == 1


@pytest.mark.slow
def test_an_administrator_is_invited_by_a_link(app, client: HouseClient) -> None:
    code, words = run(app, "create", "crown", "--name", "Golden Crown", "--administrator", "Ada@people.example")
    assert code == 0
    link = words.rstrip().partition("administrator: http://127.0.0.1:8000")[2]
    assert "ada" in client.get(link).text
    again = run(app, "administrator", "crown", "bo@people.example")[1].partition("http://127.0.0.1:8000")[2].rstrip()
    assert "bo" in client.get(again).text
    assert again != link
    assert run(app, "administrator", "crown", "bo")[0] == 1
    assert run(app, "administrator", "nobody", "bo@people.example")[0] == 1


@pytest.mark.slow
def test_a_new_club_offers_the_starters(app) -> None:
    run(app, "create", "crown", "--name", "Golden Crown")
    club = db.session.scalars(select(Club)).one()
    db.session.rollback()
    with as_desk(club):
        assert len(db.session.scalars(select(Template)).all()) > 1
