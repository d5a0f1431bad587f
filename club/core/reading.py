"""Registered reads, straight on the driver: compiled once, then nothing between a page and its rows but the walls."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect, Engine, PoolProxiedConnection, Result
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError

from club.core.scope import Scope, WallError
from club.core.wording import Process, Wording

Answer = tuple[Callable[[], Sequence[Any]], Sequence[Any]]
WATCHERS: list[Callable[[str, Sequence[Any]], object]] = []
"""Told of every statement past SQLAlchemy and its parameters: tests count them and look at their plans."""


class Link(Protocol):
    """A connection of the driver."""

    def rows(self, sql: str, parameters: Sequence[Any], scope: Scope | None) -> Answer:
        """Send one statement; answers with how to learn what the driver calls its columns' types, and the rows."""

    def write(self, sql: str, parameters: Sequence[Any]) -> Sequence[Any]:
        """Send one statement in the transaction that is open; answers with what it returns."""

    def is_lost(self, error: Exception) -> bool:
        """Whether a new connection would answer where this one did not."""


class FromSQLite:
    """The driver as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Sequence[Any], _scope: Scope | None) -> Answer:
        """Send one statement; whose rows are meant stands in it."""
        cursor = self._connection.execute(sql, parameters)
        return lambda: [None] * len(cursor.description), cursor.fetchall()

    def write(self, sql: str, parameters: Sequence[Any]) -> Sequence[Any]:
        """Send one statement in the transaction that is open."""
        return self._connection.execute(sql, parameters).fetchall()

    def is_lost(self, _error: Exception) -> bool:
        """A file stays where it is."""
        return False


class Plan(Wording):
    """How a read is sent, and how its columns are read."""

    def __init__(self, statement: Any, dialect: Dialect, given: Mapping[str, Any]) -> None:
        super().__init__(statement, dialect, given)
        self._dialect = dialect
        self._types = [column.type for column in statement.selected_columns]
        self._shape = SimpleResultMetaData(statement.selected_columns.keys())
        self._processes: list[tuple[int, Process]] | None = None

    def result(self, answer: Answer) -> Result[Any]:
        """The rows, as SQLAlchemy hands them out."""
        types, rows = answer
        if self._processes is None:
            self._processes = self._made(types())
        if self._processes:
            rows = [self._row(row, self._processes) for row in rows]
        return IteratorResult(self._shape, iter(rows))

    def _made(self, types: Sequence[Any]) -> list[tuple[int, Process]]:
        """What is done to a row's values, by their place."""
        made = [
            (place, kind.dialect_impl(self._dialect).result_processor(self._dialect, told))
            for place, (kind, told) in enumerate(zip(self._types, types, strict=True))
        ]
        return [(place, process) for place, process in made if process is not None]

    @staticmethod
    def _row(row: Sequence[Any], processes: list[tuple[int, Process]]) -> tuple[Any, ...]:
        values = list(row)
        for place, process in processes:
            values[place] = process(values[place])
        return tuple(values)


class Reader:
    """The reading connections of one application."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._plans: dict[Any, Plan] = {}

    def lend(self) -> "Lent":
        """A connection for one piece of work."""
        return Lent(self)

    def plan(self, statement: Any, given: Mapping[str, Any]) -> Plan:
        """How a statement is sent: made once, except for one that is given a list."""
        if (plan := self._plans.get(statement)) is not None:
            return plan
        if not statement.get_execution_options().get("scoped"):
            raise WallError("only registered reads are read: write it with reads() at import")
        plan = Plan(statement, self.engine.dialect, given)
        if plan.is_for_all:
            self._plans[statement] = plan
        return plan


class Lent:
    """A reading connection in somebody's hands; it holds no transaction, so it serves one scope after another."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._connection = reader.engine.raw_connection()

    def close(self) -> None:
        """Give it back."""
        self._connection.close()

    def run(self, statement: Any, given: Mapping[str, Any], scope: Scope | None) -> Result[Any]:
        """Run a registered read; PostgreSQL is told whose rows may be seen."""
        plan = self._reader.plan(statement, given)
        values = plan.values(given)
        for watcher in WATCHERS:
            watcher(plan.sql, values)
        try:
            answer = self._rows(plan.sql, values, scope)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self._reader.engine.dispose()  # whatever took this connection took the others too
            self._connection = self._reader.engine.raw_connection()
            answer = self._rows(plan.sql, values, scope)
        return plan.result(answer)

    def _rows(self, sql: str, values: Sequence[Any], scope: Scope | None) -> Answer:
        link = link_of(self._connection)
        try:
            return link.rows(sql, values, scope)
        except BaseException as error:
            self._connection.invalidate(error)
            driver = self._reader.engine.dialect.loaded_dbapi
            if not isinstance(error, driver.Error):
                raise
            lost = link.is_lost(error)
            without_values(error)
            raise DBAPIError.instance(sql, None, error, driver.Error, connection_invalidated=lost) from error


def without_values(error: BaseException) -> None:
    """Leave an error of a database its kind; PostgreSQL quotes values behind a colon and in its details."""
    if error.args and isinstance(error.args[0], str):
        said = _QUOTED.sub("", error.args[0].partition("\n")[0])
        error.args = (said, *error.args[1:])


_QUOTED = re.compile(r':\s*".*')


def link_of(connection: PoolProxiedConnection) -> Link:
    """The way past SQLAlchemy to the driver of a connection."""
    link: Link | None = connection.info.get("link")
    if link is None:
        driver: Any = connection.driver_connection
        link = connection.info["link"] = (
            FromSQLite(driver) if isinstance(driver, sqlite3.Connection) else _trips(driver)
        )
    return link


def _trips(driver: Any) -> Link:
    from club.core.one_trip import OneTrip  # with it comes the driver, which SQLite needs not

    return OneTrip(driver)
