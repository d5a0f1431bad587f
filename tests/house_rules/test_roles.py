"""The three roles of PostgreSQL can do what they are for, and no more."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.postgres import APP, BACKUP, OWNER, Cluster

pytestmark = pytest.mark.postgres
WALLED = """
    CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text);
    ALTER TABLE note ENABLE ROW LEVEL SECURITY;
    ALTER TABLE note FORCE ROW LEVEL SECURITY;
    CREATE POLICY writing ON note FOR INSERT WITH CHECK (true);
    GRANT SELECT, INSERT ON note TO club_app;
"""


@pytest.fixture
def database(postgres: Cluster, worker_name: str) -> Iterator[str]:
    name = f"roles_{worker_name}"
    postgres.create(name)
    with postgres.connect(name, OWNER) as connection:
        connection.execute(WALLED)
    yield name
    postgres.drop(name)


def test_app_writes_rows_but_meets_the_wall(postgres: Cluster, database: str) -> None:
    with postgres.connect(database, APP) as connection:
        connection.execute("INSERT INTO note (words) VALUES ('one')")
        assert connection.execute("SELECT words FROM note").fetchall() == []


@pytest.mark.parametrize("statement", ["CREATE TABLE mine (id int)", "TRUNCATE note", "DROP TABLE note"])
def test_app_changes_no_schema(postgres: Cluster, database: str, statement: str) -> None:
    with postgres.connect(database, APP) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_backup_reads_past_the_wall_and_writes_nothing(postgres: Cluster, database: str) -> None:
    with postgres.connect(database, APP) as connection:
        connection.execute("INSERT INTO note (words) VALUES ('one')")
    with postgres.connect(database, BACKUP) as connection:
        assert connection.execute("SELECT words FROM note").fetchall() == [("one",)]
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute("INSERT INTO note (words) VALUES ('two')")
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO note (words) VALUES ('two')")
