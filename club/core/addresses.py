"""Absolute addresses for messages and QR codes: from a club's own configured address, never from the request."""

from typing import Any

from flask import current_app

from club.core.scope import current
from club.core.site import Sites


def absolute(endpoint: str, **values: Any) -> str:
    """The outside address of a page of the club in scope; also in jobs and commands, without a request."""
    return base() + current_app.url_map.bind("installation").build(endpoint, values)


def base() -> str:
    """The outside address of the club in scope, without a closing slash."""
    sites: Sites = current_app.extensions["sites"]
    return sites.base_of(current().club)
