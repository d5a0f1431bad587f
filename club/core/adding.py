"""Rows that nothing reads again in the same work: each kind by one statement, past the unit of work to the driver.

Messages, events, jobs and links are written beside most changes and only told of later, so they need no entity.
They are written by the next flush, after its entities, so that they may name these; the walls hold them like any row.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flask import current_app
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, Dialect, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from club.core import walls
from club.core.owners import Base, Owned
from club.core.reading import WATCHERS, link_of, without_values
from club.core.wording import Wording

ROWS, WRITTEN = "rows to add", "ids that were asked for"


class Work(FlaskSession):
    """The writing session, which writes what was added here with every flush."""

    def flush(self, objects: Any = None) -> None:
        """Write entities, then the rows that were added."""
        super().flush(objects)
        if ROWS in self.info:
            _write(self)


def add(work: Session, kind: type[Base], values: dict[str, Any], *, tells_id: bool = False) -> None:
    """Add a row; where it `tells_id`, `take_ids` gives that away after the flush."""
    if not work.in_transaction():
        work.begin()
    row = {**_defaults(kind), **values}
    for name, make in _made(kind):
        if name not in values:
            row[name] = make(None)
    if issubclass(kind, Owned):
        row.update(walls.owner_of_new(kind, row))
    work.info.setdefault(ROWS, []).append((kind, row, tells_id))


def take_ids(work: Session) -> list[int]:
    """The ids of the rows that were to tell them; taken once."""
    ids: list[int] = work.info.pop(WRITTEN, [])
    return ids


def _write(work: Session) -> None:
    rows = work.info.pop(ROWS)
    connection = work.connection()
    walls.hold(connection)
    dialect = current_app.extensions["reader"].dialect
    for kind, row, tells_id in rows:
        wording = _insertion(kind, tells_id, dialect)
        returned = _sent(connection, wording.sql, wording.values(row))
        if tells_id:
            work.info.setdefault(WRITTEN, []).append(returned[0][0])


def _sent(connection: Connection, sql: str, values: list[Any]) -> Sequence[Any]:
    """Send a row straight to the driver, whose errors are told as SQLAlchemy tells them; what the statement returns."""
    for watcher in WATCHERS:
        watcher(sql, values)
    driver, link = connection.dialect.loaded_dbapi, link_of(connection.connection)
    try:
        return link.write(sql, values)
    except BaseException as error:
        lost = not isinstance(error, driver.Error) or link.is_lost(error)
        if lost:
            connection.invalidate(error)
        if not isinstance(error, driver.Error):
            raise
        without_values(error)
        raise DBAPIError.instance(sql, None, error, driver.Error, connection_invalidated=lost) from error


@lru_cache(256)
def _insertion(kind: type[Base], tells_id: bool, dialect: Dialect) -> Wording:
    table: Any = kind.__table__
    statement = insert(table).returning(table.c.id) if tells_id else insert(table).inline()
    return Wording(statement, dialect, _defaults(kind))


@lru_cache(64)
def _defaults(kind: type[Base]) -> dict[str, Any]:
    """What every column has that is not given, so that a kind has one statement."""
    columns = [column for column in kind.__table__.columns if column.autoincrement is not True and column.name != "id"]
    return {column.name: getattr(column.default, "arg", None) for column in columns}


@lru_cache(64)
def _made(kind: type[Base]) -> list[tuple[str, Any]]:
    return [(name, default) for name, default in _defaults(kind).items() if callable(default)]


@event.listens_for(Work, "before_commit")
def _write_before(work: Work) -> None:
    work.flush()


@event.listens_for(Work, "after_soft_rollback")
def _forget(work: Work, _previous: object) -> None:
    work.info.pop(ROWS, None)
    work.info.pop(WRITTEN, None)
