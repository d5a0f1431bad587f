"""The log: one line an event on standard error, JSON in production; the route's rule, never the path, and no bodies."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g

from club.core.at_hand import asked, beside
from config import Settings

_log = logging.getLogger("club")
_json = json.JSONEncoder(default=str, ensure_ascii=False)
# Nothing of ours asks which thread or process wrote a line; to find it out took half of what the line costs.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def info(event: str, **facts: Any) -> None:
    """Something happened that one wants to count."""
    _write(logging.INFO, event, facts)


def warning(event: str, **facts: Any) -> None:
    """Something is not as it should be, and was coped with."""
    _write(logging.WARNING, event, facts)


def error(event: str, *, fault: BaseException, **facts: Any) -> None:
    """A bug, or a fault that nobody coped with, with its traceback."""
    _write(logging.ERROR, event, facts, (type(fault), fault, fault.__traceback__))


def _write(level: int, event: str, facts: dict[str, Any], fault: Any = None) -> None:
    """One line; nothing of ours asks which line of code wrote it, so logging need not look for that."""
    if _log.isEnabledFor(level):
        _log.handle(_log.makeRecord(_log.name, level, "", 0, event, (), fault, extra={"facts": facts}))


class ForMachines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Event, facts, level, time, and the traceback where there is one."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat()
        line = {"event": record.getMessage(), **_facts(record), "level": record.levelname.lower(), "timestamp": at}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return _json.encode(line)


class ForPeople(logging.Formatter):
    """One line to read, with its facts behind it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's own name)
        """As logging writes it, and `name=value` for each fact."""
        return super().formatMessage(record) + "".join(f" {name}={value}" for name, value in _facts(record).items())


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    facts: dict[str, Any] = getattr(record, "facts", {})
    return facts


def init_app(app: Flask, settings: Settings) -> None:
    """Set the log up and write one line a request."""
    for_people = settings.is_development or settings.testing
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ForPeople("%(asctime)s [%(levelname)s] %(message)s") if for_people else ForMachines())
    _log.handlers = [handler]
    _log.setLevel(logging.WARNING if settings.testing else logging.INFO)
    _log.propagate = False

    @app.before_request
    def _begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        request, kept = asked(), beside()
        site = request.environ.get("club.site")
        info(
            "request",
            method=request.method,
            rule=request.url_rule.rule if request.url_rule else None,
            club=site.club.slug if site and site.club else None,
            status=response.status_code,
            ms=round((time.perf_counter() - kept.get("begun", time.perf_counter())) * 1000, 1),
            request=kept.get("request_id"),
        )
        return response
