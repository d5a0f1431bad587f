"""Who carries jobs out: rows in the outbox are the truth, a bell tells at once, a sweep finds what was missed."""

import fcntl
import threading
from collections.abc import Iterable
from pathlib import Path

from flask import Flask, current_app

from club.core import logs, outbox
from club.core.bell import Bell, HueyQueue, Pipe
from club.core.db import db
from config import Settings

SWEEP_SECONDS = 15
THREADS = 2


class Engine:
    """The bell of an application, and in one process the threads that listen to it."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.bell: Bell = HueyQueue(settings.redis_url) if settings.redis_url else Pipe(settings.instance / "jobs.pipe")

    def sweep(self) -> int:
        """Order what comes daily, and ring again for what is due and not under way; returns how many."""
        with self.app.app_context():
            outbox.order_daily()
            db.session.remove()
            ids = outbox.due()
            db.session.rollback()
        self.enqueue(ids)
        return len(ids)

    def enqueue(self, ids: Iterable[int]) -> None:
        """Ring for ids; what gets lost the sweep finds."""
        if wanted := list(ids):
            self.bell.ring(wanted)

    def start_embedded(self, lock: Path) -> None:
        """Carry jobs out in daemon threads of this process, as soon as no other process does."""
        threading.Thread(target=self._carry_after_others, args=(lock,), daemon=True, name="sweep").start()

    def _carry_after_others(self, lock: Path) -> None:
        with lock.open("w") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            self.work(THREADS)

    def work(self, workers: int) -> None:
        """Carry jobs out for ever; one that is cut short when the process ends comes again after its lease."""
        self.bell.listen(self._carry_out, workers)
        self._sweep_for_ever()

    def _carry_out(self, job_id: int) -> None:
        """Do one job; a fault of ours is logged and must not end the thread."""
        try:
            with self.app.app_context():
                outbox.carry_out(job_id)
        except Exception as fault:  # noqa: BLE001
            logs.error("jobs.carry", fault=fault)

    def _sweep_for_ever(self) -> None:
        while True:
            try:
                self.sweep()
            except Exception as fault:  # noqa: BLE001
                logs.error("jobs.sweep", fault=fault)
            _pause(SWEEP_SECONDS)


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


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
