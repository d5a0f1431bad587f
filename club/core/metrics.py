"""`/metrics` for Prometheus: requests of this process by route, jobs of the installation; operators’ networks only."""

import os
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from ipaddress import ip_address, ip_network
from itertools import accumulate
from time import perf_counter
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from sqlalchemy import bindparam, case, func, select

from club.core import clock
from club.core.at_hand import asked
from club.core.db import read
from club.core.outbox import Job
from club.core.walls import reads_installation
from config import Settings

blueprint = Blueprint("metrics", __name__)

BOUNDS = (0.005, 0.025, 0.1, 0.5, 2.0)
"""Upper ends of the buckets, in seconds."""
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

_JOBS = reads_installation(
    select(
        func.count(case((Job.dead_at.is_(None) & (Job.due_at <= bindparam("at")), 1))).label("waiting"),
        func.count(Job.dead_at).label("dead"),
    ).where(Job.done_at.is_(None))
)

Labels = tuple[str, str, int]


class Durations:
    """How long requests took, by method, route and status: a few additions a request, put into words at a scrape."""

    def __init__(self) -> None:
        self._seen: dict[Labels, list[float]] = {}
        self._lock = threading.Lock()

    def note(self, method: str, rule: str, status: int, seconds: float) -> None:
        """Count one request."""
        labels = (method, rule, status)
        with self._lock:
            found = self._seen.get(labels)
            if found is None:
                found = self._seen[labels] = [0.0] * (len(BOUNDS) + 2)
            found[bisect_left(BOUNDS, seconds)] += 1
            found[-1] += seconds

    def rows(self) -> list[tuple[Labels, list[float], float]]:
        """Labels, how many took at most each bound and any time at all, and the seconds of all together."""
        with self._lock:
            seen = [(labels, found[:]) for labels, found in sorted(self._seen.items())]
        return [(labels, list(accumulate(found[:-1])), found[-1]) for labels, found in seen]


def init_app(app: Flask) -> None:
    """Count every request of this process."""
    durations = app.extensions["durations"] = Durations()

    @app.after_request
    def _note(response: Response) -> Response:
        request = asked()
        method = request.method if request.method in METHODS else "other"
        rule = request.url_rule.rule if request.url_rule else ""
        begun = g.get("begun")
        durations.note(method, rule, response.status_code, perf_counter() - begun if begun else 0.0)
        return response


@blueprint.get("/metrics")
def metrics() -> Response:
    """Everything counted, to whoever asks from an operator’s network; to everybody else there is nothing."""
    settings: Settings = current_app.extensions["settings"]
    if not may_ask(request.remote_addr or "", settings, is_forwarded="X-Forwarded-For" in request.headers):
        abort(404)
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

    registry = CollectorRegistry()
    registry.register(_Collector())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def may_ask(address: str, settings: Settings, *, is_forwarded: bool) -> bool:
    """Whether an address lies in an operator’s network; behind a proxy that is not trusted, no address is known."""
    if is_forwarded and not settings.trusted_proxies:
        return False
    try:
        asking = ip_address(address)
    except ValueError:
        return False
    return any(asking in ip_network(network) for network in settings.metrics_networks)


class _Collector:
    """What one scrape sees."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily

        seconds = HistogramMetricFamily(
            "club_request_seconds",
            "Requests that one process answered, and how long they took",
            labels=("method", "rule", "status", "process"),
        )
        durations: Durations = current_app.extensions["durations"]
        bounds = (*(str(bound) for bound in BOUNDS), "+Inf")
        for (method, rule, status), counts, together in durations.rows():
            labels = (method, rule, str(status), str(os.getpid()))
            seconds.add_metric(labels, list(zip(bounds, counts, strict=True)), together)
        yield seconds
        jobs = GaugeMetricFamily("club_jobs", "Messages and jobs that wait, and that were given up", labels=("state",))
        counted = read(_JOBS, at=clock.now()).one()
        jobs.add_metric(("waiting",), counted.waiting)
        jobs.add_metric(("dead",), counted.dead)
        yield jobs


def open_to_all(named: Callable[[Callable[[], Response]], object]) -> None:
    """Name the view’s permission (the policy is not core’s to import); who may ask is told by the network."""
    named(metrics)
