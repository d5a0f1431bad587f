"""The door to password hashes: argon2id, one at a time, and as slow for nobody as for somebody."""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from flask import current_app

from club.people.rules import one_form

if TYPE_CHECKING:
    from argon2 import PasswordHasher

KILOBYTES = 19 * 1024
ROUNDS = 2
_one_at_a_time = Lock()


def hashed(password: str) -> str:
    """What the database keeps of a password."""
    with _one_at_a_time:
        return _hasher(_cost()).hash(one_form(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes as long where there is none to compare with.

    Letters of another width are looked at as they were typed too: so was set what is older than the one form.
    """
    return any(_opens(kept, typed) for typed in dict.fromkeys((one_form(password), password)))


def _opens(kept: str | None, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    against = kept or _nobodys(_cost())
    with _one_at_a_time:
        try:
            return _hasher(_cost()).verify(against, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether a hash was made at another cost than today's."""
    return _hasher(_cost()).check_needs_rehash(kept)


def _cost() -> str:
    return str(current_app.config.get("ARGON2_COST", "usual"))


@lru_cache
def _hasher(cost: str) -> "PasswordHasher":
    # Loaded with the first password: most processes see many pages before.
    from argon2 import PasswordHasher

    rounds, kilobytes = (1, 8) if cost == "low" else (ROUNDS, KILOBYTES)
    return PasswordHasher(time_cost=rounds, memory_cost=kilobytes, parallelism=1)


@lru_cache
def _nobodys(cost: str) -> str:
    return _hasher(cost).hash("nobody's password")
