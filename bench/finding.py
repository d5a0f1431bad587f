"""What it costs to search a club of 10,000 talks of 2,000 words, beside its list of talks: 95 of 100 are quicker."""

import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO

from flask.testing import FlaskClient

from bench import program
from bench.places import Place
from bench.report import Figure
from club.core.db import plain_engine
from tests import makers
from tests.makers.shelves import RARE, indexed_afterwards, many_talks

BAR, TALKS, TIMES = 15, 10_000, 40
PAGES = ("/talks", "/talks?page=5", "/talks?topic=refund")
ASKED = (RARE, "我们", "stock", "re", "我们 refund", "nowhere")


def figures(place: Place) -> Iterator[Figure]:
    """Wall time of whole pages in this process, list and search by turns."""
    with redirect_stderr(StringIO()), program.installation(place) as app:
        fill(place)
        listed, searched = _times(FlaskClient(app, app.response_class, use_cookies=False))
    reference, ours = _p95(listed), _p95(searched)
    yield Figure(
        BAR,
        "search beside list, p95",
        place.name,
        reference,
        ours,
        "ms",
        ours / reference,
        3,
        2,
        more_is_better=False,
    )


def fill(place: Place) -> None:
    owner = plain_engine(place.program_owner)
    club = makers.a_club(program.SLUG)
    with indexed_afterwards(owner):
        many_talks(club, TALKS)
    owner.dispose()


def _times(client: FlaskClient) -> tuple[list[float], list[float]]:
    listed: list[float] = []
    searched: list[float] = []
    for turn in range(TIMES):
        listed += [_milliseconds(client, path, {}, turn) for path in PAGES]
        searched += [_milliseconds(client, "/search", {"q": asked}, turn) for asked in ASKED]
    return listed[len(PAGES) :], searched[len(ASKED) :]


def _milliseconds(client: FlaskClient, path: str, query: dict[str, str], turn: int) -> float:
    """One page for one of many visitors, each of whom may search so often a minute."""
    began = time.perf_counter()
    answer = client.get(
        f"/{program.SLUG}{path}", query_string=query or None, environ_base={"REMOTE_ADDR": f"10.0.0.{turn}"}
    )
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return took


def _p95(times: list[float]) -> float:
    return sorted(times)[len(times) * 95 // 100]
