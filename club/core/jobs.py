"""The door to the job engine: Huey carries job ids; rows in the outbox are the truth."""

import fcntl
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import structlog
from flask import Flask, current_app

from club.core import outbox
from club.core.db import db
from config import Settings

SWEEP_SECONDS = 15
log = structlog.get_logger()


class Engine:
    """Huey behind a narrow door, and in the embedded default its consumer threads."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.huey = _huey(settings)
        self.task = self.huey.task()(self._carry_out)
        self._lock: IO[str] | None = None

    def _carry_out(self, job_id: int) -> None:
        with self.app.app_context():
            outbox.carry_out(job_id)

    def sweep(self) -> int:
        """Enqueue again what is due and not under way; returns how many."""
        with self.app.app_context():
            ids = outbox.due()
            db.session.rollback()
        self.enqueue(ids)
        return len(ids)

    def enqueue(self, ids: Iterable[int]) -> None:
        """Hand ids to the engine; what it loses the sweep finds."""
        for job_id in ids:
            self.task(job_id)

    def start_embedded(self, lock: Path) -> bool:
        """Run the consumer in daemon threads of this process; False where another process already does."""
        handle = lock.open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.close()
            return False
        self._lock = handle
        for run in (self._consume, self._consume, self._sweep_for_ever):
            threading.Thread(target=run, daemon=True, name=run.__name__).start()
        return True

    def work(self, workers: int) -> None:
        """Run the engine's own consumer in the foreground, with the sweep beside it."""
        threading.Thread(target=self._sweep_for_ever, daemon=True, name="sweep").start()
        self.huey.create_consumer(workers=workers, worker_type="thread", periodic=False).run()

    def _consume(self) -> None:
        while True:
            try:
                task = self.huey.dequeue()
                if task is None:
                    _pause(0.1)
                else:
                    self.huey.execute(task)
            except Exception:
                log.exception("jobs.consumer")
                _pause(1)

    def _sweep_for_ever(self) -> None:
        while True:
            try:
                self.sweep()
            except Exception:
                log.exception("jobs.sweep")
            _pause(SWEEP_SECONDS)


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def _huey(settings: Settings) -> Any:
    """Redis where there is one, else a queue of its own beside the embedded database; in tests in memory."""
    import huey

    if settings.testing:
        return huey.MemoryHuey("club", results=False)
    if settings.redis_url:
        return huey.RedisHuey("club", url=settings.redis_url, results=False, blocking=False)
    return huey.SqliteHuey("club", filename=str(settings.instance / "queue.db"), results=False, fsync=False)


def init_app(app: Flask, settings: Settings) -> None:
    """Make the engine of an application."""
    if not settings.testing:
        settings.instance.mkdir(parents=True, exist_ok=True)
    app.extensions["jobs"] = Engine(app, settings)


def engine() -> Engine:
    """The engine of the current application."""
    made: Engine = current_app.extensions["jobs"]
    return made


def enqueue(ids: list[int]) -> None:
    """Hand over what a commit ordered."""
    if ids:
        engine().enqueue(ids)


def finish_all(rounds: int = 20) -> int:
    """Carry out everything that is due, here and now: for tests and the command line. Returns how many ran."""
    ran = 0
    for _ in range(rounds):
        ids = outbox.due()
        db.session.rollback()
        db.session.remove()
        if not ids:
            break
        ran += sum(outbox.carry_out(job_id) for job_id in ids)
    return ran
