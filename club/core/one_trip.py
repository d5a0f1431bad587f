"""PostgreSQL in one trip: whose rows may be seen, then the statement, in a transaction that ends with the answer."""

import select
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus

from club.core.scope import Scope

SCOPE = b"scope"
SETTINGS = ("club.club_id", "club.firm_id", "club.person_id", "club.staff")
_CALLS = ", ".join(f"set_config('{name}', ${place}, true)" for place, name in enumerate(SETTINGS, 1))
SET_SCOPE = f"SELECT {_CALLS}, set_config('transaction_read_only', 'on', true)".encode()
STALE = {"0A000", "26000"}  # a plan from before a migration; a statement that this server has never heard of
GONE = {None, "57P01", "57P02", "57P03"}


class OneTrip:
    """A connection whose reads hold no transaction, so that nobody can inherit one.

    What a read sends up to a sync is one transaction of its own: the settings are local to it, and it only reads.
    After any error of it the connection is thrown away.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._pg = connection.pgconn
        self._adapter = Transformer(connection)
        self._names: dict[str, bytes] = {}
        self._poll = select.poll()
        self._poll.register(self._pg.socket, select.POLLIN)

    def rows(
        self, sql: str, parameters: Sequence[Any], scope: Scope | None
    ) -> tuple[Callable[[], Sequence[Any]], Sequence[Any]]:
        """Send one statement; answers with how to learn the types of its columns, and the rows."""
        given = self._adapter.dump_sequence(parameters, [PyFormat.TEXT] * len(parameters))
        self._pg.enter_pipeline_mode()
        name = self._prepared(sql)
        self._pg.send_query_prepared(SCOPE, settings(scope))
        self._pg.send_query_prepared(name, given)
        self._pg.pipeline_sync()
        found: Any = None
        for answer in self._answers():
            if answer.status == ExecStatus.FATAL_ERROR:
                raise psycopg.errors.error_from_result(answer)
            found = answer
        self._pg.exit_pipeline_mode()
        self._adapter.set_pgresult(found)
        rows = self._adapter.load_rows(0, found.ntuples, tuple)
        return lambda: [found.ftype(place) for place in range(found.nfields)], rows

    def write(self, sql: str, parameters: Sequence[Any]) -> Sequence[Any]:
        """Send one statement in the transaction that is open; the driver prepares what it sends often."""
        cursor = psycopg.RawCursor(self._connection).execute(sql, parameters)
        return cursor.fetchall() if cursor.description else ()

    def is_lost(self, error: Exception) -> bool:
        """Whether a new connection would answer: this one was closed while it lay idle, or its plans are stale."""
        state = getattr(error, "sqlstate", None)
        return state in STALE or (isinstance(error, psycopg.OperationalError) and state in GONE)

    def _prepared(self, sql: str) -> bytes:
        """The name of a statement on this connection; a new one is prepared in the same trip."""
        if not self._names:
            self._pg.send_prepare(SCOPE, SET_SCOPE)
        if (name := self._names.get(sql)) is None:
            name = self._names[sql] = b"read-%d" % len(self._names)
            self._pg.send_prepare(name, sql.encode())
        return name

    def _answers(self) -> Iterator[Any]:
        """The answers up to the sync; while they are waited for, other threads work."""
        while self._pg.flush():
            select.select([], [self._pg.socket], [])
        while True:
            while self._pg.is_busy():
                self._poll.poll()
                self._pg.consume_input()
            answer = self._pg.get_result()
            if answer is None:
                continue
            if answer.status == ExecStatus.PIPELINE_SYNC:
                return
            yield answer


def settings(scope: Scope | None) -> list[bytes]:
    """A scope as the policies read it."""
    club, firm, person, staff = scope or (None, None, None, False)
    return [*(b"" if number is None else b"%d" % number for number in (club, firm, person)), b"t" if staff else b""]
