"""The door to limits: how often something may be tried, counted in Redis where there is one, else in this process."""

from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

import structlog
from flask import Flask, current_app
from limits import RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

from config import Settings

log = structlog.get_logger()


class Limit(NamedTuple):
    """So many times within a stretch of time."""

    name: str
    times: int
    within: timedelta

    @property
    def rate(self) -> RateLimitItemPerSecond:
        """The limit as the library writes it."""
        return RateLimitItemPerSecond(self.times, int(self.within.total_seconds()), namespace=self.name)


class Counter:
    """Where tries are counted; when Redis is away, this process counts for itself."""

    def __init__(self, settings: Settings) -> None:
        self._own = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._own)
        if settings.redis_url and not settings.testing:
            self._limiter = MovingWindowRateLimiter(RedisStorage(settings.redis_url, wrap_exceptions=True))
        self._spare = MovingWindowRateLimiter(self._own)

    def hit(self, limit: Limit, key: str) -> bool:
        """Count one try; False where the limit was reached before it."""
        try:
            return self._limiter.hit(limit.rate, _hidden(key))
        except StorageError:
            log.warning("limits.away")
            return self._spare.hit(limit.rate, _hidden(key))

    def has_room(self, limit: Limit, key: str) -> bool:
        """Whether one more try would be allowed; counts nothing."""
        try:
            return self._limiter.test(limit.rate, _hidden(key))
        except StorageError:
            return self._spare.test(limit.rate, _hidden(key))

    def forget(self) -> None:
        """Begin anew: for tests."""
        self._own.reset()


def _hidden(key: str) -> str:
    """What is counted are identifiers and addresses of people; the store learns only their digests."""
    return sha256(key.encode()).hexdigest()


def init_app(app: Flask, settings: Settings) -> None:
    """Make the counter of an application."""
    app.extensions["limits"] = Counter(settings)


def counter() -> Counter:
    """The counter of the current application."""
    made: Counter = current_app.extensions["limits"]
    return made


def hit(limit: Limit, key: str) -> bool:
    """Count one try; False where the limit was reached before it."""
    return counter().hit(limit, key)


def has_room(limit: Limit, key: str) -> bool:
    """Whether one more try would be allowed; counts nothing."""
    return counter().has_room(limit, key)
