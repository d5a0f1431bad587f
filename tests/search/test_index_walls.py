"""What guards the words of the index on PostgreSQL: the application may not open them, and each club finds its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import ProgrammingError

from club.core.markdown import render
from club.core.scope import Scope, inside
from tests.makers import a_club, a_talk

pytestmark = pytest.mark.postgres


@pytest.fixture
def pool(postgres_app: Any, app: Any) -> Iterator[Engine]:
    """A connection of the application's role that wall 1 lets through."""
    engine = create_engine(
        postgres_app.extensions["settings"].database_url,
        connect_args={"autocommit": True},
        execution_options={"installation": True},
    )
    yield engine
    engine.dispose()


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_the_words_are_reached_by_their_doors_alone_and_within_the_club(app: Any, pool: Engine) -> None:
    crown, harbour = a_club("crown"), a_club("harbour")
    for club in (crown, harbour):
        a_talk(club, transcript_html=render("Kettles"))
    found = {}
    for name, scope in (("crown", Scope(crown.id)), ("harbour", Scope(harbour.id))):
        with inside(scope), pool.connect() as connection:
            rows = connection.execute(text("SELECT id FROM search_by_words('''kettles''', 9)")).scalars().all()
            own = connection.execute(text("SELECT id FROM index_entry")).scalars().all()
            found[name] = rows
            assert rows == own
            assert len(rows) == 1
    assert found["crown"] != found["harbour"]
    with pool.connect() as connection:
        assert connection.execute(text("SELECT id FROM search_by_words('''kettles''', 9)")).all() == []
    for forbidden in ("SELECT * FROM search_words", "DELETE FROM search_words"):
        with pool.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text(forbidden))
