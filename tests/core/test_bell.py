"""The bell hands ids to one who waits, and never stands in a request's way."""

import os
import signal
import subprocess
import sys
import threading
from functools import cached_property
from pathlib import Path

import pytest
from huey import MemoryHuey

from club.core.bell import LENGTH, HueyQueue, Pipe
from config import ROOT


def test_ids_reach_those_who_wait_each_once(tmp_path: Path) -> None:
    listening, ringing = Pipe(tmp_path / "pipe"), Pipe(tmp_path / "pipe")
    heard: list[int | None] = []
    waiting = threading.Thread(target=lambda: heard.extend(listening.wait() for _ in range(3)))
    waiting.start()
    while not (tmp_path / "pipe").exists():
        waiting.join(0.01)
    while waiting.is_alive():
        ringing.ring([7, 8, 9])
        waiting.join(0.01)
    assert heard == [7, 8, 9]


class QueueInMemory(HueyQueue):
    """Huey with its storage in this process; all else as in Redis."""

    @cached_property
    def _huey(self) -> MemoryHuey:
        return MemoryHuey(self.NAME, results=False)


def test_hueys_consumer_hands_on_each_id_once() -> None:
    queue, heard, all_there = QueueInMemory(""), [], threading.Event()

    def hear(job_id: int) -> None:
        heard.append(job_id)
        if len(heard) == 3:
            all_there.set()

    queue.listen(hear, 2)
    queue.ring([7, 8, 9])
    assert all_there.wait(30)
    assert sorted(heard) == [7, 8, 9]


def test_the_signals_of_a_process_stay_its_own() -> None:
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    QueueInMemory("").listen(lambda _job_id: None, 1)
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)] == before


def test_nobody_has_to_listen(tmp_path: Path) -> None:
    Pipe(tmp_path / "none").ring([7])
    assert list(tmp_path.iterdir()) == []


def test_a_full_pipe_loses_what_the_sweep_will_find(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path / "pipe")
    pipe.ring([1])  # nobody has opened it yet
    assert pipe.open() > 0
    pipe.ring(range(1_000_000 // LENGTH))
    assert [pipe.wait() for _ in range(3)] == [0, 1, 2]


def test_redis_that_is_away_fails_no_request(app) -> None:
    HueyQueue("redis://127.0.0.1:1/0").ring([7])


WAITS = """
import fcntl, sys, threading
from pathlib import Path
from club import create_app
from config import Settings
folder, happened, carries = Path(sys.argv[1]), [], threading.Event()

class Told:
    def listen(self, _hear, _workers):
        happened.append("carries")
        carries.set()

settings = Settings("a secret", instance=folder, database_url=f"sqlite:///{folder / 'club.db'}")
engine = create_app(settings).extensions["jobs"]
engine.bell = Told()
with (folder / "jobs.lock").open("w") as another:
    fcntl.flock(another, fcntl.LOCK_EX)
    engine.start_embedded(folder / "jobs.lock")
    happened.append("the other one ends")
carries.wait(60)
print(*happened, sep=", ")
"""

PARTS = """
import fcntl
from club import serving

serving.part_with_jobs()
with (serving.settings.instance / "jobs.lock").open("w") as lock:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            break
        fcntl.flock(lock, fcntl.LOCK_UN)
print("carried beside")
"""


@pytest.mark.slow  # starts the program
def test_a_process_beside_the_workers_carries_the_jobs_and_ends_with_them(tmp_path: Path) -> None:
    environment = {**os.environ, "CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path)}
    told = subprocess.run(  # which waits for all who may still write
        [sys.executable, "-c", PARTS],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout == "carried beside\n"


@pytest.mark.slow  # starts the program
def test_who_carries_the_jobs_is_followed_by_another_one(tmp_path: Path) -> None:
    waited = subprocess.run(
        [sys.executable, "-c", WAITS, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert waited.stdout == "the other one ends, carries\n"
