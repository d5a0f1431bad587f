"""The matrix once more on PostgreSQL; and with wall 1 out of the way, so that row-level security stands alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from club.core import walls
from tests.house_rules.test_matrix import cells, fault_of, listed, others, tell_tales, visitors
from tests.world import World
from tests.world.asking import Asker
from tests.world.keeping import Open

pytestmark = pytest.mark.postgres
LISTENERS = (
    (Session, "do_orm_execute", walls._entities_of_this_scope),
    (Session, "before_flush", walls._rows_of_this_scope),
    (Engine, "before_execute", walls._nothing_else),
    (Engine, "before_cursor_execute", walls._no_driver_sql),
)
EQUALITY = re.compile(r'[\w"]+\.\w+ = %\((?:scope|wall)_(?:club|firm|person)(?:_\d+)?\)s(?:::\w+)?')
STAFF = re.compile(r"%\((?:scope|wall)_staff(?:_\d+)?\)s(?:::\w+)?")


def test_pages_open_to_whom_the_policy_says(postgres_world: World) -> None:
    world, faults = postgres_world, []
    asker = Asker(world.app)
    for rule, method, path in cells(world, ("GET",)):
        for actor in world.actors.values():
            faults += fault_of(world, rule, method, actor, asker.ask(actor, method, path))
    assert not faults, listed(faults)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_tenants_names_are_as_good_as_none(postgres_world: World, method: str) -> None:
    world = postgres_world
    before = others(world, Open(world.app))
    faults = tell_tales(world, Asker(world.app), method, visitors(world))
    assert others(world, Open(world.app)) == before
    assert not faults, listed(faults)


@pytest.fixture
def wall_one_off(postgres_world: World) -> Iterator[list[str]]:
    """Statements on owned tables are let through, and none names its tenant: as if wall 1 had forgotten to."""
    widened: list[str] = []

    def widen(_conn: Any, _cursor: Any, sql: str, parameters: Any, *_more: Any) -> tuple[str, Any]:
        wide = STAFF.sub("TRUE", EQUALITY.sub("TRUE", sql))
        if wide != sql:
            widened.append(wide)
        return wide, parameters

    for target, name, listener in LISTENERS:
        event.remove(target, name, listener)
    event.listen(Engine, "before_cursor_execute", widen, retval=True)
    yield widened
    event.remove(Engine, "before_cursor_execute", widen)
    for target, name, listener in LISTENERS:
        event.listen(target, name, listener)


def test_row_level_security_alone_lets_nothing_out(postgres_world: World, wall_one_off: list[str]) -> None:
    faults = tell_tales(postgres_world, Asker(postgres_world.app), "GET", visitors(postgres_world))
    assert not faults, listed(faults)
    assert wall_one_off, "no statement was widened: the test tests nothing"
    assert not [sql for sql in wall_one_off if "(scope_club" in sql or "(wall_club" in sql]


def test_without_wall_one_no_page_shows_a_competitors_words(postgres_world: World, wall_one_off: list[str]) -> None:
    """What is on the pages that lantern's owner may open, looked through for whatever names another firm."""
    world, faults = postgres_world, []
    asker, owner = Asker(world.app), world.actors["lantern owner"]
    for rule, method, path in cells(world, ("GET",)):
        text = asker.ask(owner, method, path).get_data(as_text=True).lower()
        words = [word for word in ("service of bamboo", "owner of bamboo", "bamboo.example", "quay") if word in text]
        faults += [f"{rule.rule}: {words}"] if words else []
    assert not faults, listed(faults)
