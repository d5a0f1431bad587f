"""Whether the process is up and its database answers."""

from collections.abc import Callable

from flask import Blueprint, Response

from club.core import clock, outbox
from club.core.db import read
from club.core.jobs import engine

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process is up."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Database and queue answer; 503 from the edge where the database does not."""
    waiting = read(outbox.WAITING, at=clock.now()).scalar_one()
    engine().bell.check()
    return Response(f"ok, {waiting} waiting\n", mimetype="text/plain")


def open_to_all(named: Callable[[Callable[[], Response]], object]) -> None:
    """Name the permission of both views (the policy is not core's to import)."""
    for view in (healthz, readyz):
        named(view)
