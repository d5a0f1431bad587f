"""Wall 1: registered reads carry their scope; anything else on an owned table is refused."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import cached_property
from operator import eq
from typing import Any

from sqlalchemy import Alias, Boolean, ColumnElement, Connection, Integer, Select, Table, and_, bindparam, event, or_
from sqlalchemy.engine import Engine
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import Executable, visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BinaryExpression, TextClause
from sqlalchemy.sql.schema import Column
from sqlalchemy.sql.selectable import FromClause, Join

from club.core.owners import AboutFirm, ClubOwned, FirmOwned, Owned, Owner, PersonOwned, is_owned, owner_of
from club.core.scope import Scope, WallError, current, current_or_none

REGISTERED: list["Read"] = []
_UNSCOPED = object()
_OWNER_COLUMNS = ("club_id", "firm_id", "person_id")
_flushing: ContextVar[bool] = ContextVar("flushing", default=False)

_club: ColumnElement[int] = bindparam("scope_club", type_=Integer)
_firm: ColumnElement[int] = bindparam("scope_firm", type_=Integer)
_person: ColumnElement[int] = bindparam("scope_person", type_=Integer)
_staff: ColumnElement[bool] = bindparam("scope_staff", type_=Boolean)


class Read:
    """A registered read; the scope is written into it when it runs for the first time, as few run in each process."""

    def __init__(self, statement: Any, *, as_firm: bool, as_person: bool) -> None:
        self.written, self._as_firm, self._as_person = statement, as_firm, as_person

    @cached_property
    def confined(self) -> Any:
        """The statement with the scope in every SELECT of it, subqueries and CTEs included; WallError if none fits."""
        return visitors.cloned_traverse(self.written, {}, {"select": self._confine}).execution_options(scoped=True)

    def _confine(self, select: Select[Any]) -> None:
        for source in select.get_final_froms():
            for table in _confined_by_where(source):
                criterion = _criterion(table, as_firm=self._as_firm, as_person=self._as_person)
                select._where_criteria += (criterion,)  # noqa: SLF001


def reads(statement: Any, *, as_firm: bool = False, as_person: bool = False) -> Read:
    """Register a read, at import: `read` runs it with the scope written into it, and a house rule looks at each.

    `as_firm` reads rows about the firm only as that firm (a plain equality, for the index);
    `as_person` reads the acting person’s own memberships and invitations in every firm of the club.
    """
    registered = Read(statement, as_firm=as_firm, as_person=as_person)
    REGISTERED.append(registered)
    return registered


def reads_installation(statement: Any) -> Any:
    """Register a read of the installation's own tables; an owned table fails the import."""
    owned = sorted(table.name for table in visitors.iterate(statement) if isinstance(table, Table) and is_owned(table))
    if owned:
        raise WallError(f"{owned} belong to a club: use reads()")
    return statement.execution_options(scoped=True)


def values_of(scope: Scope) -> dict[str, Any]:
    """The parameters that a registered read takes from its scope."""
    return {
        "scope_club": scope.club,
        "scope_firm": scope.firm,
        "scope_person": scope.person,
        "scope_staff": scope.staff,
    }


def _criterion(table: Any, *, as_firm: bool, as_person: bool) -> ColumnElement[bool]:
    c, owner = table.c, owner_of(_plain(table))
    mine: ColumnElement[bool] = c.club_id == _club
    if owner is Owner.CLUB:
        return mine
    if owner is Owner.PERSON:
        return and_(mine, or_(c.person_id == _person, and_(c.person_id.is_(None), _staff)))
    if owner is Owner.FIRM and as_person and (own := _plain(table).info["own_person"]):
        return and_(mine, c[own] == _person)
    if owner is Owner.ABOUT_FIRM and not as_firm:
        return and_(mine, or_(_staff, c.firm_id == _firm))
    return and_(mine, c.firm_id == _firm)


def _plain(table: Any) -> Any:
    return table.element if isinstance(table, Alias) else table


def _confined_by_where(source: FromClause) -> Iterator[Any]:
    """The tables of a FROM that a WHERE may confine; the far side of an outer join must match the tenant in its ON."""
    if not isinstance(source, Join):
        if isinstance(_plain(source), Table) and is_owned(_plain(source)):
            yield source
        return
    if source.full:
        raise WallError("a full outer join cannot be confined")
    yield from _confined_by_where(source.left)
    if not source.isouter:
        yield from _confined_by_where(source.right)
        return
    matched = _matched_columns(source)
    for table in _confined_by_where(source.right):
        owner = owner_of(_plain(table))
        needed = {"club_id", "firm_id"} & set(table.c.keys()) if owner is not Owner.CLUB else {"club_id"}
        if owner is Owner.PERSON:
            raise WallError(f"outer join of {table.name}: rows of a person are read on their own")
        if missing := needed - matched:
            raise WallError(f"outer join of {table.name} must match {sorted(missing)} in its ON clause")


def _matched_columns(join: Join) -> set[str]:
    far = getattr(join.right, "name", "")
    return {
        side.name
        for part in visitors.iterate(join.onclause)
        if isinstance(part, BinaryExpression) and part.operator is eq
        for side in (part.left, part.right)
        if isinstance(side, Column) and getattr(side.table, "name", None) == far
    }


def _now(name: str) -> Callable[[], Any]:
    return lambda: getattr(current_or_none(), name, None)


# Entities: the same criteria for every statement, their values taken from the scope when the statement runs.
_club_now: ColumnElement[int] = bindparam("wall_club", type_=Integer, callable_=_now("club"))
_firm_now: ColumnElement[int] = bindparam("wall_firm", type_=Integer, callable_=_now("firm"))
_person_now: ColumnElement[int] = bindparam("wall_person", type_=Integer, callable_=_now("person"))
_staff_now: ColumnElement[bool] = bindparam("wall_staff", type_=Boolean, callable_=_now("staff"))


def _about(cls: Any) -> Any:
    return and_(cls.club_id == _club_now, or_(_staff_now, cls.firm_id == _firm_now))


def _personal(cls: Any) -> Any:
    return and_(cls.club_id == _club_now, or_(cls.person_id == _person_now, and_(cls.person_id.is_(None), _staff_now)))


_CRITERIA = tuple(
    with_loader_criteria(kind, criterion, include_aliases=True, propagate_to_loaders=True)
    for kind, criterion in (
        (ClubOwned, lambda cls: cls.club_id == _club_now),
        (FirmOwned, lambda cls: and_(cls.club_id == _club_now, cls.firm_id == _firm_now)),
        (AboutFirm, _about),
        (PersonOwned, _personal),
    )
)


@event.listens_for(Session, "do_orm_execute")
def _entities_of_this_scope(state: ORMExecuteState) -> None:
    if state.execution_options.get("scoped") or not (state.is_select or state.is_update or state.is_delete):
        return
    if not (state.is_orm_statement or state.is_relationship_load or state.is_column_load):
        return
    if not state.is_select and isinstance(state.parameters, list):
        raise WallError("bulk forms by primary key pass the wall by: write rows through the session")
    statement: Executable = state.statement
    state.statement = statement.options(*_CRITERIA)
    state.update_execution_options(confined=current_or_none() is not None)


@event.listens_for(Session, "before_flush")
def _rows_of_this_scope(session: Session, *_: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Owned):
            _settle_owner(row, is_new=row in session.new)
    _flushing.set(True)


def _settle_owner(row: Any, *, is_new: bool) -> None:
    """Fill in the owner of a new row and refuse a row that belongs elsewhere."""
    kind = type(row)
    values = {name: getattr(row, name, None) for name in _OWNER_COLUMNS}
    if not is_new:
        _refuse_stranger(kind, values, is_new=False)
        return
    for name, value in owner_of_new(kind, values).items():
        if values[name] is None:
            setattr(row, name, value)


def owner_of_new(kind: type[Owned], values: Mapping[str, Any]) -> dict[str, int | None]:
    """The owner of a new row, from its scope where the values name none; WallError where it belongs elsewhere."""
    scope = current()
    given = values.get("club_id")
    filled = {"club_id": scope.club if given is None else given}
    if kind.__owner__ in {Owner.FIRM, Owner.ABOUT_FIRM}:
        given = values.get("firm_id")
        filled["firm_id"] = scope.firm if given is None else given
    _refuse_stranger(kind, {**values, **filled}, is_new=True)
    return filled


def _refuse_stranger(kind: type[Owned], row: Mapping[str, Any], *, is_new: bool) -> None:
    scope, owner = current(), kind.__owner__
    at_home = row["club_id"] == scope.club
    if owner is Owner.FIRM:
        at_home = at_home and scope.firm is not None and row["firm_id"] == scope.firm
    elif kind.__append_only__ and is_new:
        pass
    elif owner is Owner.ABOUT_FIRM and not scope.staff:
        at_home = at_home and scope.firm is not None and row["firm_id"] == scope.firm
    elif owner is Owner.PERSON and not is_new:  # anybody may write to somebody, nobody may change what was written
        at_home = at_home and (row["person_id"] == scope.person or (scope.staff and row["person_id"] is None))
    if not at_home:
        raise WallError(f"{kind.__name__} belongs elsewhere")


@event.listens_for(Session, "after_flush")
@event.listens_for(Session, "after_soft_rollback")
def _flush_over(*_: object) -> None:
    _flushing.set(False)


def hold(conn: Connection) -> None:
    """Refuse to go on in a transaction that was begun in another scope."""
    if conn.in_transaction() and conn.info.get("scope", _UNSCOPED) not in {_UNSCOPED, current_or_none()}:
        raise WallError("the scope changed inside a transaction")


@event.listens_for(Engine, "before_execute")
def _nothing_else(conn: Connection, clause: Any, _many: Any, _params: Any, options: Any) -> None:
    hold(conn)
    if options.get("scoped") or options.get("confined") or options.get("installation"):
        return
    if isinstance(clause, TextClause):
        raise WallError("raw SQL passes the walls by")
    if isinstance(clause, UpdateBase) and _flushing.get():
        return
    owned = {part.name for part in visitors.iterate(clause) if isinstance(part, Table) and is_owned(part)}
    if isinstance(clause, UpdateBase) and is_owned(clause.table):
        owned.add(getattr(clause.table, "name", "?"))
    if owned:
        raise WallError(f"unscoped statement on {sorted(owned)}")


@event.listens_for(Engine, "before_cursor_execute")
def _no_driver_sql(_conn: Connection, _cursor: Any, _sql: str, _params: Any, context: Any, _many: bool) -> None:
    if context is not None and context.compiled is None and not context.execution_options.get("installation"):
        raise WallError("driver SQL passes the walls by")
