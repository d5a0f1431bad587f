"""How a committed job's id reaches whoever carries jobs out at once; an id that gets lost is found by the sweep."""

import contextlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from club.core import logs

LENGTH = 8
SECONDS = 15


class Bell(Protocol):
    """Rung after a commit; never a reason for the request to fail."""

    def ring(self, ids: Sequence[int]) -> None:
        """Hand ids over."""

    def wait(self) -> int | None:
        """The next id, for one of those who wait; None where none came for a while."""

    def check(self) -> None:
        """Fail where ids cannot be handed over now."""


class Pipe:
    """A named pipe in the instance folder: any process of this machine writes, the threads that carry jobs read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ring(self, ids: Sequence[int]) -> None:
        """Write whole ids, as far as there is room; without a reader nothing."""
        with contextlib.suppress(OSError):
            pipe = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK)
            try:
                for one in ids:
                    os.write(pipe, one.to_bytes(LENGTH, "big"))
            finally:
                os.close(pipe)

    def wait(self) -> int | None:
        """Read one id; as all who write whole ids, none is ever torn."""
        return int.from_bytes(os.read(self.open(), LENGTH), "big")

    def open(self) -> int:
        """The end that is read, made where it is missing."""
        return self._end

    @cached_property
    def _end(self) -> int:
        with contextlib.suppress(FileExistsError):
            os.mkfifo(self._path, 0o600)
        # Open for writing too, so that it does not end when the last writer leaves.
        return os.open(self._path, os.O_RDWR)

    def check(self) -> None:
        """Nothing stands between."""


class RedisList:
    """A list in Redis, for processes on several machines."""

    NAME = "club.jobs"

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _server(self) -> Any:
        from redis import Redis

        return Redis.from_url(self._url)

    def ring(self, ids: Sequence[int]) -> None:
        """Add ids to the list."""
        from redis import RedisError

        try:
            self._server.rpush(self.NAME, *ids)
        except RedisError as fault:
            logs.warning("jobs.bell_away", error=type(fault).__name__)

    def wait(self) -> int | None:
        """Take the oldest id off the list."""
        taken = self._server.blpop(self.NAME, timeout=SECONDS)
        return int(taken[1]) if taken else None

    def check(self) -> None:
        """Ask whether Redis is there."""
        self._server.ping()
