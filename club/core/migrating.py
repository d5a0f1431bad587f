"""Migrations: `flask db`, one at a time, as the owner of the tables."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app
from sqlalchemy import JSON, Connection, text
from sqlalchemy.engine import make_url

from club.core.db import db, plain_engine
from club.core.owners import Base
from club.core.policies import grant
from club.core.types import UtcDateTime
from config import ROOT, Settings

ADVISORY_LOCK = 7_702_011


class _WhenAsked:
    """What `flask db` looks for in the application; alembic is loaded then, and not by every process that serves."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        _migrate(self._app)
        return getattr(self._app.extensions["migrate"], name)


def init_app(app: Flask) -> None:
    """Add `flask db` where commands are run; a process that serves loads alembic only if it is asked for."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        _migrate(app)
    else:
        app.extensions["migrate"] = _WhenAsked(app)


def _migrate(app: Flask) -> None:
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)


def run() -> None:
    """Run what alembic asks for; called by migrations/env.py."""
    from alembic import context

    settings: Settings = current_app.extensions["settings"]
    engine = plain_engine(settings.database_owner_url)
    with _alone(settings), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_lock({ADVISORY_LOCK})"))
            connection.commit()
        elif connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            include_name=is_ours,
            render_item=_rendered,
            process_revision_directives=_without_info,
        )
        with context.begin_transaction():
            context.run_migrations()
            _grant(connection, settings)
    engine.dispose()


def _grant(connection: Connection, settings: Settings) -> None:
    """The application's role may use the tables as they are at the newest migration."""
    if connection.dialect.name != "postgresql" or settings.database_url == settings.database_owner_url:
        return
    tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
    if set(Base.metadata.tables) <= set(tables) and (role := make_url(settings.database_url).username):
        grant(connection, role)


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether a model stands for a table: not for the queue's, nor for a database's own text search."""
    return not (kind == "table" and (name or "").startswith(("huey", "sqlite_", "search_")))


def _rendered(kind: str, item: Any, autogen: Any) -> Any:
    """A migration stands by itself: it names no type of ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def _without_info(_context: Any, _revision: Any, directives: list[Any]) -> None:
    for operation in directives[0].upgrade_ops.ops + directives[0].downgrade_ops.ops:
        if hasattr(operation, "info"):
            operation.info = {}


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Of several processes that start at once on one machine, one migrates."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    with (settings.instance / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
