"""Two hundred people read a club of 10,000 talks at once: its list, its talks, and what they search for."""

import http.client
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from threading import Barrier
from urllib.parse import quote

from bench import finding, program
from bench.places import Place
from bench.servers import Page, serving
from tests.makers.shelves import RARE

READERS, SECONDS = 200, 20
SEARCHED = (RARE, "我们", "stock 我们", "refund")
NOBODY = 0
"""Stands for a connection that was not answered."""
Turn = tuple[str, int, float]
"""What was read, what came, after how many seconds."""


def run(place_of: AbstractContextManager[Place], size: float, seconds: float) -> Iterator[str]:
    """What readers got, and how long they waited; everybody goes on reading without a pause."""
    readers = max(2, int(READERS * size))
    with place_of as place:
        with program.installation(place):
            finding.fill(place)
        front = Page(f"/{program.SLUG}/talks")
        with serving(program.target(place, {"talks": front})) as server:
            turns = _all(server.port, readers, min(SECONDS, seconds))
    came = Counter(status for _, status, _ in turns)
    yield f"{place.name}: {readers} readers, {len(turns)} pages; answers {_counted(came)}; {_waited(turns)}"


def _all(port: int, readers: int, seconds: float) -> list[Turn]:
    barrier = Barrier(readers)
    with ThreadPoolExecutor(readers) as pool:
        read = pool.map(lambda number: _one(port, number, barrier, seconds), range(readers))
        return [turn for turns in read for turn in turns]


def _one(port: int, number: int, barrier: Barrier, seconds: float) -> list[Turn]:
    """One reader on a connection of the own; each from another address, as the limit of searches counts by these."""
    chance, turns = random.Random(number), []
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        barrier.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            what, path = _chosen(chance)
            begun = time.monotonic()
            address = f"10.{number}.{len(turns) // 250}.{len(turns) % 250}"
            turns.append((what, _status(connection, path, address), time.monotonic() - begun))
    return turns


def _chosen(chance: random.Random) -> tuple[str, str]:
    what = chance.choices(("list", "talk", "search"), (2, 5, 1))[0]
    path = {
        "list": f"/talks?page={chance.randint(1, 400)}",
        "talk": f"/talks/many-{chance.randrange(finding.TALKS)}",
        "search": f"/search?q={quote(chance.choice(SEARCHED))}",
    }[what]
    return what, f"/{program.SLUG}{path}"


def _status(connection: http.client.HTTPConnection, path: str, address: str) -> int:
    try:
        connection.request("GET", path, headers={"X-Forwarded-For": address})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return NOBODY
    return answer.status


def _counted(came: Counter[int]) -> str:
    return ", ".join(f"{status or 'none'}: {times}" for status, times in sorted(came.items()))


def _waited(turns: list[Turn]) -> str:
    """Median and the slowest of a hundred, by what was read."""
    by_page = defaultdict(list)
    for what, _, took in turns:
        by_page[what].append(took)
    return ", ".join(
        f"{what} {_at(times, 50):.2f} s (p99 {_at(times, 99):.2f} s)" for what, times in sorted(by_page.items())
    )


def _at(times: list[float], percent: int) -> float:
    return sorted(times)[len(times) * percent // 100]
