"""The bell hands ids to one who waits, and never stands in a request's way."""

import threading
from pathlib import Path

from club.core.bell import LENGTH, Pipe, RedisList


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
    RedisList("redis://127.0.0.1:1/0").ring([7])
