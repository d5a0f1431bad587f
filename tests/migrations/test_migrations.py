"""Migrations: one line of numbered steps, up and down with rows present, and models that equal the head."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select

from club import create_app
from club.core.db import plain_engine, session
from club.core.owners import Base
from club.firms.models import Tie
from club.policy import ClubRole
from config import ROOT
from tests.ground import dispose, settings_for
from tests.makers import a_club, a_department, a_firm, a_membership, a_person, a_role, a_talk, as_desk
from tests.postgres import APP, OWNER

pytestmark = pytest.mark.slow

STEPS = sorted(path.stem for path in (ROOT / "migrations" / "versions").glob("*.py"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def fresh(request: Any, tmp_path: Path, worker_name: str) -> Iterator[Flask]:
    """An application on a database of its own that no step has touched."""
    if request.param == "sqlite":
        app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'club.db'}"))
        with app.app_context():
            yield app
        dispose(app)
        return
    postgres, name = request.getfixturevalue("postgres"), f"steps_{worker_name}"
    postgres.create(name)
    app = create_app(settings_for(tmp_path, postgres.url(name, APP), postgres.url(name, OWNER)))
    with app.app_context():
        yield app
    dispose(app)
    postgres.drop(name)


def _tables(app: Flask) -> set[str]:
    engine = plain_engine(app.extensions["settings"].database_owner_url)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    engine.dispose()
    return names - {"alembic_version"}


def test_steps_are_numbered_in_one_line() -> None:
    steps = list(ScriptDirectory(str(ROOT / "migrations")).walk_revisions())
    assert sorted(step.revision for step in steps) == [f"{n:04}" for n in range(1, len(steps) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", step) for step in STEPS), STEPS


def test_up_with_rows_down_and_up_again(fresh: Flask) -> None:
    upgrade()
    firm = a_firm(a_club())
    a_department(firm)
    a_membership(firm)
    a_talk(a_club("harbour"))
    dispose(fresh)
    for step in range(len(STEPS) - 1, 0, -1):
        downgrade(revision=f"{step:04}")
    upgrade()
    assert _tables(fresh) == set(Base.metadata.tables)
    downgrade(revision="base")
    assert _tables(fresh) == set()
    upgrade()
    assert _tables(fresh) == set(Base.metadata.tables)


def test_who_sat_on_the_board_and_belonged_to_a_firm_before_is_tied(fresh: Flask) -> None:
    upgrade()
    club = a_club()
    firm, person = a_firm(club), a_person()
    a_membership(firm, person=person)
    a_membership(firm)
    a_role(club, person, ClubRole.BOARD_MEMBER)
    a_role(club, person, ClubRole.VERIFIER)
    dispose(fresh)
    downgrade(revision="0008")
    upgrade()
    with as_desk(club):
        assert [(tie.firm_id, tie.person_id) for tie in session().scalars(select(Tie))] == [(firm.id, person.id)]


def test_the_models_equal_the_head(fresh: Flask) -> None:
    upgrade()
    engine = plain_engine(fresh.extensions["settings"].database_owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == [], "write a migration: flask --app wsgi db revision --autogenerate --rev-id NNNN -m word"
