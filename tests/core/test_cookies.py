"""The signed cookie of a browser, which is opened once and kept."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.sessions import SessionMixin

from club.core.framework import CookieSessions


@pytest.fixture
def sessions() -> CookieSessions:
    return CookieSessions()


@pytest.fixture
def cookie(sqlite_app: Flask, sessions: CookieSessions) -> str:
    signer = sessions.get_signing_serializer(sqlite_app)
    assert signer is not None
    signed = signer.dumps({"csrf_token": "a token", "_flashes": [("good", "Saved.")]})
    assert isinstance(signed, str)
    return signed


def opened(app: Flask, sessions: CookieSessions, cookie: str) -> SessionMixin:
    with app.test_request_context(headers={"Cookie": f"{app.config['SESSION_COOKIE_NAME']}={cookie}"}) as context:
        return sessions.open_session(app, context.request)


def test_each_request_gets_what_the_cookie_holds_and_nothing_of_another(sqlite_app, sessions, cookie):
    first = opened(sqlite_app, sessions, cookie)
    first["_flashes"].append(("bad", "Not saved."))
    first["more"] = "typed"
    assert dict(opened(sqlite_app, sessions, cookie)) == {"csrf_token": "a token", "_flashes": [("good", "Saved.")]}


def test_a_cookie_that_was_changed_holds_nothing_beside_one_that_was_not(sqlite_app, sessions, cookie):
    assert opened(sqlite_app, sessions, cookie)
    assert not opened(sqlite_app, sessions, "x" + cookie[1:])
    assert not opened(sqlite_app, sessions, "." + cookie)


def test_a_cookie_that_was_opened_before_ends_with_its_time(sqlite_app, sessions, cookie, monkeypatch):
    monkeypatch.setitem(sqlite_app.config, "PERMANENT_SESSION_LIFETIME", timedelta(seconds=2))
    assert opened(sqlite_app, sessions, cookie)
    monkeypatch.setattr("club.core.framework.time", lambda: 4e9)
    assert not opened(sqlite_app, sessions, cookie)
