"""The WSGI application, made from the environment."""

import os
import sys

from club import create_app
from config import Settings, SettingsError

try:
    settings = Settings.from_env(os.environ)
    app = create_app(settings)
except SettingsError as error:
    sys.exit(f"club: {error}")

if settings.embedded_jobs and os.environ.get("FLASK_RUN_FROM_CLI") != "true":
    app.extensions["jobs"].start_embedded(settings.instance / "jobs.lock")
