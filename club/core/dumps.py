"""A database in one file and back, read at one moment while others go on writing."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

Counts = dict[str, int]


class DumpError(RuntimeError):
    """A copy cannot be made, read or loaded; the message is for the operator."""


class Dump(Protocol):
    """One kind of database."""

    file_name: str

    def write(self, target: Path) -> Counts:
        """Write all rows as of one moment; answer with the number of rows of each table."""

    def count(self, source: Path) -> Counts:
        """Read the whole copy again and count its rows."""

    def load(self, source: Path) -> None:
        """Fill an empty database from the copy, or leave it empty."""


def dump_for(url: str) -> Dump:
    """The dump of the database at an address."""
    parsed = make_url(url)
    return SqliteDump(Path(parsed.database or "")) if parsed.get_backend_name() == "sqlite" else PostgresDump(parsed)


_TABLES = """
    SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%USING fts5(%content=''''%'
"""
"""An index without content keeps no rows; the tables that it is made of are counted."""


class SqliteDump:
    """SQLite's own backup, which sees one committed state; copying the file does not."""

    file_name = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, target: Path) -> Counts:
        if not self.path.is_file():
            raise DumpError(f"there is no database at {self.path}")
        with (
            contextlib.closing(sqlite3.connect(self.path)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return self.count(target)

    def count(self, source: Path) -> Counts:
        try:
            with contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
                _check_sqlite(copy)
                names = copy.execute(_TABLES)
                return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}
        except sqlite3.DatabaseError as error:
            raise DumpError(f"{source.name} cannot be read: {error}") from error

    def load(self, source: Path) -> None:
        if self.path.exists():
            raise DumpError(f"{self.path} is there already; restore into an empty place")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        arriving = self.path.with_name(f"{self.path.name}.arriving")
        shutil.copyfile(source, arriving)
        arriving.rename(self.path)


def _check_sqlite(copy: sqlite3.Connection) -> None:
    verdict = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    orphans = copy.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != ["ok"] or orphans:
        raise DumpError(f"the copy is damaged: {'; '.join(verdict)}; {len(orphans)} rows refer to nothing")


class PostgresDump:
    """pg_dump in its own format, as the role that reads past row-level security."""

    file_name = "database.pgdump"

    def __init__(self, url: URL) -> None:
        self.url = url

    def write(self, target: Path) -> Counts:
        """Count and dump in one snapshot, so that both tell of the same moment."""
        with self._connect() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            counts = {name: _rows(connection, name) for name in self._tables(connection)}
            snapshot = _single(connection, sql.SQL("SELECT pg_export_snapshot()"))
            self._run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        return counts

    def count(self, source: Path) -> Counts:
        """Unpack every row as pg_restore would load it."""
        command = [_program("pg_restore"), "--file=-", "--data-only", str(source)]
        with subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        ) as run:
            assert run.stdout is not None  # noqa: S101
            counts = _counted(run.stdout)
            _, complaint = run.communicate()
        if run.returncode:
            raise DumpError(f"{source.name} cannot be read: {_last_line(complaint)}")
        return counts

    def load(self, source: Path) -> None:
        with self._connect() as connection:
            if tables := self._tables(connection):
                raise DumpError(f"the database has {len(tables)} tables already; restore into an empty one")
        self._run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", source=source)

    def _connect(self) -> psycopg.Connection:
        try:
            return psycopg.connect(self.url.set(drivername="postgresql").render_as_string(hide_password=False))
        except psycopg.OperationalError as error:
            raise DumpError(f"the database does not answer: {error}") from error

    def _tables(self, connection: psycopg.Connection) -> list[str]:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in found]

    def _run(self, program: str, *options: str, source: Path | None = None) -> None:
        command = [_program(program), *options, *command_address(self.url), *([str(source)] if source else [])]
        environment = {**os.environ, **({"PGPASSWORD": str(self.url.password)} if self.url.password else {})}
        run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
        if run.returncode:
            raise DumpError(f"{program} failed: {_last_line(run.stderr)}")


def command_address(url: URL) -> Iterator[str]:
    """The options that name a database to PostgreSQL's programs; the password goes by the environment."""
    given: Mapping[str, object] = {
        "host": url.host or url.query.get("host"),
        "port": url.port,
        "username": url.username,
        "dbname": url.database,
    }
    return (f"--{name}={value}" for name, value in given.items() if value)


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise DumpError(f"{name} is not installed: apt-get install postgresql-client")
    return found


def _rows(connection: psycopg.Connection, table: str) -> int:
    return int(_single(connection, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))))


def _single(connection: psycopg.Connection, query: sql.SQL | sql.Composed) -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def _counted(script: Iterator[str]) -> Counts:
    """Rows between `COPY public.name (...) FROM stdin;` and the line that ends them."""
    counts: Counts = {}
    table = ""
    for line in script:
        if table:
            if line == "\\.\n":
                table = ""
            else:
                counts[table] += 1
        elif begin := re.match(r'COPY public\."?([^". ]+)"? ', line):
            table = begin[1]
            counts[table] = 0
    return counts


def _last_line(complaint: str) -> str:
    lines = [line for line in complaint.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
