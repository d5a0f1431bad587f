"""Somebody who applies, at the other end of a real connection; and what became of it in the database."""

import http.client
import random
import time
from contextlib import closing
from typing import IO, Any, NamedTuple

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from bench.places import Place
from bench.servers import PROGRAM, Page, Target
from club import create_app
from club.applications.models import Application, Evidence
from club.clubs.models import Club
from club.core.db import session
from config import Settings
from drills.settings import environment
from tests import makers
from tests.client import Page as Markup
from tests.ground import dispose
from tests.makers.applications import typed

APPLY = "/crown/apply"


class Answer(NamedTuple):
    """What the program answered, and after how long; status 0 where the connection broke."""

    status: int
    text: str = ""
    location: str = ""
    seconds: float = 0.0


def paper(content: IO[bytes], name: str) -> FileStorage:
    """Evidence as a browser sends it."""
    return FileStorage(content, name, content_type="application/octet-stream")


class Applicant:
    """One browser: keeps its cookies, comes from an address of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._cookies: dict[str, str] = {}
        self._address = f"198.51.{random.randrange(256)}.{random.randrange(1, 255)}"

    def open(self, path: str = APPLY) -> Answer:
        return self._ask("GET", path, b"", {})

    def hidden(self) -> dict[str, Any]:
        """What the form carries unseen; nothing where the server is gone."""
        return dict(Markup(self.open().text).hidden)

    def form(self, **changed: Any) -> dict[str, Any]:
        """The form filled in, under a key of its own: sent twice it is one application."""
        return {**self.hidden(), **typed(**changed), "step": "send"}

    def send(self, fields: dict[str, Any], *papers: FileStorage) -> Answer:
        stream, length, boundary = stream_encode_multipart({**fields, "evidence": list(papers)})
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Content-Length": str(length)}
        return self._ask("POST", APPLY, stream, headers)

    def _ask(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        given = {"X-Forwarded-For": self._address, **headers}
        if self._cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        begun = time.monotonic()
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            try:
                connection.request(method, path, body, given)
                answer = connection.getresponse()
                text = answer.read().decode(errors="replace")
            except (OSError, http.client.HTTPException):
                return Answer(0, seconds=time.monotonic() - begun)
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, text, answer.headers.get("Location", ""), time.monotonic() - begun)


def given_for(place: Place, **more: str) -> dict[str, str]:
    """The settings under which a place is served and looked into."""
    databases = {"DATABASE_URL": place.program, "DATABASE_OWNER_URL": place.program_owner}
    return environment(place.folder, **databases, TRUSTED_PROXIES="1", **more)


def a_club_that_takes_applications(given: dict[str, str]) -> tuple[Flask, Club]:
    app = create_app(Settings.from_env(given))
    with app.app_context():
        upgrade()
        club = makers.a_club("crown")
        makers.a_notice(club)
    dispose(app)
    return app, club


def target(given: dict[str, str]) -> Target:
    return Target("the program", PROGRAM, given, {"front": Page("/crown/")})


class Books(NamedTuple):
    """What the database holds of the applicants, and what is wrong in it."""

    codes: list[str]
    halves: int


def books(app: Flask, club: Club, papers: int = 0) -> Books:
    """Every application by its credit code; one with fewer papers, or with papers without bytes, is half of one."""
    store, halves = app.extensions["files"], 0
    with app.app_context(), makers.as_desk(club):
        rows = session().execute(select(Application.id, Application.credit_code)).all()
        for row in rows:
            kept = session().scalars(select(Evidence.stored_as).where(Evidence.application_id == row.id)).all()
            halves += len(kept) < papers or not all(store.has(key) for key in kept)
    dispose(app)
    return Books([row.credit_code for row in rows], halves)
