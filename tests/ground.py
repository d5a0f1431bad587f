"""An installation for each test, on SQLite and on PostgreSQL: migrated once a run, emptied between tests."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from club import create_app
from club.core.db import PLANNED, db
from club.core.pages import JINJA
from config import ROOT, Settings
from tests.client import HouseClient
from tests.emptying import PostgreSQLEmptying, SQLiteEmptying
from tests.postgres import APP, OWNER, Cluster

SECRET = "a secret for tests only, long enough"
COMPILED = ROOT / ".pytest_cache" / "pages"


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    """A test's rows need not outlive the machine's power, and come backwards where nobody asked for an order."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA reverse_unordered_selects=ON")


def settings_for(folder: Path, url: str, owner_url: str = "") -> Settings:
    return Settings(
        secret_key=SECRET,
        mode="development",
        instance=folder,
        base_url="http://127.0.0.1:8000",
        database_url=url,
        database_owner_url=owner_url or url,
        database_backup_url=owner_url or url,
        files_url=(folder / "files").as_uri(),
        mail_url="files:",
        key_encryption_key="a key for tests only, long enough for all",
        embedded_jobs=False,
        testing=True,
        extra={"ARGON2_COST": "low", "TEMPLATES_AUTO_RELOAD": False},
    )


def made(settings: Settings) -> Flask:
    """The application; its pages are compiled once, for every worker of every run."""
    app = create_app(settings)
    app.test_client_class = HouseClient
    COMPILED.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED), f"{JINJA}-%s")
    return app


def migrated(settings: Settings) -> Flask:
    app = made(settings)
    with app.app_context():
        upgrade()
    return app


def dispose(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["reader"].dispose()


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("sqlite")
    app = migrated(settings_for(folder, f"sqlite:///{folder / 'club.db'}"))
    dispose(app)
    shutil.copy(folder / "club.db", folder / "empty.db")
    app.extensions["emptying"] = SQLiteEmptying(folder / "club.db")
    yield app
    app.extensions["emptying"].close()
    dispose(app)


@pytest.fixture(scope="session")
def postgres_app(postgres: Cluster, worker_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    name = f"club_{worker_name}"
    postgres.create(name)
    folder = tmp_path_factory.mktemp("postgres")
    app = migrated(settings_for(folder, postgres.url(name, APP), postgres.url(name, OWNER)))
    app.extensions["superuser"] = create_engine(
        postgres.url(name, "postgres"),
        pool_pre_ping=True,  # some tests end every connection
        execution_options={"unscoped": True, "installation": True},
        connect_args={"options": PLANNED},
    )
    app.extensions["emptying"] = PostgreSQLEmptying(app.extensions["superuser"])
    yield app
    app.extensions["superuser"].dispose()
    dispose(app)
    postgres.drop(name)


def _empty(app: Flask) -> None:
    """Bring the installation back to what migrations leave."""
    app.extensions["emptying"]()
    settings: Settings = app.extensions["settings"]
    for folder in ("mail", "files"):
        shutil.rmtree(settings.instance / folder, ignore_errors=True)
    app.extensions["sites"].forget()
    app.extensions["limits"].forget()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty database, once on SQLite and once on PostgreSQL."""
    given: Flask = request.getfixturevalue("sqlite_app" if request.param == "sqlite" else "postgres_app")
    _empty(given)
    with given.app_context():
        yield given
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> HouseClient:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    return client
