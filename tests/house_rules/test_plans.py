"""No page searches a whole table of all tenants: each statement on an owned table goes by an index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from psycopg import RawCursor
from sqlalchemy import Connection, event

from club.core.db import db
from club.core.owners import Base, is_owned
from club.core.reading import WATCHERS
from tests.house_rules.test_matrix import listed
from tests.house_rules.test_statements import pages
from tests.world import World
from tests.world.asking import Asker
from tests.world.growing import grow
from tests.world.keeping import Kept

OWNED = {name for name, table in Base.metadata.tables.items() if is_owned(table)}


@contextmanager
def heard(app: Flask) -> Iterator[dict[str, Any]]:
    """The statements sent inside the block, with the parameters of the last time."""
    sent: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_rest: Any) -> None:
        sent[sql] = parameters

    with app.app_context():
        engines = (db.engine, app.extensions["reader"])
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    note_read = sent.__setitem__
    WATCHERS.append(note_read)
    yield sent
    WATCHERS.remove(note_read)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def every_statement(world: World) -> dict[str, Any]:
    """What all pages send, to all kinds of readers."""
    asker = Asker(world.app)
    with heard(world.app) as sent:
        for _endpoint, path, name, _bound in pages(world):
            asker.ask(world.actors[name], "GET", path)
    return sent


def test_sqlite_goes_by_an_index(world: World, kept: Kept) -> None:
    grow(world)
    faults = []
    for sql, parameters in every_statement(world).items():
        for row in kept.rows(f"EXPLAIN QUERY PLAN {sql}", parameters):
            scanned = re.match(r"SCAN (\w+)(?! USING)\b", row[3])
            if scanned and scanned[1] in OWNED and "USING" not in row[3]:
                faults.append(f"{row[3]}: {' '.join(sql.split())[:300]}")
    assert not faults, listed(faults)


def plan_of(connection: Connection, sql: str, parameters: Any) -> list[str]:
    """What PostgreSQL would do; a read numbers its parameters, anything else names them."""
    if isinstance(parameters, list):
        return [
            line for (line,) in RawCursor(connection.connection.driver_connection).execute(f"EXPLAIN {sql}", parameters)
        ]
    return list(connection.exec_driver_sql(f"EXPLAIN {sql}", parameters).scalars())


@pytest.mark.postgres
def test_postgresql_could_go_by_an_index(postgres_world: World) -> None:
    """With so few rows it need not; so scans are made dear."""
    faults = []
    with postgres_world.app.extensions["superuser"].connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        for sql, parameters in every_statement(postgres_world).items():
            faults += [
                f"{line.strip()}: {' '.join(sql.split())[:300]}"
                for line in plan_of(connection, sql, parameters)
                if (scanned := re.search(r"Seq Scan on (\w+)", line)) and scanned[1] in OWNED
            ]
    assert not faults, listed(faults)
