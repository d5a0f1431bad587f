"""Private links: single-use, expiring, hashed at rest, worth nothing to whoever reads the database."""

from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import select

from club.core import clock, links
from club.core.db import session, transaction
from club.core.links import Link
from tests.makers import a_club


def _a_link(club_id: int, **facts: object) -> str:
    with transaction():
        link = links.make("status", "abc", days=1, club_id=club_id, **facts)  # type: ignore[arg-type]
    return links.token_of(link.ref)


def test_a_link_leads_to_its_row_in_its_club_for_its_purpose(app: Flask) -> None:
    club, other = a_club("crown"), a_club("harbour")
    token = _a_link(club.id)
    found = links.find(token, "status", club.id)
    assert found is not None
    assert found.subject == "abc"
    assert links.find(token, "status", other.id) is None
    assert links.find(token, "join", club.id) is None


def test_a_guessed_token_finds_nothing(app: Flask) -> None:
    club = a_club()
    token = _a_link(club.id)
    for guess in ("", "a" * 26, token[:-1], token + "a", "%", "\x00", "五" * 26):
        assert links.find(guess, "status", club.id) is None


def test_the_database_keeps_no_token(app: Flask) -> None:
    club = a_club()
    token = _a_link(club.id)
    row = session().scalars(select(Link)).one()
    assert token not in [str(value) for value in vars(row).values()]


def test_a_link_expires(app: Flask) -> None:
    club = a_club()
    token = _a_link(club.id)
    with time_machine.travel(clock.now() + timedelta(days=1, seconds=1)):
        assert links.find(token, "status", club.id) is None


def test_a_link_is_used_once(app: Flask) -> None:
    club = a_club()
    token = _a_link(club.id)
    opened = links.find(token, "status", club.id)
    assert opened is not None
    with transaction():
        assert links.use(opened) is True
        assert links.use(opened) is False
    assert links.find(token, "status", club.id) is None


def test_links_to_a_row_can_be_revoked(app: Flask) -> None:
    club = a_club()
    token = _a_link(club.id)
    with transaction():
        links.revoke("status", "abc")
    assert links.find(token, "status", club.id) is None
