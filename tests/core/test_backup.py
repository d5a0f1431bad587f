"""A backup: rows and files of one moment, checked byte by byte, back again in an empty place."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import make_url

from club.core import backup
from club.core.db import plain_engine
from club.core.dumps import DumpError
from club.core.files import FileStore
from config import Settings
from tests.makers import a_club, a_talk
from tests.postgres import BACKUP, OWNER, Cluster

KEY = "goldcrown/26/abcdefghabcdefgh"


@pytest.fixture
def settings(app: Flask, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with a talk and a file."""
    given: Settings = app.extensions["settings"]
    a_talk(a_club(), title="Kept in the copy")
    FileStore(given.files_url).put(KEY, b"evidence")
    if given.database_url.startswith("sqlite"):
        return given
    cluster: Cluster = request.getfixturevalue("postgres")
    monkeypatch.setenv("PATH", str(cluster.programs), prepend=":")
    name = make_url(given.database_url).database
    return replace(given, database_backup_url=cluster.url(str(name), BACKUP))


@pytest.fixture
def empty_place(
    settings: Settings, request: pytest.FixtureRequest, worker_name: str, tmp_path: Path
) -> Iterator[Settings]:
    """Another installation without tables and files, on the same kind of database."""
    place = replace(settings, files_url=(tmp_path / "elsewhere").as_uri())
    if settings.database_url.startswith("sqlite"):
        yield replace(place, database_owner_url=f"sqlite:///{tmp_path / 'restored.db'}")
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    cluster.create(f"restored_{worker_name}")
    yield replace(place, database_owner_url=cluster.url(f"restored_{worker_name}", OWNER))
    cluster.drop(f"restored_{worker_name}")


def titles(url: str) -> list[str]:
    engine = plain_engine(url)
    with engine.begin() as connection:
        if url.startswith("postgresql"):
            connection.execute(text("ALTER TABLE talk NO FORCE ROW LEVEL SECURITY"))
        found = connection.execute(text("SELECT title FROM talk")).scalars().all()
        connection.rollback()
    return list(found)


def test_backup_comes_back_with_rows_and_files(settings: Settings, empty_place: Settings, tmp_path: Path) -> None:
    made = backup.create(settings, tmp_path / "copy")
    assert made.rows["talk"] == 1
    assert backup.verify(tmp_path / "copy") == made
    backup.restore(empty_place, tmp_path / "copy")
    assert titles(empty_place.database_owner_url) == ["Kept in the copy"]
    assert FileStore(empty_place.files_url).read(KEY) == b"evidence"


def test_restore_overwrites_nothing(settings: Settings, empty_place: Settings, tmp_path: Path) -> None:
    backup.create(settings, tmp_path / "copy")
    FileStore(empty_place.files_url).put(KEY, b"of somebody else")
    with pytest.raises(DumpError, match="files in the store already"):
        backup.restore(empty_place, tmp_path / "copy")
    with pytest.raises(DumpError, match="already"):
        backup.restore(replace(settings, files_url=(tmp_path / "nothing").as_uri()), tmp_path / "copy")


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "rows"])
def test_verify_names_the_difference(settings: Settings, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "copy"
    backup.create(settings, copy)
    kept, manifest = copy / "files" / KEY, copy / "manifest.json"
    if damage == "changed":
        kept.write_bytes(b"evidencE")
    elif damage == "missing":
        kept.unlink()
    elif damage == "added":
        (copy / "stray").write_bytes(b"")
    else:
        facts = json.loads(manifest.read_text("utf-8"))
        facts["rows"]["talk"] = 2
        manifest.write_text(json.dumps(facts), "utf-8")
    with pytest.raises(DumpError, match=r"missing|not what was written|does not hold the rows"):
        backup.verify(copy)


def test_create_leaves_no_half_copy(settings: Settings, tmp_path: Path) -> None:
    broken = replace(settings, database_backup_url="sqlite:////nowhere/club.db")
    with pytest.raises(DumpError, match="no database"):
        backup.create(broken, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_commands_answer_in_one_line(app: Flask, settings: Settings, tmp_path: Path) -> None:
    app.extensions["settings"] = settings
    run = app.test_cli_runner().invoke
    made = run(args=["backup", "create", str(tmp_path / "copy")])
    assert (made.exit_code, made.output.count("\n")) == (0, 1)
    assert run(args=["backup", "verify", str(tmp_path / "copy")]).exit_code == 0
    again = run(args=["backup", "create", str(tmp_path / "copy")])
    assert (again.exit_code, again.output) == (1, f"Error: {tmp_path / 'copy'} is there already\n")
    assert run(args=["backup", "verify", str(tmp_path)]).exit_code == 1
