"""The demonstration: the same on every machine, seeded twice without harm, never in production."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from club.applications.models import Application, ApplicationStatus, Vote
from club.clubs.models import Club
from club.core import jobs
from club.core.audit import ClubEvent
from club.core.db import db, plain_engine
from club.core.owners import Base
from club.firms.models import Firm, FirmStatus
from tests.client import HouseClient
from tests.makers import as_desk

pytestmark = [pytest.mark.slow, pytest.mark.whole]

PAGES = ("/", "/talks", "/talks/a-future-your-staff-can-see", "/talks/money-pressed-in-the-goods", "/news", "/privacy")


def rows(app) -> dict[str, int]:
    db.session.remove()
    with plain_engine(app.extensions["settings"].database_url).connect() as reading:
        return {
            name: reading.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in Base.metadata.tables.items()
        }


def seed(app) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert result.exit_code == 0, result.output
    db.session.remove()
    app.extensions["sites"].forget()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_second_seed_changes_nothing(app) -> None:
    seed(app)
    first = rows(app)
    seed(app)
    assert rows(app) == first
    assert first["talk"] >= 8


def test_every_public_page_has_something_to_show(app, client: HouseClient) -> None:
    seed(app)
    for lang in ("en", "zh"):
        for path in PAGES:
            assert client.get(f"/goldcrown{path}", headers={"Accept-Language": lang}).status_code == 200
    assert client.get("/harbor/talks/a-future-your-staff-can-see").status_code == 404
    assert client.get("/harbor/talks/reading-a-freight-quote").status_code == 200


def test_the_demonstration_refuses_in_production(app, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], mode="production"))
    result = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert result.exit_code == 1
    assert "development only" in result.output


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_only_beside_the_double_the_demonstration_takes_cards(app, client: HouseClient, monkeypatch) -> None:
    seed(app)
    assert rows(app)["provider_keys"] == 0
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], is_stripe_double=True))
    seed(app)
    seed(app)
    assert rows(app)["provider_keys"] == 1


def test_the_club_did_with_each_case_what_its_book_says(app) -> None:
    seed(app)
    jobs.finish_all()
    club = db.session.scalars(select(Club).where(Club.slug == "goldcrown")).one()
    db.session.rollback()
    with as_desk(club):
        cases = db.session.scalars(select(Application)).all()
        assert {case.status for case in cases} == set(ApplicationStatus)
        admitted = next(case for case in cases if case.status is ApplicationStatus.APPROVED)
        events = select(ClubEvent).where(ClubEvent.row == admitted.ref).order_by(ClubEvent.at)
        book = [(event.did, event.person_id is not None) for event in db.session.scalars(events)]
        assert book[0] == ("application.received", False)
        assert [did for did, _ in book].count("vote.cast") == 2
        assert all(is_known for _, is_known in book[1:])
        votes = db.session.scalars(select(Vote).where(Vote.application_id == admitted.id)).all()
        assert all(vote.cast_at - admitted.received_at < timedelta(days=4) for vote in votes)
        firm = db.session.get_one(Firm, admitted.firm_id)
        assert firm.status is FirmStatus.APPROVED_UNPAID
