"""The database: one writing session and one reading connection a request, both told whose rows they may see."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, NullPool, Result, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from club.core import adding, walls
from club.core.adding import Work
from club.core.at_hand import beside, served
from club.core.owners import Base
from club.core.reading import Lent, Reader, without_values
from club.core.scope import Scope, current_or_none
from config import Settings

# A page read at random costs little more than the next one where a disk has no arm; the planner's default is for those
# that have, and makes it read a table whole where an index is there: a search then takes twice as long.
PLANNED = "-c random_page_cost=1.1"

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False, "class_": Work})
is_writing: ContextVar[bool] = ContextVar("is_writing", default=True)

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "cache_size=-16000",
    "mmap_size=268435456",
)


def session() -> Session:
    """The session of this piece of work; the edge commits it."""
    return db.session()


def add(kind: type[Base], *, tells_id: bool = False, **values: Any) -> None:
    """Add a row that nothing reads again in this piece of work."""
    adding.add(session(), kind, values, tells_id=tells_id)


def read(statement: Any, **values: Any) -> Result[Any]:
    """Run a registered read in the current scope.

    A request that has begun to write reads in its own transaction, every other on a reading connection.
    """
    if isinstance(statement, walls.Read):
        statement = statement.confined
    scope = current_or_none()
    if scope is not None:
        values.update(walls.values_of(scope))
    if is_held():
        return db.session().execute(statement, values)
    return _lent().run(statement, values, scope)


def is_held() -> bool:
    """Whether this work has a transaction of its own open, for which others may have to wait."""
    return bool(db.session.registry.has() and db.session().in_transaction())


def _lent() -> Lent:
    """The reading connection of this request."""
    kept = beside()
    lent: Lent | None = kept.get("reading")
    if lent is None:
        lent = kept.reading = reads().lend()
    return lent


def stop_reading(*_: object) -> None:
    """Give the reading connection back."""
    lent: Lent | None = beside().pop("reading", None)
    if lent is not None:
        lent.close()


def reads() -> Reader:
    """The reads of this application."""
    found: Reader = served().extensions["reads"]
    return found


def init_app(app: Any, settings: Settings) -> None:
    """Make both engines of an application."""
    url = make_url(settings.database_url)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url.get_backend_name())
    db.init_app(app)
    app.extensions["reader"] = create_engine(url, **engine_options(url.get_backend_name(), reading=True))
    event.listen(app.extensions["reader"], "connect", _only_read)
    app.extensions["reads"] = Reader(app.extensions["reader"])
    app.teardown_appcontext(stop_reading)


def engine_options(backend: str, *, reading: bool = False) -> dict[str, Any]:
    """Options of an engine; the driver's own transactions are off, ours begin with the scope; no error tells values."""
    options: dict[str, Any] = {"execution_options": {"reading": reading}, "hide_parameters": True}
    if backend == "postgresql":
        options |= {"connect_args": {"autocommit": True, "options": PLANNED}, "pool_size": 8, "max_overflow": 8}
    if reading:
        options["pool_reset_on_return"] = None  # a reading connection holds no transaction
        if backend == "postgresql":
            options["paramstyle"] = "numeric_dollar"
            from psycopg import RawCursor  # where it is needed only: SQLite's installations do without the driver

            options["connect_args"]["cursor_factory"] = RawCursor
    return options


def plain_engine(url: str) -> Engine:
    """An engine for commands that stand outside every scope: migrations and backups."""
    options = {"installation": True, "unscoped": True}
    return create_engine(url, poolclass=NullPool, execution_options=options, hide_parameters=True)


@event.listens_for(Engine, "handle_error")
def _tell_no_values(context: ExceptionContext) -> None:
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            without_values(error)


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


def _only_read(connection: Any, _record: Any) -> None:
    """Once a connection: SQLite drops every prepared statement at this pragma, which cost more than most pages."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA query_only=ON")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin with the scope: IMMEDIATE where SQLite is written to, row-level security's settings on PostgreSQL."""
    if connection.get_execution_options().get("unscoped"):
        _begin_unscoped(connection)
        return
    scope = current_or_none()
    reading = connection.get_execution_options().get("reading", False)
    if connection.dialect.name == "sqlite":
        if not reading:
            _driver(connection).execute("BEGIN IMMEDIATE" if is_writing.get() else "BEGIN")
    else:
        _begin_postgresql(connection, _opening(scope, reading=reading))
    connection.info["scope"] = scope


def _begin_unscoped(connection: Connection) -> None:
    connection.info.pop("scope", None)
    if connection.dialect.name == "sqlite":
        _driver(connection).execute("BEGIN IMMEDIATE")


def _opening(scope: Scope | None, *, reading: bool) -> bytes:
    """BEGIN and the four settings in one round trip; whole numbers only, so nothing can be injected."""
    club, firm, person, staff = scope or ("", None, None, False)
    settings = {"club_id": club, "firm_id": firm, "person_id": person, "staff": "t" if staff else ""}
    calls = ", ".join(
        f"set_config('club.{name}', '{'' if value is None else value}', true)" for name, value in settings.items()
    )
    return f"BEGIN{' READ ONLY' if reading else ''}; SELECT {calls}".encode()


def _begin_postgresql(connection: Connection, opening: bytes) -> None:
    """Send the opening; where the server closed an idle connection meanwhile, take a new one once."""
    driver = connection.dialect.loaded_dbapi
    try:
        _send(driver, connection, opening)
    except driver.OperationalError as error:
        connection.engine.dispose()  # whatever took this connection took the other idle ones too
        connection.invalidate(error)
        try:
            _send(driver, connection, opening)
        except driver.OperationalError as away:
            raise OperationalError(opening.decode(), None, away) from away


def _send(driver: Any, connection: Connection, command: bytes) -> None:
    result = _driver(connection).pgconn.exec_(command)
    if result.status not in {driver.pq.ExecStatus.TUPLES_OK, driver.pq.ExecStatus.COMMAND_OK}:
        raise driver.OperationalError(result.get_error_message())


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


@contextmanager
def transaction() -> Iterator[Session]:
    """One committed piece of work outside a request: a job or a command."""
    work = session()
    try:
        yield work
        work.commit()
    except BaseException:
        work.rollback()
        raise
