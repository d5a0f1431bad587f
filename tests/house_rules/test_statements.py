"""What each page costs the database: few statements, as many for thirty times the rows, and each by an index."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import BindParameter, Enum, Result
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors

from club import policy
from club.core import clock, walls
from club.core.db import db, read, session, stop_reading
from club.core.scope import Scope, inside
from club.policy import Can
from tests.house_rules.test_matrix import answers_to, listed, needs, rules
from tests.statements import counted
from tests.world import World
from tests.world.addresses import arguments
from tests.world.asking import Asker, may, path_of
from tests.world.growing import grow
from tests.world.keeping import Kept

pytestmark = pytest.mark.slow  # the whole world

FOR_VISITORS, FOR_MEMBERS, FOR_DESKS = 3, 6, 10
TEAM = {
    Can.DOCUMENT_WRITE,
    Can.DOCUMENT_PUBLISH,
    Can.PEOPLE_READ,
    Can.PEOPLE_MANAGE,
    Can.PLACEMENT_READ,
    Can.PLACEMENT_WRITE,
    Can.SIGNING_MANAGE,
    Can.EXAM_CALL,
}
OVERVIEWS = {"firms.home"}
READERS = ("crown administrator", "crown verifier", "crown board_member", "lantern owner", "lantern staff", "operator")


def most(permission: Can) -> int:
    """How many statements a page may send to whoever may open it."""
    is_desk = permission in policy.CLUB_PERMISSIONS | policy.OPERATOR | policy.BY_LINK
    return FOR_DESKS if is_desk or permission in TEAM else FOR_MEMBERS


def pages(world: World, readers: tuple[str, ...] = READERS) -> Iterator[tuple[str, str, str, int]]:
    """Each page with somebody who may open it: endpoint, path, actor, and how many statements it may send."""
    for rule in rules(world.app):
        if not answers_to(rule, "GET"):
            continue
        permission = needs(world.app, rule)
        path = path_of(world.app, rule, world.lantern, arguments(rule, world.lantern))
        if permission in policy.ANYONE:
            yield rule.endpoint, path, "stranger", FOR_VISITORS
        for name in readers:
            if may(world.actors[name], permission, world.lantern):
                yield rule.endpoint, path, name, most(permission)


def counts(world: World) -> dict[tuple[str, str], tuple[int, int, str]]:
    """How many statements each page sends to each reader: (endpoint, reader) to (sent, allowed, path)."""
    asker, found = Asker(world.app), {}
    for endpoint, path, name, bound in pages(world):
        sites = world.app.extensions["sites"]
        sites.forget()  # else what was kept some seconds ago may run out between here and the page
        sites.find(world.lantern.club.slug)
        with world.app.app_context():
            watch = counted(world.app)
            sent = watch.__enter__()
        answer = asker.ask(world.actors[name], "GET", path)
        watch.__exit__(None, None, None)
        if answer.status_code == 200:
            found[endpoint, name] = (len(sent), bound, path)
    return found


def test_every_page_sends_few_statements(world: World) -> None:
    faults = [
        f"{endpoint} for {name}: {sent} statements, at most {bound}"
        for (endpoint, name), (sent, bound, _path) in counts(world).items()
        if sent > bound
    ]
    assert not faults, listed(faults)


def test_thirty_times_the_rows_take_as_many_statements(world: World, kept: Kept) -> None:
    counts(world)  # so that texts which are kept once they were read are kept on both sides
    before = counts(world)
    grow(world)
    after = counts(world)
    faults = [
        f"{endpoint} for {name}: {before[endpoint, name][0]} statements, with more rows {sent}"
        for (endpoint, name), (sent, _bound, _path) in after.items()
        if sent != before[endpoint, name][0]
    ]
    assert not faults, listed(faults)


@pytest.mark.parametrize("place", ["world", pytest.param("postgres_world", marks=pytest.mark.postgres)])
def test_every_registered_read_runs_as_the_applications_role(request: pytest.FixtureRequest, place: str) -> None:
    world: World = request.getfixturevalue(place)
    with world.app.app_context(), inside(Scope(world.lantern.club.id, staff=True)):
        faults = [fault for statement in walls.REGISTERED if (fault := fault_of_read(world, statement.confined))]
        stop_reading()
    assert not faults, listed(faults)


def fault_of_read(world: World, statement: Any) -> str:
    """Run a read with some value for each of its parameters; what the database says against it."""
    try:
        read(statement, **some_values(world, statement)).all()
    except DBAPIError as error:
        return f"{str(error.orig).splitlines()[0]}: {' '.join(str(statement).split())[:200]}"
    return ""


@pytest.mark.parametrize("place", ["world", pytest.param("postgres_world", marks=pytest.mark.postgres)])
def test_a_read_brings_what_sqlalchemy_would_bring(request: pytest.FixtureRequest, place: str) -> None:
    world: World = request.getfixturevalue(place)
    for scope in (Scope(world.lantern.club.id, staff=True), Scope(world.lantern.club.id, firm=world.lantern.firm.id)):
        with world.app.app_context(), inside(scope):
            confined = [statement.confined for statement in walls.REGISTERED]
            given = [(statement, some_values(world, statement)) for statement in confined]
            ours = [gathered(read(statement, **values)) for statement, values in given]
            theirs = [gathered(session().execute(one, values | walls.values_of(scope))) for one, values in given]
            db.session.remove()
            stop_reading()
        assert ours == theirs
        assert sum(bool(rows) for _keys, rows in ours) > len(ours) // 5  # what is asked for by a name is not there


def gathered(result: Result[Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    keys = list(result.keys())
    return keys, sorted(map(tuple, result.all()), key=repr)


def some_values(world: World, statement: Any) -> dict[str, Any]:
    """A value of the right type for each parameter that the scope does not give."""
    found: dict[str, Any] = {}
    for part in visitors.iterate(statement):
        is_asked = isinstance(part, BindParameter) and part.value is None and part.callable is None
        if is_asked and not part.key.startswith("scope_"):
            found[part.key] = a_value(part)
    return found


def a_value(part: BindParameter[Any]) -> Any:
    one = {"offset": 0, "limit": 20, "most": 20, "sees_all": True}.get(part.key)
    if one is None:
        try:
            one = {int: 1, str: "x", bool: True, date: clock.today("UTC"), datetime: clock.now()}[part.type.python_type]
        except (NotImplementedError, KeyError):
            one = clock.now() if part.key in {"now", "at", "since", "ended_by"} else "x"
        if isinstance(part.type, Enum) and part.type.enum_class:
            one = next(iter(part.type.enum_class))
    return [one] if part.expanding else one
