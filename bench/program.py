"""The program as it runs in production, filled with as much as the yardstick has."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from flask import Flask
from flask_migrate import upgrade

from bench import members
from bench.places import Place
from bench.servers import PROGRAM, Page, Target
from bench.words import TALKS, Words
from club import create_app
from club.core.db import db, plain_engine
from config import Settings
from tests import makers
from tests.client import HouseClient

SECRET = "a secret for measurements only, long enough"
SLUG = "crown"


def environment_of(place: Place) -> dict[str, str]:
    return {
        "CLUB_MODE": "production",
        "CLUB_INSTANCE": str(place.folder),
        "SECRET_KEY": SECRET,
        "KEY_ENCRYPTION_KEY": SECRET,
        "BASE_URL": "http://127.0.0.1",
        "BASE_HOSTS": "127.0.0.1,localhost",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": place.program,
        "DATABASE_OWNER_URL": place.program_owner,
        "FILES_URL": (place.folder / "files").as_uri(),
    }


@contextmanager
def installation(place: Place) -> Iterator[Flask]:
    """The application inside this process, migrated: to fill the database and to count statements."""
    settings = Settings.from_env(environment_of(place) | {"EMBEDDED_JOBS": "0"})
    app = create_app(settings)
    app.test_client_class = HouseClient
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()
        app.extensions["reader"].dispose()


def add_talks(club, number: int, first: int = 1) -> None:
    words = Words()
    for index in range(first, first + number):
        text = words(400)
        makers.a_talk(
            club,
            slug=f"talk-{index}",
            title=words(6).title(),
            summary=words(25),
            speaker=f"Speaker {index % 40}",
            firm_name=words(2),
            place=f"Hall {index % 5}",
            held_on=date(2026, 1, 1) + timedelta(days=index),
            transcript=text,
            transcript_html=f"<p>{text}</p>",
        )


def fill(app: Flask) -> dict[str, Page]:
    """Two clubs, talks, a firm with somebody on a ladder; answers with the pages to measure."""
    crown, harbour = makers.a_club(SLUG), makers.a_club("harbour")
    for club in (crown, harbour):
        add_talks(club, TALKS)
    public = {"talks": Page(f"/{SLUG}/talks"), "talk": Page(f"/{SLUG}/talks/talk-5")}
    pages = public | members.fill(app, crown)
    analyse(app)
    return pages


def analyse(app: Flask) -> None:
    """PostgreSQL looks through its tables by itself, within a minute of such a change; the yardstick's are too."""
    owner = plain_engine(app.extensions["settings"].database_owner_url)
    if owner.dialect.name == "postgresql":
        with owner.begin() as connection:
            connection.exec_driver_sql("ANALYZE")


def target(place: Place, pages: dict[str, Page]) -> Target:
    return Target("the program", PROGRAM, environment_of(place), pages)
