"""Five hundred people press "register" for forty places, from eight processes."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from multiprocessing import get_context
from typing import Any

from sqlalchemy import select

from bench.places import Place
from club import create_app
from club.classes.models import ClassSession, Registration
from club.clubs.models import Club, NoticeKind
from club.core.db import session
from drills.at_once import installation
from tests import makers
from tests.client import HouseClient
from tests.ground import settings_for

PEOPLE, PROCESSES, THREADS, SEATS = 500, 8, 3, 40
BUSY, TRIES, PATIENCE_S = 503, 20, 600
Press = tuple[int, int, float]
"""What was answered at last, how often the server was busy before, and the seconds that all of it took."""


def run(place_of: AbstractContextManager[Place], size: float) -> Iterator[str]:
    """One rush; whether the places are right and the line in order."""
    people = max(SEATS * 2, int(PEOPLE * size))
    with place_of as place, installation(place):
        club = makers.a_club("rush")
        makers.a_notice(club, NoticeKind.VISITORS)
        row = makers.a_class(club, seats=SEATS)
        pressed, took = _pressed(place, f"/rush/classes/{row.slug}/register", people)
        rush = f"{people} presses from {PROCESSES} processes for {SEATS} places in {took:.1f} s"
        yield f"{place.name}: {rush}; {_told(pressed)}; {_list_of(club, row)}"


def _pressed(place: Place, path: str, people: int) -> tuple[list[Press], float]:
    """Everybody opens the form first; then all press together, each process as many at once as one serves."""
    context = get_context("spawn")
    barrier, answers = context.Barrier(PROCESSES + 1), context.Queue()
    shares = [range(first, people, PROCESSES) for first in range(PROCESSES)]
    workers = [context.Process(target=_worker, args=(place, path, share, barrier, answers)) for share in shares]
    for worker in workers:
        worker.start()
    barrier.wait(PATIENCE_S)
    begun = time.monotonic()
    pressed = [press for _ in workers for press in answers.get(timeout=PATIENCE_S)]
    took = time.monotonic() - begun
    for worker in workers:
        worker.join()
    return pressed, took


def _worker(place: Place, path: str, share: range, barrier: Any, answers: Any) -> None:
    app = create_app(settings_for(place.folder, place.program, place.program_owner))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = HouseClient
    ready = [(app.test_client(), number) for number in share]
    typed = [_typed(client, path, number) for client, number in ready]
    barrier.wait(PATIENCE_S)

    def press(at: int) -> Press:
        begun, busy = time.monotonic(), 0
        while (status := ready[at][0].post(path, data=typed[at]).status_code) == BUSY and busy < TRIES:
            busy += 1
        return status, busy, time.monotonic() - begun

    with ThreadPoolExecutor(THREADS) as pool:
        answers.put(list(pool.map(press, range(len(ready)))))


def _typed(client: Any, path: str, number: int) -> dict[str, str]:
    who = {"name": f"Guest {number}", "firm_name": "Stone Ferry", "contact": f"guest{number}@stoneferry.example"}
    return {**client.form(path), **who, "consent": "y"}


def _told(pressed: list[Press]) -> str:
    seen = Counter(status for status, _busy, _took in pressed)
    busy = sum(busy for _status, busy, _took in pressed)
    slowest = max(took for _status, _busy, took in pressed)
    shown = ", ".join(f"{status}: {times}" for status, times in sorted(seen.items()))
    return f"answers {shown}, {busy} times busy and pressed again, slowest {slowest:.2f} s"


def _list_of(club: Club, row: ClassSession) -> str:
    with makers.as_desk(club):
        ordered = select(Registration.status, Registration.number).order_by(Registration.number)
        found = session().execute(ordered).all()
        held = session().get_one(ClassSession, row.id)
        counted = (held.taken, held.waiting, held.arrived)
    placed = [status.value for status, _number in found].count("placed")
    is_in_order = [status.value for status, _number in found] == ["placed"] * placed + ["waiting"] * (
        len(found) - placed
    )
    has_no_gap = [number for _status, number in found] == list(range(1, len(found) + 1))
    line = "the rest in line in order of arrival" if is_in_order and has_no_gap else "the line is NOT in order"
    return f"{placed} places given, {line}, counters {counted}"
