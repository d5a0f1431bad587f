"""Reads straight on the driver: a connection serves one scope after another, and nobody finds what was another's."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import bindparam, create_engine, func, literal, literal_column, select, text
from sqlalchemy.exc import DBAPIError

from club.clubs.models import Club
from club.core import db
from club.core.one_trip import settings
from club.core.reading import Reader
from club.core.scope import Scope, WallError, inside
from club.core.walls import reads, reads_installation, values_of
from club.firms.models import Department
from tests.makers import a_club, a_department, a_firm

on_postgresql = pytest.mark.parametrize("app", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)

NAMES = reads(select(Department.name).order_by(Department.name)).confined
# As if wall 1 had been forgotten: every department, for wall 2 to hold back.
ALL_NAMES = select(Department.name).order_by(Department.name).execution_options(scoped=True)
FAILING = select(literal_column("1 / (SELECT 0)")).execution_options(scoped=True)
WRITING = select(func.nextval("department_id_seq")).execution_options(scoped=True)
BACKEND = select(func.pg_backend_pid()).execution_options(scoped=True)
CLUBS = reads_installation(
    select(Club.slug).where(Club.slug.in_(bindparam("slugs", expanding=True))).order_by(Club.slug)
)


@pytest.fixture
def reader(app: Flask) -> Iterator[Reader]:
    """Reads through a pool of one connection."""
    settings = app.extensions["settings"]
    options = db.engine_options(settings.database_url.partition("+")[0].partition(":")[0], reading=True)
    engine = create_engine(settings.database_url, **(options | {"pool_size": 1, "max_overflow": 0}))
    yield Reader(engine)
    engine.dispose()


@pytest.fixture
def scopes(app: Flask) -> list[Scope]:
    """Two firms of one club and a firm of another, each with a department."""
    crown, harbour = a_club("crown"), a_club("harbour")
    firms = [a_firm(crown, "lantern"), a_firm(crown, "bamboo"), a_firm(harbour, "quay")]
    for firm in firms:
        a_department(firm, f"Service of {firm.slug}")
    return [Scope(firm.club_id, firm=firm.id) for firm in firms]


def names(reader: Reader, scope: Scope | None, statement: Any = NAMES) -> list[str]:
    lent = reader.lend()
    try:
        return list(lent.run(statement, values_of(scope) if scope else {}, scope).scalars())
    finally:
        lent.close()


LANTERN, BAMBOO, QUAY = (["Service of lantern"], ["Service of bamboo"], ["Service of quay"])


def test_one_connection_serves_one_scope_after_another(reader: Reader, scopes: list[Scope]) -> None:
    assert [names(reader, scope) for scope in (*scopes, *scopes)] == [LANTERN, BAMBOO, QUAY] * 2


@on_postgresql
def test_the_second_wall_holds_where_the_first_was_forgotten(reader: Reader, scopes: list[Scope]) -> None:
    assert [names(reader, scope, ALL_NAMES) for scope in scopes] == [LANTERN, BAMBOO, QUAY]
    assert names(reader, Scope(scopes[0].club, staff=True), ALL_NAMES) == []


@on_postgresql
def test_without_a_scope_there_is_nothing_even_after_another_had_one(reader: Reader, scopes: list[Scope]) -> None:
    assert names(reader, scopes[0], ALL_NAMES) == LANTERN
    assert names(reader, None, ALL_NAMES) == []


@on_postgresql
@pytest.mark.parametrize("failing", [FAILING, WRITING])
def test_after_an_error_nothing_is_left(reader: Reader, scopes: list[Scope], failing: Any) -> None:
    assert names(reader, scopes[0], ALL_NAMES) == LANTERN
    with pytest.raises(DBAPIError):
        names(reader, scopes[0], failing)
    assert names(reader, None, ALL_NAMES) == []
    assert names(reader, scopes[1], ALL_NAMES) == BAMBOO


@on_postgresql
def test_no_transaction_is_left_open(reader: Reader, scopes: list[Scope]) -> None:
    lent = reader.lend()
    lent.run(NAMES, values_of(scopes[0]), scopes[0])
    driver = reader_driver(lent)
    assert driver.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
    assert driver.execute("SELECT current_setting('club.club_id', true)").fetchone() in {(None,), ("",)}
    lent.close()


@on_postgresql
def test_connections_that_were_lost_are_replaced(app: Flask, reader: Reader, scopes: list[Scope]) -> None:
    assert names(reader, scopes[0]) == LANTERN
    with app.extensions["superuser"].connect() as connection:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    assert names(reader, scopes[0]) == LANTERN
    assert names(reader, scopes[1]) == BAMBOO


@on_postgresql
def test_whoever_writes_takes_a_new_connection_where_several_were_lost(app: Flask) -> None:
    engine = db.db.engine
    with ExitStack() as idle:
        backends = {idle.enter_context(engine.begin()).scalar(BACKEND) for _ in range(3)}
    assert len(backends) == 3
    with app.extensions["superuser"].connect() as connection:
        for each in backends:
            connection.execute(text("SELECT pg_terminate_backend(:backend, 10000)"), {"backend": each})
    a_club()
    with engine.begin() as connection:
        assert connection.scalar(BACKEND) not in backends


@on_postgresql
def test_others_work_while_an_answer_is_waited_for(app: Flask, reader: Reader, scopes: list[Scope]) -> None:
    """The answer comes when this thread lets go of a lock, which it can only do while the other one waits."""
    waits = select(literal(1)).where(func.pg_advisory_lock(7).is_not(None)).execution_options(scoped=True)
    found: list[Any] = []
    with app.extensions["superuser"].connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(7)"))
        waiting = Thread(target=lambda: found.extend(names(reader, None, waits)))
        waiting.start()
        while not connection.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar():
            assert waiting.is_alive()
        connection.execute(text("SELECT pg_advisory_unlock(7)"))
        waiting.join()
    assert found == [1]


def test_what_is_not_registered_is_refused(reader: Reader, scopes: list[Scope]) -> None:
    with inside(scopes[0]), pytest.raises(WallError):
        names(reader, scopes[0], select(Department.name))


def test_a_list_may_be_of_any_length(reader: Reader, scopes: list[Scope]) -> None:
    lent = reader.lend()
    found = [list(lent.run(CLUBS, {"slugs": slugs}, None).scalars()) for slugs in (["crown"], [], ["harbour", "crown"])]
    lent.close()
    assert found == [["crown"], [], ["crown", "harbour"]]


def test_a_scope_is_said_in_numbers() -> None:
    assert settings(Scope(1, firm=2, person=3)) == [b"1", b"2", b"3", b""]
    assert settings(Scope(1, staff=True)) == [b"1", b"", b"", b"t"]
    assert settings(None) == [b"", b"", b"", b""]


def reader_driver(lent: Any) -> Any:
    return lent._connection.driver_connection
