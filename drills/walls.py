"""The matrix with every role: another tenant's names in every route, on both databases, and without wall 1."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from werkzeug.test import TestResponse

from bench.places import Place
from drills.at_once import installation
from tests.house_rules.test_matrix import cells, fault_of, others, rules, tell_tales
from tests.world import Actor, World, build
from tests.world.asking import Asker
from tests.world.keeping import Open
from tests.world.unwalled import without_wall_one

ELSEWHERE = ("bamboo", "quay", "harbour", "operator")
"""Whoever belongs to the other tenants, or runs the installation, may see them; all others come as visitors."""


@dataclass
class Counting(Asker):
    """An asker that counts what it sent."""

    sent: int = 0

    def ask(self, actor: Actor, method: str, path: str, form=None, **kwargs) -> TestResponse:
        self.sent += 1
        return super().ask(actor, method, path, form, **kwargs)


@dataclass
class Found:
    """What one pass over the matrix brought."""

    roles: int
    asked: int
    leaks: list[str]
    changed: int | None
    sent: int

    def line(self, what: str) -> str:
        for leak in self.leaks[:20]:
            print(leak, flush=True)
        short = "" if self.asked == self.roles else f", time was up after {self.asked}"
        return f"{what}: {self.roles} roles{short}, {self.sent} requests: {len(self.leaks)} leaks or differences" + (
            "" if self.changed is None else f", {self.changed} tables changed"
        )


def run(place_of: AbstractContextManager[Place], seconds: float) -> Iterator[str]:
    """Lines for one database; each pass gets its share of the time."""
    with place_of as place, installation(place) as app, seen_whole(app, place):
        world = build(app)
        share = seconds / (3 if place.name == "PostgreSQL" else 2)
        yield opened(world, share).line(f"{place.name}, {len(rules(app))} routes, own addresses")
        yield crossed(world, share).line(f"{place.name}, another tenant’s names")
        if place.name == "PostgreSQL":
            with without_wall_one() as widened:
                found = crossed(world, share)
            yield found.line(f"{place.name}, the same without wall 1 ({len(widened)} statements without a tenant)")


@contextmanager
def seen_whole(app: Flask, place: Place) -> Iterator[None]:
    """Past both walls, to tell whether rows changed."""
    url = make_url(place.program_owner)
    url = url.set(username="postgres") if place.process else url
    whole = create_engine(url, execution_options={"unscoped": True, "installation": True})
    app.extensions["superuser"] = whole
    yield
    whole.dispose()


def opened(world: World, seconds: float) -> Found:
    """Every page by every role, against what the policy says."""
    asker, until = Counting(world.app), time.monotonic() + seconds
    found = Found(len(world.actors), 0, [], None, 0)
    pages = list(cells(world, ("GET",)))
    for actor in world.actors.values():
        if time.monotonic() < until:
            found.asked += 1
            for rule, method, path in pages:
                found.leaks += fault_of(world, rule, method, actor, asker.ask(actor, method, path))
    found.sent = asker.sent
    return found


def crossed(world: World, seconds: float) -> Found:
    """Another tenant's name in each argument of each route, beside a name that nothing has."""
    asker, until = Counting(world.app), time.monotonic() + seconds
    coming = [actor for name, actor in world.actors.items() if not name.startswith(ELSEWHERE)]
    found = Found(len(coming), 0, [], 0, 0)
    before = others(world, Open(world.app))
    for actor in coming:
        if time.monotonic() < until:
            found.asked += 1
            for method in ("GET", "POST"):
                found.leaks += tell_tales(world, asker, method, [actor])
    after = others(world, Open(world.app))
    found.changed = sum(was != after[table] for table, was in before.items())
    found.sent = asker.sent
    return found
