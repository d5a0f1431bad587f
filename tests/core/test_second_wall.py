"""Wall 2 alone: row-level security with wall 1 switched off, through a pool of one connection, after errors."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from club.core.audit import Did, record
from club.core.owners import Base, Owner, is_owned, owner_of
from club.core.scope import Scope, inside
from tests.makers import a_club, a_department, a_firm, a_membership, as_desk, as_firm

pytestmark = pytest.mark.postgres


@pytest.fixture
def pool(postgres_app: Any, app: Any) -> Iterator[Engine]:
    """One connection of the application's role; every statement is let through by wall 1."""
    engine = create_engine(
        postgres_app.extensions["settings"].database_url,
        pool_size=1,
        max_overflow=0,
        connect_args={"autocommit": True},
        execution_options={"installation": True},
    )
    yield engine
    engine.dispose()


@pytest.fixture
def firms() -> Any:
    club, other = a_club("crown"), a_club("harbour")
    made = [a_firm(club, "lantern"), a_firm(club, "bamboo"), a_firm(other, "quay")]
    for firm in made:
        a_department(firm, f"Service of {firm.slug}")
        a_membership(firm)
        with as_firm(firm):
            record(Did.DEPARTMENT_CHANGED, "x")
    with as_desk(club):
        record(Did.CLUB_CHANGED, "x")
    return made


NAMES = text("SELECT name FROM department ORDER BY name")


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
class TestWithWallOneOff:
    def test_a_firm_sees_its_own_rows_only(self, app: Any, firms: Any, pool: Engine) -> None:
        lantern = firms[0]
        with inside(Scope(lantern.club_id, firm=lantern.id)), pool.connect() as connection:
            assert connection.execute(NAMES).scalars().all() == ["Service of lantern"]

    def test_without_a_scope_there_is_nothing(self, app: Any, firms: Any, pool: Engine) -> None:
        with pool.connect() as connection:
            for name, table in Base.metadata.tables.items():
                if is_owned(table):
                    assert connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() == 0, name

    def test_staff_see_nothing_of_a_firm(self, app: Any, firms: Any, pool: Engine) -> None:
        with inside(Scope(firms[0].club_id, staff=True)), pool.connect() as connection:
            assert connection.execute(NAMES).scalars().all() == []

    def test_the_next_borrower_inherits_nothing(self, app: Any, firms: Any, pool: Engine) -> None:
        lantern, bamboo, _ = firms
        with inside(Scope(lantern.club_id, firm=lantern.id)), pool.connect() as connection:
            connection.execute(NAMES)
            with pytest.raises(DBAPIError):
                connection.execute(text("SELECT no_such_column FROM department"))
        with pool.connect() as connection:
            assert connection.execute(NAMES).scalars().all() == []
        with inside(Scope(bamboo.club_id, firm=bamboo.id)), pool.connect() as connection:
            assert connection.execute(NAMES).scalars().all() == ["Service of bamboo"]

    def test_a_row_of_another_firm_cannot_be_written(self, app: Any, firms: Any, pool: Engine) -> None:
        lantern, bamboo, _ = firms
        added = text(
            "INSERT INTO department (club_id, firm_id, ref, name, kind, position) VALUES (:c, :f, 'r', 'x', '', 0)"
        )
        refused = pytest.raises(ProgrammingError, match="row-level security")
        with refused, inside(Scope(lantern.club_id, firm=lantern.id)), pool.connect() as connection:
            connection.execute(added, {"c": bamboo.club_id, "f": bamboo.id})

    def test_a_row_of_another_firm_cannot_be_changed(self, app: Any, firms: Any, pool: Engine) -> None:
        lantern, bamboo, _ = firms
        with inside(Scope(lantern.club_id, firm=lantern.id)), pool.connect() as connection:
            moved = connection.execute(text("UPDATE department SET name = 'x' WHERE firm_id = :f"), {"f": bamboo.id})
            assert moved.rowcount == 0
            assert connection.execute(text("DELETE FROM department WHERE firm_id = :f"), {"f": bamboo.id}).rowcount == 0

    @pytest.mark.parametrize("book", ["club_event", "firm_event", "person_event"])
    @pytest.mark.parametrize("change", ["UPDATE {} SET did = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
    def test_books_cannot_be_changed(self, app: Any, firms: Any, pool: Engine, book: str, change: str) -> None:
        scope = Scope(firms[0].club_id, staff=True)
        with inside(scope), pool.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text(change.format(book)))

    def test_the_role_may_not_change_the_schema(self, app: Any, firms: Any, pool: Engine) -> None:
        with pool.connect() as connection, pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
            connection.execute(text("ALTER TABLE department DISABLE ROW LEVEL SECURITY"))


CATALOGUE = text(
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind = 'r' AND n.nspname = 'public' AND c.relrowsecurity AND c.relforcerowsecurity "
    "AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 4"
)


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_every_owned_table_has_its_four_policies(app: Any, pool: Engine) -> None:
    with pool.connect() as connection:
        guarded = set(connection.execute(CATALOGUE).scalars())
    owned = {name for name, table in Base.metadata.tables.items() if is_owned(table)}
    assert guarded == owned, "a migration that makes an owned table ends with raise_walls(op.get_bind(), name)"


def test_every_table_has_an_owner() -> None:
    assert {name for name, table in Base.metadata.tables.items() if owner_of(table) is None} == set()


def test_every_table_of_the_installation_says_why() -> None:
    classes = [mapper.class_ for mapper in Base.registry.mappers if owner_of(mapper.local_table) is Owner.INSTALLATION]
    assert [cls.__name__ for cls in classes if not getattr(cls, "__why__", "")] == []
