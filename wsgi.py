"""The WSGI application, made from the environment."""

import gc
import os
import sys

from club import create_app
from config import Settings, SettingsError

# What is made at the start stays for ever. Looking through it for garbage took a fifth of the start, and would take its
# share again at each later collection.
gc.disable()
try:
    settings = Settings.from_env(os.environ)
    app = create_app(settings)
except SettingsError as error:
    sys.exit(f"club: {error}")
gc.freeze()
gc.enable()

if settings.embedded_jobs and os.environ.get("FLASK_RUN_FROM_CLI") != "true":
    app.extensions["jobs"].start_embedded(settings.instance / "jobs.lock")
