"""Migrations: one line of numbered steps, up and down with rows present, and models that equal the head."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, Table, inspect, select, update

from club import create_app
from club.classes.models import ClassSession, Registration, Standing
from club.core import clock
from club.core.audit import Did, FirmEvent
from club.core.db import plain_engine, session
from club.core.migrating import is_ours
from club.core.owners import Base
from club.firms.models import Membership, Tie
from club.growth.models import Placement
from club.library.count_models import FirstAdoption
from club.policy import ClubRole
from config import ROOT
from tests.documents.bodies import a_ladder, a_stage
from tests.ground import dispose, settings_for
from tests.makers import (
    a_class,
    a_club,
    a_department,
    a_document,
    a_firm,
    a_membership,
    a_person,
    a_placement,
    a_registration,
    a_role,
    a_talk,
    a_template,
    an_adopted,
    as_desk,
    as_firm,
)
from tests.postgres import APP, OWNER

pytestmark = [pytest.mark.slow, pytest.mark.whole]

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
    # What begins with search_ are the words of a database's own text search: no model reads or writes them.
    return {name for name in names if not name.startswith("search_")} - {"alembic_version"}


def test_steps_are_numbered_in_one_line() -> None:
    steps = list(ScriptDirectory(str(ROOT / "migrations")).walk_revisions())
    assert sorted(step.revision for step in steps) == [f"{n:04}" for n in range(1, len(steps) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", step) for step in STEPS), STEPS


def test_up_with_rows_down_and_up_again(fresh: Flask) -> None:
    upgrade()
    club = a_club()
    firm = a_firm(club)
    a_department(firm)
    a_membership(firm)
    an_adopted(firm, a_template(club))
    a_talk(a_club("harbour"))
    dispose(fresh)
    for step in range(len(STEPS) - 1, 0, -1):
        downgrade(revision=f"{step:04}")
    upgrade()
    assert _tables(fresh) == set(Base.metadata.tables)
    with as_firm(firm):
        assert session().scalars(select(FirstAdoption.adopted_on)).one() == clock.today("UTC")
    dispose(fresh)
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


def test_who_left_earlier_stands_on_no_ladder_any_more(fresh: Flask) -> None:
    upgrade()
    firm = a_firm(a_club(zone="Asia/Shanghai"), day_starts_at=5)
    body = a_ladder(a_stage("entry"))
    ladder = (a_document(firm, body), body)
    began = date(2026, 3, 2)
    night, early, here, before = (a_membership(firm) for _ in range(4))
    standing = {each.id: a_placement(firm, each, *ladder, started_on=began) for each in (night, early, here, before)}
    with as_firm(firm):
        for each, left_at in (
            (night, datetime(2026, 6, 30, 20, 30, tzinfo=UTC)),  # half past four in the morning there: still the 30th
            (early, datetime(2026, 2, 1, tzinfo=UTC)),
            (before, datetime(2026, 6, 1, tzinfo=UTC)),
        ):
            session().get_one(Membership, each.id).left_at = left_at
        session().get_one(Placement, standing[before.id].id).ended_on = date(2026, 5, 1)
    dispose(fresh)
    downgrade(revision="0023")
    upgrade()
    with as_firm(firm):
        ends = {row.membership_id: row.ended_on for row in session().scalars(select(Placement))}
        told = [event.facts["ended_on"] for event in session().scalars(_ENDINGS)]
        assert session().get_one(Placement, standing[night.id].id).version == standing[night.id].version + 1
    assert ends == {night.id: date(2026, 6, 30), early.id: began, here.id: None, before.id: date(2026, 5, 1)}
    assert sorted(told) == ["2026-03-02", "2026-06-30"]


def test_whoever_had_two_places_in_a_class_keeps_one(fresh: Flask) -> None:
    upgrade()
    club, person = a_club(), a_person()
    row = a_class(club)
    first, _second = (
        a_registration(row, club, standing, firm=a_firm(club), person_id=person.id)
        for standing in (Standing.PLACED, Standing.WITHDRAWN)
    )
    dispose(fresh)
    downgrade(revision="0063")
    with as_desk(club):
        session().execute(update(Registration).values(status=Standing.PLACED))
        session().execute(update(ClassSession).values(taken=2))
    dispose(fresh)
    upgrade()
    with as_desk(club):
        placed = session().scalars(select(Registration.id).where(Registration.status == Standing.PLACED)).all()
        assert (placed, session().scalar(select(ClassSession.taken))) == ([first.id], 1)


_ENDINGS = select(FirmEvent).where(FirmEvent.did == Did.PLACEMENT_ENDED.value)


def _words(check: str) -> list[str]:
    """The words that a CHECK allows; databases write the rest of it each in their own way."""
    return sorted(re.findall(r"'([^']*)'", check))


def _checks(table: Table) -> Iterator[list[str]]:
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            yield _words(str(constraint.sqltext.compile(compile_kwargs={"literal_binds": True})))


def test_the_models_equal_the_head(fresh: Flask) -> None:
    upgrade()
    engine = plain_engine(fresh.extensions["settings"].database_owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        differences = compare_metadata(context, Base.metadata)
        allowed = {
            name: sorted(_words(check["sqltext"]) for check in inspect(connection).get_check_constraints(name))
            for name in Base.metadata.tables
        }
    engine.dispose()
    assert differences == [], "write a migration: flask --app wsgi db revision --autogenerate --rev-id NNNN -m word"
    # What is compared above knows no CHECK: a choice with one word more would be refused by the database alone.
    assert allowed == {name: sorted(_checks(table)) for name, table in Base.metadata.tables.items()}
