"""One thing done by twelve at the same moment, through the whole application."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from flask import Flask
from werkzeug.test import TestResponse

from bench.places import Place
from tests.ground import dispose, migrated, settings_for

THREADS = 12
REFUSED = 599
"""Stands for an exception that got past the application."""

Call = Callable[[], TestResponse]


@contextmanager
def installation(place: Place) -> Iterator[Flask]:
    app = migrated(settings_for(place.folder, place.program, place.program_owner))
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a fault is an answer 500 here, as it is in production
    with app.app_context():
        yield app
    dispose(app)


def statuses(calls: list[Call]) -> Counter[int]:
    """Make all calls at once; how often each status was answered."""
    barrier = Barrier(len(calls))

    def run(call: Call) -> int:
        barrier.wait()
        try:
            return call().status_code
        except Exception as fault:  # noqa: BLE001
            print(repr(fault)[:300], flush=True)
            return REFUSED

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def faults(seen: Counter[int]) -> int:
    return sum(times for status, times in seen.items() if status >= 500 and status != 503)
