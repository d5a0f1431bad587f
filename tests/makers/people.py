"""People, and being signed in."""

import secrets
from datetime import timedelta
from itertools import count
from typing import Any

from club.core import clock
from club.core.db import db, transaction
from club.people.models import Person, SignIn
from club.people.sessions import COOKIE_KEY, hashed
from tests.client import HouseClient
from tests.makers.scopes import saved

_number = count(1)


def a_person(email: str | None = None, **facts: Any) -> Person:
    at = clock.now()
    address = email or f"person{next(_number)}@people.example"
    with transaction():
        person: Person = saved(Person(**{"email": address, "email_verified_at": at, "created_at": at, **facts}))
    db.session.remove()
    return person


def sign_in(client: HouseClient, person: Person, *, second_factor: bool = True) -> None:
    """Sign a person in on this client, past the second factor unless said otherwise."""
    token, at = secrets.token_urlsafe(32), clock.now()
    with transaction():
        saved(
            SignIn(
                token_hash=hashed(token),
                person_id=person.id,
                started_at=at,
                seen_at=at,
                expires_at=at + timedelta(days=1),
                second_factor_at=at if second_factor else None,
            )
        )
    db.session.remove()
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie[COOKIE_KEY] = token


def sign_in_runs_out(client: HouseClient) -> None:
    """Let the sign-in of this client be over; the pages that it opened stay open."""
    with client.session_transaction() as cookie:
        cookie.pop(COOKIE_KEY)
