"""Wall 2: row-level security on PostgreSQL, and what the application's role may do; used by migrations."""

from sqlalchemy import Connection, Table, inspect, text

from club.core.owners import Base, Owner, is_owned, owner_of

_CLUB = "club_id = nullif(current_setting('club.club_id', true), '')::bigint"
_FIRM = "firm_id = nullif(current_setting('club.firm_id', true), '')::bigint"
_ACTING = "nullif(current_setting('club.person_id', true), '')::bigint"
_PERSON = f"person_id = {_ACTING}"
_STAFF = "current_setting('club.staff', true) = 't'"

_SEEN = {
    Owner.CLUB: _CLUB,
    Owner.FIRM: f"{_CLUB} AND {_FIRM}",
    Owner.ABOUT_FIRM: f"{_CLUB} AND ({_STAFF} OR {_FIRM})",
    Owner.PERSON: f"{_CLUB} AND ({_PERSON} OR (person_id IS NULL AND {_STAFF}))",
}


def policies_of(table: Table, columns: frozenset[str]) -> list[str]:
    """The statements that put up wall 2 round one table with the columns that it has by now."""
    owner, name = owner_of(table), table.name
    if owner is None or not is_owned(table):
        return []
    seen = _SEEN[owner]
    written = _CLUB if owner is Owner.PERSON or (table.info["append_only"] and owner is not Owner.FIRM) else seen
    own_person = table.info["own_person"]
    own = f" OR ({_CLUB} AND {own_person} = {_ACTING})" if own_person in columns else ""
    return [
        f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY seen ON "{name}" FOR SELECT USING ({seen}{own})',
        f'CREATE POLICY added ON "{name}" FOR INSERT WITH CHECK ({written})',
        f'CREATE POLICY changed ON "{name}" FOR UPDATE USING ({seen}) WITH CHECK ({seen})',
        f'CREATE POLICY removed ON "{name}" FOR DELETE USING ({seen})',
    ]


def raise_walls(connection: Connection, *names: str) -> None:
    """Guard tables that a migration has just made; append-only ones refuse change on SQLite too.

    A table that a later migration dropped again is passed over; so is an own person that a later one adds, which then
    alters the policy itself.
    """
    for name in names:
        if (table := Base.metadata.tables.get(name)) is None:
            continue
        if connection.dialect.name == "postgresql":
            columns = frozenset(column["name"] for column in inspect(connection).get_columns(name))
            for statement in policies_of(table, columns):
                connection.execute(text(statement))
        elif table.info.get("append_only"):
            for verb in ("UPDATE", "DELETE"):
                connection.execute(
                    text(
                        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
                        f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
                    )
                )


def grant(connection: Connection, role: str) -> None:
    """Let the application's role read and write rows, but not change what is append-only, nor the schema."""
    connection.execute(text(f'GRANT USAGE ON SCHEMA public TO "{role}"'))
    connection.execute(text(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"'))
    for name, table in Base.metadata.tables.items():
        verbs = "SELECT, INSERT" if table.info.get("append_only") else "SELECT, INSERT, UPDATE, DELETE"
        connection.execute(text(f'REVOKE ALL ON "{name}" FROM "{role}"'))
        connection.execute(text(f'GRANT {verbs} ON "{name}" TO "{role}"'))


ROLE_FAULTS = text(
    "SELECT CASE WHEN r.rolsuper THEN 'is a superuser' WHEN r.rolbypassrls THEN 'may bypass row-level security' "
    "WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' "
    "AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'MEMBER')) THEN 'owns tables' END "
    "FROM pg_roles r WHERE r.rolname = current_user"
)


def role_fault(connection: Connection) -> str | None:
    """Why the application may not run as this role; None where it may."""
    fault: str | None = connection.execute(ROLE_FAULTS.execution_options(installation=True)).scalar()
    return fault
