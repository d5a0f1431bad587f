"""Messages written inside a request and by jobs."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select

from club.core import addresses, jobs, links, mail
from club.core.db import db
from club.core.messages import Event, Message, Recipient, send, send_link
from club.core.outbox import Job
from club.core.scope import Scope
from tests.makers import a_club, about


@dataclass(frozen=True, kw_only=True)
class Told(Event):
    pages: ClassVar[str] = "tests/told"


@pytest.fixture
def pages(app, monkeypatch) -> None:
    parts = {"subject.txt": "News of {{ club_name }}", "txt": "Read {{ link }}", "html": "<p>{{ link }}</p>"}
    told = DictLoader({f"messages/tests/told.{part}": text for part, text in parts.items()})
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([told, app.jinja_env.loader]))


def test_a_message_is_written_and_mailed_without_a_request(app, pages) -> None:
    club = a_club()
    with about(Scope(club.id)):
        send(Told(club_name="Crown", link="https://x.example/"), Recipient("en", email="a@people.example"))
    assert jobs.finish_all() == 1
    [file] = mail.written_files()
    assert "Subject: News of Crown" in file.read_text()
    assert "<h1>News of Crown</h1>" in file.read_text()


def test_a_secret_link_is_mailed_and_kept_nowhere(app, pages, monkeypatch) -> None:
    club = a_club()
    with about(Scope(club.id)):
        link = links.make("join", "abc", days=1, club_id=club.id)
        send_link(Told(club_name="Crown"), link, "home.link", Recipient("en", email="a@people.example"))
        token = links.token_of(link.ref)
    monkeypatch.setattr(addresses, "absolute", lambda _endpoint, token: f"https://x.example/{token}")
    jobs.finish_all()
    [file] = mail.written_files()
    assert token in file.read_text()
    with about(Scope(club.id, staff=True)):
        assert db.session.scalars(select(Message)).all() == []
        assert all(token not in str(job.values) for job in db.session.scalars(select(Job)))
