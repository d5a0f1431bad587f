"""Working in one scope after another, outside a request."""

from collections.abc import Iterator
from contextlib import contextmanager

from club.core.db import db, stop_reading, transaction
from club.core.scope import Scope, inside


@contextmanager
def at_root() -> Iterator[None]:
    """Act outside every club and commit at the end."""
    _fresh()
    with transaction():
        yield
    _fresh()


@contextmanager
def at_desk(club_id: int, person: int | None = None) -> Iterator[None]:
    """Act for a club's desk and commit at the end."""
    _fresh()
    with inside(Scope(club_id, person=person, staff=True)), transaction():
        yield
    _fresh()


@contextmanager
def in_firm(club_id: int, firm_id: int, person: int | None = None) -> Iterator[None]:
    """Act inside a firm and commit at the end."""
    _fresh()
    with inside(Scope(club_id, firm=firm_id, person=person)), transaction():
        yield
    _fresh()


def _fresh() -> None:
    """What was loaded in one scope is not seen in the next."""
    db.session.remove()
    stop_reading()
