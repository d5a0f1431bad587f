"""Copies made while four threads write: each must verify, load, and hold no half of a commit."""

import tempfile
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from bench.places import Place
from club import create_app
from club.core import backup, clock
from club.core.db import db, plain_engine
from club.core.files import FileStore
from club.talks.models import Publication, Talk
from config import Settings
from drills.settings import environment
from tests import makers

WRITERS = 4
PAUSE = 0.02
"""Between two commits of a writer: without it the four hold the interpreter, and the copy only crawls."""


def run(place_of: AbstractContextManager[Place], copies: int, seconds: float) -> str:
    """Each writer adds a talk and then one with the same number again, in one commit: an odd count is a torn copy."""
    with place_of as place, tempfile.TemporaryDirectory(prefix="club-copies-") as folder:
        given = environment(place.folder, DATABASE_URL=place.program, DATABASE_OWNER_URL=place.program_owner)
        given["DATABASE_BACKUP_URL"] = place.program_backup
        settings = Settings.from_env(given)
        app = create_app(settings)
        with app.app_context():
            upgrade()
            club = makers.a_club("crown")
        stop = threading.Event()
        writers = [threading.Thread(target=write, args=(app, club, number, stop)) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        try:
            bad, rows, done = made(settings, Path(folder), copies, time.monotonic() + seconds)
        finally:
            stop.set()
            for writer in writers:
                writer.join()
    return f"{place.name}: {done} of {copies} copies under {WRITERS} writers, {rows} talks in the last one: {bad} bad"


def write(app: Flask, club, number: int, stop: threading.Event) -> None:
    store = FileStore(app.extensions["settings"].files_url)
    turn = 0
    while not stop.wait(PAUSE):
        turn += 1
        with app.app_context():
            store.keep(b"evidence", club="crown", today=date(2026, 1, 1))
            with makers.as_desk(club):
                for half in ("a", "b"):
                    db.session.add(a_draft(f"t-{number}-{turn}-{half}"))


def a_draft(slug: str) -> Talk:
    return Talk(
        slug=slug,
        title=slug,
        speaker="Demo Speaker",
        firm_name="Demo Firm",
        lang="en",
        status=Publication.DRAFT,
        held_on=date(2026, 11, 12),
        transcript="First words.",
        transcript_html="<p>First words.</p>",
        written_at=clock.now(),
    )


def made(settings: Settings, folder: Path, copies: int, until: float) -> tuple[int, int, int]:
    """How many copies were bad, the talks in the last one, and how many there was time for."""
    bad, rows, done = 0, 0, 0
    for number in range(copies):
        if time.monotonic() > until:
            break
        done += 1
        copy = folder / str(number)
        backup.create(settings, copy)
        rows = backup.verify(copy).rows["talk"]
        bad += rows % 2
        if settings.database_url.startswith("sqlite"):
            elsewhere = replace(
                settings,
                database_owner_url=f"sqlite:///{folder / f'{number}.db'}",
                files_url=(folder / f"files{number}").as_uri(),
            )
            backup.restore(elsewhere, copy)
            with plain_engine(elsewhere.database_owner_url).connect() as connection:
                bad += connection.execute(text("SELECT count(*) FROM talk")).scalar() != rows
    return bad, rows, done
