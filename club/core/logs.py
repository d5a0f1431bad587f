"""The log: one line an event on standard error, JSON in production; the route's rule, never the path, and no bodies."""

import json
import sys
import time
import traceback
from typing import Any

from flask import Flask, Response, g, request

from club.core import clock
from config import Settings

LEVELS = ("info", "warning", "error")
_least = "info"
_is_for_people = False


def info(event: str, **facts: Any) -> None:
    """Something happened that one wants to count."""
    _write("info", event, facts)


def warning(event: str, **facts: Any) -> None:
    """Something is not as it should be, and was coped with."""
    _write("warning", event, facts)


def error(event: str, *, fault: BaseException, **facts: Any) -> None:
    """A bug, or a fault that nobody coped with, with its traceback."""
    _write("error", event, facts, fault)


def _write(level: str, event: str, facts: dict[str, Any], fault: BaseException | None = None) -> None:
    if LEVELS.index(level) < LEVELS.index(_least):
        return
    trace = "".join(traceback.format_exception(fault)) if fault else ""
    at = clock.now().isoformat()
    if _is_for_people:
        told = "".join(f" {name}={value}" for name, value in facts.items())
        line = f"{at} [{level}] {event}{told}\n{trace}"
    else:
        more = {"exception": trace} if trace else {}
        line = json.dumps({"event": event, **facts, "level": level, "timestamp": at, **more}, default=str) + "\n"
    sys.stderr.write(line)


def init_app(app: Flask, settings: Settings) -> None:
    """Set the log up and write one line a request."""
    global _least, _is_for_people  # noqa: PLW0603  one log a process
    _least = "warning" if settings.testing else "info"
    _is_for_people = settings.is_development or settings.testing

    @app.before_request
    def _begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        site = request.environ.get("club.site")
        info(
            "request",
            method=request.method,
            rule=request.url_rule.rule if request.url_rule else None,
            club=site.club.slug if site and site.club else None,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000, 1),
            request=g.get("request_id"),
        )
        return response
