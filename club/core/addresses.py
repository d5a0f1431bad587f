"""Absolute addresses for messages and QR codes: from a club's own configured address, never from the request."""

from functools import lru_cache
from typing import Any

from flask import Flask

from club.core.at_hand import served
from club.core.scope import current
from club.core.site import Sites


def absolute(endpoint: str, *, part: str = "", **values: Any) -> str:
    """The outside address of a page of the club in scope, or of a part of it; also in jobs, without a request."""
    app = served()
    return _base_in(app) + built(app, "", endpoint, tuple(values.items())) + (f"#{part}" if part else "")


@lru_cache(maxsize=8192)
def built(app: Flask, prefix: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    """The address of a page below a prefix; kept, as a page of twenty rows asks thirty times."""
    return app.url_map.bind("installation", script_name=prefix).build(endpoint, dict(values))


def base() -> str:
    """The outside address of the club in scope, without a closing slash."""
    return _base_in(served())


def _base_in(app: Flask) -> str:
    sites: Sites = app.extensions["sites"]
    return sites.base_of(current().club)
