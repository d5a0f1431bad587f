"""Working in a scope outside a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from club.clubs.models import Club
from club.core.db import db, stop_reading, transaction
from club.core.scope import Scope, inside
from club.firms.models import Firm


@contextmanager
def about(scope: Scope) -> Iterator[None]:
    """Act in a scope and commit at the end."""
    db.session.remove()
    stop_reading()
    with inside(scope), transaction():
        yield
    db.session.remove()
    stop_reading()


@contextmanager
def as_desk(club: Club, person: int | None = None) -> Iterator[None]:
    """Act for a club's desk."""
    with about(Scope(club.id, person=person, staff=True)):
        yield


@contextmanager
def as_firm(firm: Firm, person: int | None = None) -> Iterator[None]:
    """Act inside a firm."""
    with about(Scope(firm.club_id, firm=firm.id, person=person)):
        yield


def saved(row: Any) -> Any:
    """Add a row and flush it, so that it has its id."""
    db.session.add(row)
    db.session.flush()
    return row
