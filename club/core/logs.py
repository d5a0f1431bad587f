"""Structured logs: JSON in production; the route's rule, never the path, and no bodies."""

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request

from config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Set the log up and write one line a request."""
    last = (
        structlog.dev.ConsoleRenderer(colors=False)
        if settings.is_development or settings.testing
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if settings.testing else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    log = structlog.get_logger()

    @app.before_request
    def _begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        site = request.environ.get("club.site")
        log.info(
            "request",
            method=request.method,
            rule=request.url_rule.rule if request.url_rule else None,
            club=site.club.slug if site and site.club else None,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000, 1),
            request=g.get("request_id"),
        )
        return response
