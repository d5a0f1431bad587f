"""The whole program is killed (-9) while people apply with a photo; what it said it took is there, once, and whole."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress

from bench.places import Place
from bench.servers import serving
from drills.applicant import Applicant, a_club_that_takes_applications, books, given_for, paper, target
from tests.makers.applications import a_photo

KILLS = 200
APPLICANTS = 4
LONGEST_LIFE = 2.0
"""Seconds; the program is killed somewhere before."""


class Crowd:
    """People who apply one after the other; a form whose answer was lost is sent again to the next server."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.lost: dict[int, dict] = {}
        self.seen: Counter[int] = Counter()
        self._lock = threading.Lock()

    def apply(self, number: int, port: int, stop: threading.Event) -> None:
        while not stop.is_set():
            one = Applicant(port)
            fields = self.lost.pop(number, None) or one.form(contact=f"owner{random.getrandbits(40)}@ferry.example")
            if "submission_key" not in fields:
                continue  # the server was gone before it gave the form
            fields |= {"csrf_token": one.hidden().get("csrf_token", "")}
            answer = one.send(fields, paper(a_photo(), "bank.jpg"))
            with self._lock:
                self.seen[answer.status] += 1
                if answer.status == 303:
                    self.taken.add(fields["credit_code"])
                elif answer.status == 0:
                    self.lost[number] = fields


def run(place_of: AbstractContextManager[Place], kills: int, seconds: float) -> Iterator[str]:
    until, done, crowd = time.monotonic() + seconds, 0, Crowd()
    with place_of as place:
        given = given_for(place, EMBEDDED_JOBS="1")
        app, club = a_club_that_takes_applications(given)
        while done < kills and time.monotonic() < until:
            done += 1
            _one_life(crowd, given, is_last=False)
        _one_life(crowd, given, is_last=True)
        found = books(app, club, papers=1)
    times = Counter(found.codes)
    answers = ", ".join(f"{status or 'no answer'}: {many}" for status, many in sorted(crowd.seen.items()))
    yield (
        f"{place.name}: killed {done} times (of {kills}) under {APPLICANTS} applicants with a photo each:"
        f" {len(crowd.taken)} taken, {len(crowd.taken - times.keys())} lost,"
        f" {sum(many > 1 for many in times.values())} doubled, {found.halves} half"
        f" ({answers})"
    )


def _one_life(crowd: Crowd, given: dict[str, str], *, is_last: bool) -> None:
    stop = threading.Event()
    with serving(target(given)) as server:
        threads = [
            threading.Thread(target=crowd.apply, args=(number, server.port, stop)) for number in range(APPLICANTS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(LONGEST_LIFE if is_last else random.uniform(0.05, LONGEST_LIFE))
        if is_last:
            stop.set()
            for thread in threads:
                thread.join()
        else:
            with suppress(ProcessLookupError):
                os.killpg(server.group, signal.SIGKILL)
            stop.set()
            for thread in threads:
                thread.join()
