"""A database's copy holds one committed moment, says when it is damaged, and loads only into an empty place."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from club.core.dumps import DumpError, SqliteDump, command_address, dump_for
from tests.postgres import APP, BACKUP, OWNER, Cluster

PAIRS = """
    CREATE TABLE pair (id integer PRIMARY KEY, half integer NOT NULL);
    CREATE TABLE mark (pair_id integer NOT NULL REFERENCES pair (id), words text NOT NULL);
"""
WALLED = """
    ALTER TABLE pair ENABLE ROW LEVEL SECURITY;
    ALTER TABLE pair FORCE ROW LEVEL SECURITY;
    CREATE POLICY added ON pair FOR INSERT WITH CHECK (true);
    GRANT SELECT, INSERT ON pair, mark TO club_app;
"""
AWKWARD = ["two\nlines", "\\.", "a\ttab", "COPY public.pair (id) FROM stdin;", "中文"]


@pytest.fixture
def lite(tmp_path: Path) -> Path:
    path = tmp_path / "club.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(PAIRS)
        connection.execute("INSERT INTO pair VALUES (1, 1)")
        connection.executemany("INSERT INTO mark VALUES (1, ?)", [(words,) for words in AWKWARD])
        connection.commit()
    return path


@pytest.fixture
def walled(postgres: Cluster, worker_name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    name = f"dumps_{worker_name}"
    monkeypatch.setenv("PATH", str(postgres.programs), prepend=":")
    postgres.create(name)
    with postgres.connect(name, OWNER) as connection:
        connection.execute(PAIRS + WALLED)
    with postgres.connect(name, APP) as connection:
        connection.execute("INSERT INTO pair VALUES (1, 1)")
        connection.cursor().executemany("INSERT INTO mark VALUES (1, %s)", [(words,) for words in AWKWARD])
    yield name
    postgres.drop(name)


def test_sqlite_copy_comes_back_whole(lite: Path, tmp_path: Path) -> None:
    copy, restored = tmp_path / "copy.sqlite3", tmp_path / "elsewhere" / "club.db"
    assert SqliteDump(lite).write(copy) == {"pair": 1, "mark": len(AWKWARD)}
    SqliteDump(restored).load(copy)
    with contextlib.closing(sqlite3.connect(restored)) as connection:
        assert [words for (words,) in connection.execute("SELECT words FROM mark")] == AWKWARD


def test_sqlite_copy_made_under_writes_never_splits_a_commit(lite: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(lite, isolation_level=None, timeout=30)) as connection:
            for number in range(2, 100_000):
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO pair VALUES (?, ?)", (number, number))
                connection.execute("INSERT INTO mark VALUES (?, 'second half')", (number,))
                connection.execute("COMMIT")
                if stop.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [SqliteDump(lite).write(tmp_path / f"copy{number}") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    assert {rows["mark"] - rows["pair"] for rows in copies} == {len(AWKWARD) - 1}


def test_sqlite_copy_that_is_damaged_is_refused(lite: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    SqliteDump(lite).write(copy)
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\0" * 4096
    copy.write_bytes(content)
    with pytest.raises(DumpError):
        SqliteDump(lite).count(copy)


def test_sqlite_copy_overwrites_nothing(lite: Path, tmp_path: Path) -> None:
    SqliteDump(lite).write(tmp_path / "copy")
    with pytest.raises(DumpError, match="there already"):
        SqliteDump(lite).load(tmp_path / "copy")


@pytest.mark.postgres
def test_postgres_copy_reads_past_the_wall_and_comes_back_whole(postgres: Cluster, walled: str, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "copy.pgdump", f"{walled}_restored"
    dump = dump_for(postgres.url(walled, BACKUP))
    assert dump.write(copy) == {"mark": len(AWKWARD), "pair": 1}
    assert dump.count(copy) == {"mark": len(AWKWARD), "pair": 1}
    postgres.create(elsewhere)
    try:
        dump_for(postgres.url(elsewhere, OWNER)).load(copy)
        with postgres.connect(elsewhere, APP) as connection:
            assert [words for (words,) in connection.execute("SELECT words FROM mark")] == AWKWARD
            assert connection.execute("SELECT * FROM pair").fetchall() == []
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("DELETE FROM mark")
        with pytest.raises(DumpError, match="2 tables already"):
            dump_for(postgres.url(elsewhere, OWNER)).load(copy)
    finally:
        postgres.drop(elsewhere)


@pytest.mark.postgres
def test_postgres_copy_that_is_damaged_is_refused(postgres: Cluster, walled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pgdump"
    dump = dump_for(postgres.url(walled, BACKUP))
    dump.write(copy)
    copy.write_bytes(copy.read_bytes()[:-200])
    with pytest.raises(DumpError):
        dump.count(copy)


@pytest.mark.postgres
def test_postgres_copy_by_the_application_is_refused(postgres: Cluster, walled: str, tmp_path: Path) -> None:
    with pytest.raises((DumpError, psycopg.errors.InsufficientPrivilege)):
        dump_for(postgres.url(walled, APP)).write(tmp_path / "copy")


def test_password_stays_off_the_command_line() -> None:
    url = make_url("postgresql+psycopg://backup:secret@db.example:5433/club")
    assert list(command_address(url)) == [
        "--host=db.example",
        "--port=5433",
        "--username=backup",
        "--dbname=club",
    ]
