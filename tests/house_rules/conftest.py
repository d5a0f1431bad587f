"""The world, one for each worker and database; brought back by whoever changes it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine

from club.core.catalogues import FOLDER, LOCALE, compile_all
from tests.ground import dispose, made, migrated, settings_for
from tests.postgres import APP, OWNER, Cluster
from tests.world import World, build
from tests.world.keeping import Kept


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever goes through the world takes its time."""
    if "world" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.slow)
        item.add_marker(pytest.mark.whole)


@pytest.fixture(scope="session")
def world(sqlite_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world on SQLite."""
    _compile_translations()
    folder = tmp_path_factory.mktemp("world")
    empty: Path = sqlite_app.extensions["settings"].instance / "empty.db"
    shutil.copy(empty, folder / "club.db")
    app = made(settings_for(folder, f"sqlite:///{folder / 'club.db'}"))
    yield build(app)
    dispose(app)


def _compile_translations() -> None:
    """`make` has done it; a bare `pytest` has not."""
    compiled = FOLDER / "compiled" / LOCALE / "LC_MESSAGES" / "messages.mo"
    sources = (FOLDER / "zh").glob("*.po")
    if not compiled.exists() or compiled.stat().st_mtime < max(path.stat().st_mtime for path in sources):
        compile_all()


@pytest.fixture(scope="session")
def kept_world(world: World) -> Iterator[Kept]:
    kept = Kept(world.app)
    yield kept
    kept.close()


@pytest.fixture
def kept(kept_world: Kept) -> Iterator[Kept]:
    """The world's database; whatever a test changed is undone."""
    yield kept_world
    if kept_world.has_changed():
        kept_world.bring_back()


@pytest.fixture(scope="session")
def postgres_world(postgres: Cluster, worker_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world on PostgreSQL, analysed, seen by the application's own role."""
    name = f"world_{worker_name}"
    postgres.create(name)
    app = migrated(settings_for(tmp_path_factory.mktemp("world"), postgres.url(name, APP), postgres.url(name, OWNER)))
    app.extensions["superuser"] = create_engine(
        postgres.url(name, "postgres"), execution_options={"unscoped": True, "installation": True}
    )
    built = build(app)
    with postgres.connect(name) as connection:
        connection.execute("ANALYZE")
    yield built
    app.extensions["superuser"].dispose()
    dispose(app)
    postgres.drop(name)
