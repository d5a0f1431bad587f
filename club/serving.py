"""The program as servers run it: made once from the environment, before its workers part, so that they share it."""

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from club import create_app
from config import Settings, SettingsError

if TYPE_CHECKING:
    from flask import Flask


def _made(settings: Settings) -> "Flask":
    """The application, with the words, dates and numbers of every language read already."""
    from club.core import i18n

    app = create_app(settings)
    with app.app_context():
        i18n.read_ahead()
    return app


# What is made at the start stays for ever. Looking through it for garbage took a fifth of the start, would take its
# share again at each later collection, and would give each worker a copy of its own of what they share.
gc.disable()
try:
    settings = Settings.from_env(os.environ)
    app = _made(settings)
except SettingsError as error:
    sys.exit(f"club: {error}")
gc.freeze()
gc.enable()


def part_with_jobs() -> None:
    """Part with a process that carries the jobs, so that no worker grows by them; it ends with the last of the others.

    Nobody has to watch over it: whenever it ends before, one of the workers carries on.
    """
    if not settings.embedded_jobs:
        return
    here, there = os.pipe()
    if os.fork() == 0:
        os.close(there)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        worker()
        os.read(here, 1)  # nothing is ever written, so it waits until nobody has the other end any more
        os._exit(0)
    os.close(here)


def worker() -> "Flask":
    """The application in a process that answers requests; it carries the jobs as well, where no other one does."""
    if settings.embedded_jobs:
        app.extensions["jobs"].start_embedded(settings.instance / "jobs.lock")
    return app
