"""The door to limits: how often something may be tried, counted in Redis where there is one, else in this process."""

import threading
import time
from collections import deque
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app

from club.core import logs
from config import Settings


class Limit(NamedTuple):
    """So many times within a stretch of time."""

    name: str
    times: int
    within: timedelta


class Counter(Protocol):
    """Where tries are counted, in a window that moves with the time."""

    def hit(self, limit: Limit, key: str) -> bool:
        """Count one try; False where the limit was reached before it."""

    def has_room(self, limit: Limit, key: str) -> bool:
        """Whether one more try would be allowed; counts nothing."""

    def forget(self) -> None:
        """Begin anew: for tests."""


class InProcess:
    """The moments of the tries, in this process; as many as the limits allow, and what is over is dropped in time."""

    SWEEP_AT = 4096

    def __init__(self) -> None:
        self._tries: dict[tuple[str, str], deque[float]] = {}
        self._ends: dict[tuple[str, str], float] = {}
        self._sweep_at = self.SWEEP_AT
        self._lock = threading.Lock()

    def hit(self, limit: Limit, key: str) -> bool:
        """Count one try; False where the limit was reached before it."""
        now, name = time.time(), (limit.name, key)
        with self._lock:
            tries = self._within(limit, name, now)
            if len(tries) >= limit.times:
                return False
            tries.append(now)
            self._tries[name], self._ends[name] = tries, now + limit.within.total_seconds()
            if len(self._ends) > self._sweep_at:
                self._sweep(now)
            return True

    def has_room(self, limit: Limit, key: str) -> bool:
        """Whether one more try would be allowed; counts nothing."""
        with self._lock:
            return len(self._within(limit, (limit.name, key), time.time())) < limit.times

    def _within(self, limit: Limit, name: tuple[str, str], now: float) -> deque[float]:
        tries, begin = self._tries.get(name, deque()), now - limit.within.total_seconds()
        while tries and tries[0] <= begin:
            tries.popleft()
        return tries

    def _sweep(self, now: float) -> None:
        for name in [name for name, end in self._ends.items() if end <= now]:
            del self._tries[name], self._ends[name]
        self._sweep_at = max(self.SWEEP_AT, 2 * len(self._ends))

    def forget(self) -> None:
        """Begin anew: for tests."""
        self._tries.clear()
        self._ends.clear()


class InRedis:
    """Counted for all processes together; while Redis is away, each process counts for itself."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._spare = InProcess()

    @cached_property
    def _limiter(self) -> Any:
        from limits.storage import RedisStorage
        from limits.strategies import MovingWindowRateLimiter

        return MovingWindowRateLimiter(RedisStorage(self._url, wrap_exceptions=True))

    def hit(self, limit: Limit, key: str) -> bool:
        """Count one try; False where the limit was reached before it."""
        return self._ask("hit", limit, key)

    def has_room(self, limit: Limit, key: str) -> bool:
        """Whether one more try would be allowed; counts nothing."""
        return self._ask("test", limit, key)

    def _ask(self, what: str, limit: Limit, key: str) -> bool:
        from limits import RateLimitItemPerSecond
        from limits.errors import StorageError

        rate = RateLimitItemPerSecond(limit.times, int(limit.within.total_seconds()), namespace=limit.name)
        try:
            return bool(getattr(self._limiter, what)(rate, key))
        except StorageError:
            logs.warning("limits.away")
            return self._spare.hit(limit, key) if what == "hit" else self._spare.has_room(limit, key)

    def forget(self) -> None:
        """Begin anew: for tests."""
        self._spare.forget()


def _hidden(key: str) -> str:
    """What is counted are identifiers and addresses of people; the store learns only their digests."""
    return sha256(key.encode()).hexdigest()


def init_app(app: Flask, settings: Settings) -> None:
    """Make the counter of an application."""
    is_shared = settings.redis_url and not settings.testing
    app.extensions["limits"] = InRedis(settings.redis_url) if is_shared else InProcess()


def counter() -> Counter:
    """The counter of the current application."""
    made: Counter = current_app.extensions["limits"]
    return made


def hit(limit: Limit, key: str) -> bool:
    """Count one try; False where the limit was reached before it."""
    return counter().hit(limit, _hidden(key))


def has_room(limit: Limit, key: str) -> bool:
    """Whether one more try would be allowed; counts nothing."""
    return counter().has_room(limit, _hidden(key))
