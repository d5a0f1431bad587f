"""A process that has served a page holds what pages need; the rest is imported by the door that needs it."""

import json
import subprocess
import sys

import pytest
from flask import Flask

from config import ROOT
from tests.makers import a_club
from tests.makers.talks import a_talk

pytestmark = pytest.mark.slow  # starts the program

SERVE = """
import json, sys
from pathlib import Path
from club import create_app
from config import Settings
folder = Path(sys.argv[1])
app = create_app(Settings("a secret for this process", instance=folder, database_url=f"sqlite:///{folder / 'club.db'}"))
answer = app.test_client().get("/crown/talks")
assert answer.status_code == 200, answer.status
print(json.dumps(sorted(sys.modules)))
"""
MADE = """
import json, os, threading
from club import serving
links = {os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")}
print(json.dumps([threading.active_count(), sorted(links)]))
"""
# What Flask, SQLAlchemy and our forms are made of.
PAGES_NEED = {"babel", "blinker", "click", "flask", "flask_babel", "flask_sqlalchemy", "flask_wtf", "greenlet"}
PAGES_NEED |= {"itsdangerous", "jinja2", "markupsafe", "pytz", "sqlalchemy", "typing_extensions", "werkzeug", "wtforms"}
ENTRANCE_NEEDS = {"flask_login", "stdnum", "whitenoise"}
THE_MACHINES_OWN = {"sitecustomize", "usercustomize"}
COMMANDS_ONLY = {"club.clubs.commands", "club.demo", "club.core.backup", "club.core.catalogues"}


def loaded(app: Flask) -> set[str]:
    a_talk(a_club("crown"))
    folder = app.extensions["settings"].instance
    done = subprocess.run(
        [sys.executable, "-c", SERVE, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_process_that_served_a_page_holds_no_more_than_pages_need(app: Flask) -> None:
    modules = loaded(app)
    packages = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    more = {name for name in packages if not name.startswith(("_", "cython_runtime"))}  # their compiled halves
    more -= PAGES_NEED | ENTRANCE_NEEDS | {"club", "config"} | THE_MACHINES_OWN
    assert more == set(), "import them inside the function that is their door, or say here why every page needs them"
    assert modules & COMMANDS_ONLY == set(), "a command's module is imported by `club/cli.py` when it is asked for"


def test_whatever_workers_would_fight_over_is_opened_after_they_part(app: Flask) -> None:
    settings = app.extensions["settings"]
    told = {"CLUB_MODE": "development", "CLUB_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}
    made = subprocess.run([sys.executable, "-c", MADE], cwd=ROOT, env=told, capture_output=True, text=True, check=True)
    threads, links = json.loads(made.stdout)
    assert threads == 1, "a thread stays behind in the parent: begin it in `serving.worker`"
    ours = [link for link in links if "socket:" in link or link.startswith(str(settings.instance))]
    assert ours == [], "two workers cannot share this: open it when it is first used"
