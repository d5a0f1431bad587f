"""One commit a request; a refusal or a fault saves nothing; a database that is away is 503."""

import errno
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from club import create_app
from club.clubs.models import Section
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.policy import Can, needs
from tests.client import HouseClient
from tests.ground import dispose, settings_for
from tests.makers import a_club, as_desk


def _away() -> None:
    raise OperationalError("SELECT 1", {}, Exception("the server closed the connection"))


def _full() -> None:
    raise OSError(errno.ENOSPC, "no space left on device")


def _unreadable() -> None:
    raise OSError(errno.EIO, "input/output error")


def _refused() -> None:
    raise Refused(Refusal("too_late", "The board has decided.", "Read the decision."))


ANSWERS: dict[str, Callable[[], object]] = {
    "kept": dict,
    "recorded": lambda: record(Did.CLUB_CHANGED, "crown") or {},
    "found": lambda: ("", 303),
    "invalid": lambda: ({}, 422),
    "missing": lambda: abort(404),
    "refused": _refused,
    "bug": lambda: 1 / 0,
    "away": _away,
    "full": _full,
    "unreadable": _unreadable,
}


@needs(Can.SITE_READ)
def add(answer: str) -> object:
    """Add a section, then answer in a given way."""
    session().add(Section(slug=answer, name_en=answer, name_zh=answer))
    session().flush()
    return ANSWERS[answer]()


@pytest.fixture
def writing(sqlite_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """An application of its own with an address that writes and then answers in a given way."""
    shutil.copy(sqlite_app.extensions["settings"].instance / "empty.db", tmp_path / "club.db")
    settings = replace(
        settings_for(tmp_path, f"sqlite:///{tmp_path / 'club.db'}"),
        extra={"WTF_CSRF_ENABLED": False, "PROPAGATE_EXCEPTIONS": False},
    )
    app = create_app(settings)
    app.test_client_class = HouseClient
    app.add_url_rule("/test-add/<answer>", "test_add", add, methods=["GET", "POST"])
    with app.app_context():
        yield app
    dispose(app)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "status", "is_kept"),
    [
        ("kept", 200, True),
        ("recorded", 200, True),
        ("found", 303, True),
        ("invalid", 422, False),
        ("missing", 404, False),
        ("refused", 422, False),
        ("bug", 500, False),
        ("away", 503, False),
        ("full", 503, False),
        ("unreadable", 500, False),
    ],
)
def test_what_is_committed(writing: Flask, answer: str, status: int, is_kept: bool) -> None:
    club = a_club()
    response = writing.test_client().post(f"/crown/test-add/{answer}")
    assert response.status_code == status
    with as_desk(club):
        assert bool(session().scalars(select(Section)).all()) is is_kept


def test_a_get_saves_nothing(writing: Flask) -> None:
    club = a_club()
    writing.test_client().get("/crown/test-add/kept")
    with as_desk(club):
        assert session().scalars(select(Section)).all() == []


def test_a_get_that_would_lose_an_event_is_a_fault(writing: Flask) -> None:
    a_club()
    client = writing.test_client()
    assert client.post("/crown/test-add/recorded").status_code == 200
    assert client.get("/crown/test-add/recorded").status_code == 500
    assert client.get("/crown/test-add/kept").status_code == 200, "each request answers for itself"


def test_a_refusal_says_why_and_what_next(writing: Flask) -> None:
    a_club()
    page = writing.test_client().post("/crown/test-add/refused").text
    assert "The board has decided." in page
    assert "Read the decision." in page


def test_a_busy_database_asks_to_come_back(writing: Flask) -> None:
    a_club()
    assert writing.test_client().post("/crown/test-add/away").headers["Retry-After"] == "3"


@pytest.mark.slow
def test_a_bug_shows_a_reference_and_no_details(writing: Flask) -> None:
    a_club()
    page = writing.test_client().post("/crown/test-add/bug").text
    assert "ZeroDivisionError" not in page
    assert "Traceback" not in page
