"""A forgotten password."""

import re

from sqlalchemy import select

from club.core import clock, jobs, mail
from club.core.db import db
from club.core.links import Link
from club.core.outbox import Job
from club.people import passwords
from club.people.models import Person
from tests.client import HouseClient
from tests.makers import a_club, a_person, sign_in

OLD, NEW = "seven grey herons", "eight green otters"


def holder(**facts) -> Person:
    return a_person("lin@people.example", password_hash=passwords.hashed(OLD), password_changed_at=clock.now(), **facts)


def ask(client: HouseClient, email: str = "lin@people.example"):
    return client.submit("/crown/forgotten", {"email": email})


def mailed_link() -> str:
    jobs.finish_all()
    found = [re.search(r"/crown/reset/[a-z2-7]{26}", file.read_text()) for file in mail.written_files()]
    return next(match[0] for match in found if match)


def test_the_answer_is_the_same_for_everybody(app, client) -> None:
    a_club("crown")
    holder()
    known, unknown = ask(client), ask(client, "nobody@people.example")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert [len(db.session.scalars(select(Job)).all())] == [2], "both leave the same work behind"
    db.session.remove()
    jobs.finish_all()
    assert len(mail.written_files()) == 1


def test_the_link_sets_a_password_and_signs_in(app, client) -> None:
    a_club("crown")
    person = holder()
    elsewhere = app.test_client()
    sign_in(elsewhere, person)
    ask(client)
    link = mailed_link()
    assert client.get(link).status_code == 200
    assert client.get(link).status_code == 200, "looking uses nothing up"
    assert client.submit(link, {"new_password": NEW}).location == "/crown/places"
    assert client.get("/crown/me").status_code == 200
    assert elsewhere.get("/crown/me").status_code == 303, "every other sign-in has ended"
    assert client.get(link).status_code == 410
    assert passwords.matches(db.session.get(Person, person.id).password_hash, NEW)


def test_the_inbox_tells_of_it_without_the_link(app, client) -> None:
    a_club("crown")
    person = holder()
    ask(client)
    link = mailed_link()
    sign_in(client, person)
    page = client.get("/crown/inbox").text
    assert "A link for a new password was asked for" in page
    assert link not in page


def test_signing_in_ends_the_link(app, client) -> None:
    a_club("crown")
    holder()
    ask(client)
    link = mailed_link()
    client.submit("/crown/login", {"identifier": "lin@people.example", "password": OLD})
    assert client.get(link).status_code == 410


def test_at_most_five_links_a_day(app, client) -> None:
    a_club("crown")
    holder()
    for _ in range(7):
        ask(client)
    jobs.finish_all()
    assert len(db.session.scalars(select(Link)).all()) == 5


def test_an_address_that_is_not_confirmed_gets_nothing(app, client) -> None:
    a_club("crown")
    holder(email_verified_at=None)
    ask(client)
    jobs.finish_all()
    assert mail.written_files() == []


def test_a_link_of_another_club_opens_nothing(app, client) -> None:
    a_club("crown")
    a_club("harbour")
    holder()
    ask(client)
    assert client.get(mailed_link().replace("/crown/", "/harbour/")).status_code == 410


def test_a_plain_password_is_refused_and_uses_nothing_up(app, client) -> None:
    a_club("crown")
    holder()
    ask(client)
    link = mailed_link()
    assert client.submit(link, {"new_password": "short"}).status_code == 422
    assert client.submit(link, {"new_password": NEW}).status_code == 303


def test_the_server_makes_links_and_operators(app, client) -> None:
    run = app.test_cli_runner()
    made = run.invoke(args=["people", "operator", "Op@club.example"])
    link = re.search(r"http://127.0.0.1:8000(/reset/[a-z2-7]{26})", made.output)
    assert link is not None
    db.session.remove()
    assert client.submit(link[1], {"new_password": NEW}).status_code == 303
    assert "op@club.example" in run.invoke(args=["people", "list"]).output
    assert run.invoke(args=["people", "end-sessions", "op@club.example"]).exit_code == 0
    db.session.remove()
    assert client.get("/me").status_code == 303
    assert "/reset/" in run.invoke(args=["people", "reset", "op@club.example", "--second-factor"]).output
    wrong = run.invoke(args=["people", "reset", "nobody@club.example"])
    assert wrong.exit_code != 0
    assert "Traceback" not in wrong.output
    assert run.invoke(args=["people", "operator", "nonsense"]).exit_code != 0
