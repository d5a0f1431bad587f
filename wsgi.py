"""The WSGI application, for commands and for servers that import one in each process."""

import os

from club.serving import app, worker

__all__ = ["app"]

if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
    worker()
