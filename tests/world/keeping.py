"""The world as it was: told apart from what it became, and brought back."""

import sqlite3
from contextlib import closing
from hashlib import blake2b
from typing import Any

from flask import Flask
from sqlalchemy import Table, text

from club.core.owners import Base, Owner, owner_of
from club.people.models import Person
from club.policy import FirmRole
from config import Settings
from tests.emptying import without_triggers
from tests.world.tenants import Tenant


def _differing(table: Table) -> str:
    """A statement that answers with a table's name where its rows are not those that were kept.

    Going along both side by side is quick; whatever it finds may still be the same rows in another place.
    """
    live, kept = f'main."{table.name}"', f'kept."{table.name}"'
    now, then = (", ".join(f'{side}."{column.name}"' for column in table.c) for side in ("now", "was"))
    beside = f"{live} now LEFT JOIN {kept} was ON was.rowid = now.rowid"
    return (
        f"SELECT '{table.name}' WHERE (SELECT count(*) FROM {live}) <> (SELECT count(*) FROM {kept})"
        f" OR (EXISTS (SELECT 1 FROM {beside} WHERE ({now}) IS NOT ({then}))"
        f" AND EXISTS (SELECT * FROM {live} EXCEPT SELECT * FROM {kept}))"
    )


DIFFERING = " UNION ALL ".join(map(_differing, Base.metadata.tables.values()))


class Kept:
    """The world's SQLite file beside a copy of it: tables that became different are told, and filled from the copy.

    In place, so that the program's connections need not read the schema anew each time.
    """

    def __init__(self, app: Flask) -> None:
        settings: Settings = app.extensions["settings"]
        self.app = app
        self._live = sqlite3.connect(settings.instance / "club.db", isolation_level=None, cached_statements=2_000)
        self._live.execute("PRAGMA synchronous=OFF")
        with closing(sqlite3.connect(settings.instance / "kept.db")) as copy:
            self._live.backup(copy)
        self._live.execute("ATTACH ? AS kept", (str(settings.instance / "kept.db"),))
        self._live.set_authorizer(without_triggers)
        self._version = self._looked_at = self._now()
        self._changed: frozenset[str] = frozenset()
        self._prints: dict[tuple[str, str], str] = {}

    def _now(self) -> int:
        return int(self._live.execute("PRAGMA data_version").fetchone()[0])

    def has_changed(self) -> bool:
        """Whether anybody committed since."""
        return self._now() != self._version

    def changed(self) -> frozenset[str]:
        """The tables whose rows are not those that were kept."""
        if (now := self._now()) != self._looked_at:
            self._changed = frozenset(name for (name,) in self._live.execute(DIFFERING).fetchall())
            self._looked_at = now
        return self._changed

    def bring_back(self) -> None:
        """Make the world what it was."""
        changed = self.changed()
        with self._live:
            self._live.execute("BEGIN IMMEDIATE")
            for name in changed:
                self._live.execute(f'DELETE FROM main."{name}"')
                self._live.execute(f'INSERT INTO main."{name}" SELECT * FROM kept."{name}"')
            if "index_entry" in changed:
                for part in ("head", "words"):
                    words = f"search_by_{part}"
                    self._live.execute(f"INSERT INTO main.{words} ({words}) VALUES ('delete-all')")
                    self._live.execute(
                        f"INSERT INTO main.{words} (rowid, {part}) SELECT -id, {part} FROM main.index_entry"
                    )
        self._version = self._looked_at = self._now()
        self._changed = frozenset()
        self.app.extensions["sites"].forget()

    def rows(self, sql: str, parameters: Any = ()) -> list[Any]:
        return self._live.execute(sql, parameters).fetchall()

    def print_of(self, table: Table, where: str) -> str:
        """Some rows of a table as one number; those that were kept are read once."""
        if table.name in self.changed():
            return _print_of(self, table, where)
        if (table.name, where) not in self._prints:
            self._prints[table.name, where] = _print_of(self, table, where)
        return self._prints[table.name, where]

    def close(self) -> None:
        self._live.close()


class Open:
    """The world on PostgreSQL, seen by the superuser."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def rows(self, sql: str) -> list[Any]:
        with self.app.extensions["superuser"].connect() as connection:
            return list(connection.execute(text(sql.replace(":", "\\:"))))

    def print_of(self, table: Table, where: str) -> str:
        """Some rows of a table as one number."""
        return _print_of(self, table, where)


def _print_of(world: Kept | Open, table: Table, where: str) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.c if column.name not in {"seen_at", "expires_at"})
    rows = sorted(map(repr, world.rows(f'SELECT {columns} FROM "{table.name}" WHERE {where}')))
    return f"{len(rows)} rows {blake2b(''.join(rows).encode(), digest_size=8).hexdigest()}"


def digest(world: Kept | Open, tenant: Tenant, *, club_too: bool, but: Person | None = None) -> dict[str, str]:
    """What belongs to a tenant, as one number a table: the firm's rows, and the whole club's if asked."""
    found = {}
    firm = tenant.firm.id if tenant.firm else 0
    who = tenant.people if club_too else {role: tenant.people[role] for role in FirmRole}
    ids = ", ".join(str(person.id) for person in who.values() if but is None or person.id != but.id)
    for name, table in sorted(Base.metadata.tables.items()):
        owner = owner_of(table)
        if owner is Owner.FIRM or (name == "link" and not club_too):
            where = f"club_id = {tenant.club.id}" + ("" if club_too else f" AND firm_id = {firm}")
        elif club_too and (owner not in {None, Owner.INSTALLATION} or name == "link"):
            where = f"club_id = {tenant.club.id}"
        elif name in {"person", "sign_in", "person_event"}:
            where = f"{'id' if name == 'person' else 'person_id'} IN ({ids})"
        else:
            continue
        found[f"{tenant.values['firm']}: {name}"] = world.print_of(table, where)
    return found
