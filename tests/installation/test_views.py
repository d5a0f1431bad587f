"""The operator's own pages: clubs are founded, their first administrators come in, dead jobs are tried again."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club, ClubInvitation
from club.core import clock, jobs
from club.core.audit import ClubEvent
from club.core.db import db, session, transaction
from club.core.outbox import HANDLERS, Job
from club.installation.job_words import ABOUT
from club.library.models import Template
from tests.client import HouseClient
from tests.makers import a_club, a_person, as_desk, sign_in

NEW = {
    "slug": "quay",
    "name_en": "Quay Club",
    "name_zh": "码头会",
    "lang": "zh",
    "gate": "5千万",
    "gate_currency": "CNY",
    "administrator": "Ada",
    "email": "Ada@people.example",
}


@pytest.fixture
def operator(client: HouseClient) -> HouseClient:
    sign_in(client, a_person("operator@club.example", is_operator=True))
    return client


def a_dead_job(name: str = "library.offer_starters") -> int:
    at = clock.now()
    with transaction():
        job = Job(key=f"dead:{name}", name=name, values={}, ordered_at=at, due_at=at, tries=5, dead_at=at, error="full")
        session().add(job)
        session().flush()
        job_id = job.id
    db.session.remove()
    return job_id


def test_the_list_invites_to_the_first_club_and_tells_how_each_stands(operator: HouseClient) -> None:
    assert "No club is kept here yet" in operator.get("/clubs").text
    a_club("crown")
    a_club("pier", suspended_at=clock.now())
    a_club("quay", domain="quay.example")
    page = operator.get("/clubs").text
    assert "3 clubs are kept here" in page
    assert re.findall(r'class="state[^"]*">([^<]*)<', page) == ["running", "suspended", "domain not verified"]


@pytest.mark.slow
def test_a_club_is_founded_and_its_administrator_comes_in(app: Flask, operator: HouseClient) -> None:
    answer = operator.submit("/clubs/new", NEW)
    assert (answer.status_code, answer.location) == (303, "/clubs/quay")
    assert "is being made" in operator.get("/clubs/quay").text
    jobs.finish_all()
    page = operator.get("/clubs/quay").text
    link = re.search(r"/quay/join/[a-z2-7]{26}", page)[0]
    assert "50,000,000" in page
    assert "<svg" in page
    stranger = app.test_client()
    assert "Ada" in stranger.get(link).text
    club = db.session.scalars(select(Club)).one()
    db.session.remove()
    with as_desk(club):
        invitation = session().scalars(select(ClubInvitation)).one()
        assert (invitation.roles, invitation.email) == (["administrator"], "ada@people.example")
        assert {"club.created", "person.invited"} <= set(session().scalars(select(ClubEvent.did)))
        assert session().scalars(select(Template)).first() is not None


@pytest.mark.slow
def test_the_mailbox_gets_a_link_of_its_own(app: Flask, operator: HouseClient) -> None:
    operator.submit("/clubs/new", NEW)
    jobs.finish_all()
    letters = list((app.extensions["settings"].instance / "mail").rglob("*"))
    assert any("ada@people.example" in path.read_text() for path in letters if path.is_file())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"slug": "talks"}, "a page of ours"),
        ({"slug": "jobs"}, "a page of ours"),
        ({"slug": "crown"}, "Another club"),
        ({"slug": "A"}, "small Latin letters"),
        ({"gate": "1e9"}, "Write the number out"),
        ({"email": "ada"}, "no mail address"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(operator: HouseClient, typed: dict, words: str) -> None:
    a_club("crown")
    answer = operator.submit("/clubs/new", {**NEW, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert "码头会" in answer.text
    assert db.session.scalars(select(Club.slug)).all() == ["crown"]


@pytest.mark.slow
def test_an_accepted_invitation_is_shown_no_more(app: Flask, operator: HouseClient) -> None:
    operator.submit("/clubs/new", NEW)
    jobs.finish_all()
    link = re.search(r"/quay/join/[a-z2-7]{26}", operator.get("/clubs/quay").text)[0]
    joining = app.test_client()
    assert joining.submit(link, {"new_password": "seven quiet lanterns"}).status_code == 303
    page = operator.get("/clubs/quay").text
    assert "/join/" not in page
    assert "was accepted, or it ran out" in page


def test_dead_jobs_are_tried_again(operator: HouseClient) -> None:
    assert "No job was given up" in operator.get("/jobs").text
    job_id = a_dead_job()
    assert "1 job was given up" in operator.get("/jobs").text
    assert operator.submit("/jobs", to=f"/jobs/{job_id}/again").status_code == 303
    assert operator.submit("/jobs", to=f"/jobs/{job_id}/again").status_code == 404
    page = operator.get("/jobs").text
    assert "No job was given up" in page
    assert "library.offer_starters" in page


def test_clubs_and_their_people_see_none_of_it(client: HouseClient) -> None:
    a_club("crown")
    sign_in(client, a_person())
    for path in ("/clubs", "/clubs/new", "/clubs/crown", "/jobs", "/crown/clubs", "/crown/jobs"):
        assert client.get(path).status_code == 404


def test_from_a_club_the_menu_leads_to_the_root(operator: HouseClient) -> None:
    a_club("crown")
    assert 'href="/clubs"' in operator.get("/crown/").text


def test_each_job_says_what_it_is_about(app: Flask) -> None:
    ours = {name for name, handler in HANDLERS.items() if handler.__module__.startswith("club.")}
    assert {name.partition(".")[0] for name in ours} == ABOUT.keys()
