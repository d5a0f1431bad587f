"""The world as it was: told apart from what it became, and brought back."""

import sqlite3
from hashlib import blake2b
from typing import Any

from flask import Flask
from sqlalchemy import text

from club.core.owners import Base, Owner, owner_of
from club.people.models import Person
from club.policy import FirmRole
from config import Settings
from tests.world.tenants import Tenant


class Kept:
    """The world's SQLite file, kept in memory and copied back after whatever changed it."""

    def __init__(self, app: Flask) -> None:
        settings: Settings = app.extensions["settings"]
        self.app = app
        self._live = sqlite3.connect(settings.instance / "club.db", isolation_level=None)
        self._kept = sqlite3.connect(":memory:")
        self._live.backup(self._kept)
        self._version = self._now()

    def _now(self) -> int:
        return int(self._live.execute("PRAGMA data_version").fetchone()[0])

    def has_changed(self) -> bool:
        """Whether anybody committed since."""
        return self._now() != self._version

    def bring_back(self) -> None:
        """Make the world what it was."""
        self._kept.backup(self._live)
        self._version = self._now()
        self.app.extensions["sites"].forget()

    def rows(self, sql: str, parameters: Any = ()) -> list[Any]:
        return self._live.execute(sql, parameters).fetchall()

    def close(self) -> None:
        self._live.close()
        self._kept.close()


class Open:
    """The world on PostgreSQL, seen by the superuser."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def rows(self, sql: str) -> list[Any]:
        with self.app.extensions["superuser"].connect() as connection:
            return list(connection.execute(text(sql.replace(":", "\\:"))))


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
        columns = ", ".join(f'"{c.name}"' for c in table.c if c.name not in {"seen_at", "expires_at"})
        rows = sorted(map(repr, world.rows(f'SELECT {columns} FROM "{name}" WHERE {where}')))
        print_of_rows = blake2b("".join(rows).encode(), digest_size=8).hexdigest()
        found[f"{tenant.values['firm']}: {name}"] = f"{len(rows)} rows {print_of_rows}"
    return found
