"""A database brought back to what migrations leave, in place: connections stay open, and what they prepared is kept."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text


def filled(names: Iterable[str]) -> str:
    """A statement for those of some tables that have rows."""
    return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)


class SQLiteEmptying:
    """Takes all rows out of a SQLite file."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, cached_statements=500)
        self._connection.execute("PRAGMA synchronous=OFF")
        names = self._connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        kept = ("alembic_version", "sqlite_schema")
        self._filled = filled(name for (name,) in names if name not in kept)
        self._connection.set_authorizer(without_triggers)

    def __call__(self) -> None:
        names = [name for (name,) in self._connection.execute(self._filled).fetchall()]
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            for name in names:
                self._connection.execute(f'DELETE FROM "{name}"')
            if "index_entry" in names:
                for words in ("search_by_head", "search_by_words"):
                    self._connection.execute(f"INSERT INTO {words} ({words}) VALUES ('delete-all')")

    def close(self) -> None:
        self._connection.close()


def without_triggers(_action: int, _one: Any, _two: Any, _database: Any, trigger: str | None) -> int:
    """For a connection that may take out what is append-only: what triggers do is left out of its statements."""
    return sqlite3.SQLITE_IGNORE if trigger else sqlite3.SQLITE_OK


class PostgreSQLEmptying:
    """Takes all rows out of a PostgreSQL database, as its superuser."""

    def __init__(self, superuser: Engine) -> None:
        self._engine = superuser
        with superuser.connect() as connection:
            names = inspect(connection).get_table_names()
        self._filled = text(filled(name for name in names if name != "alembic_version"))

    def __call__(self) -> None:
        with self._engine.begin() as connection:
            if names := connection.scalars(self._filled).all():
                deletions = [f'DELETE FROM "{name}"' for name in names]
                connection.execute(text("; ".join(["SET LOCAL session_replication_role = replica", *deletions])))
