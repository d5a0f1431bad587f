"""How a committed job's id reaches whoever carries jobs out at once; an id that gets lost is found by the sweep."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from club.core import logs

LENGTH = 8


class Bell(Protocol):
    """Rung after a commit; never a reason for the request to fail."""

    def ring(self, ids: Sequence[int]) -> None:
        """Hand ids over."""

    def listen(self, hear: Callable[[int], None], workers: int) -> None:
        """Hand each id to `hear`, from so many daemon threads of this process; returns at once."""

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

    def listen(self, hear: Callable[[int], None], workers: int) -> None:
        """Read id after id; as all who write write whole ones, none is ever torn."""
        for _ in range(workers):
            threading.Thread(target=self._hear, args=(hear,), daemon=True, name="carry").start()

    def _hear(self, hear: Callable[[int], None]) -> None:
        while True:
            hear(self.wait())

    def wait(self) -> int:
        """Read one id."""
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


class HueyQueue:
    """Huey's queue in Redis and its consumer, for processes on several machines.

    Huey is imported where it is used, as it loads Redis' client.
    """

    NAME = "club"

    def __init__(self, url: str) -> None:
        self._url = url
        self._hear: Callable[[int], None] | None = None

    @cached_property
    def _huey(self) -> Any:
        from huey import RedisHuey

        return RedisHuey(self.NAME, url=self._url, results=False)

    @cached_property
    def _task(self) -> Any:
        """What the queue carries: nothing but an id."""
        return self._huey.task(name="job")(self._heard)

    def _heard(self, job_id: int) -> None:
        if self._hear is not None:
            self._hear(job_id)

    def ring(self, ids: Sequence[int]) -> None:
        """Put ids into the queue."""
        from redis import RedisError

        try:
            for one in ids:
                self._task(one)
        except RedisError as fault:
            logs.warning("jobs.bell_away", error=type(fault).__name__)

    def listen(self, hear: Callable[[int], None], workers: int) -> None:
        """Start the consumer's threads; it finds the task by its name, so the task is made first.

        Its own start would also take the process's signals, which are the server's.
        """
        self._hear = hear
        if self._task is not None:
            consumer = self._huey.create_consumer(workers=workers, worker_type="thread", periodic=False)
            for thread in (consumer.scheduler, *(worker for _, worker in consumer.worker_threads)):
                thread.start()

    def check(self) -> None:
        """Ask whether Redis is there."""
        self._huey.storage.conn.ping()
