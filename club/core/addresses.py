"""Absolute addresses for messages and QR codes: from a club's own configured address, never from the request."""

from typing import Any

from flask import current_app

from club.core.scope import current
from club.core.site import Sites


def absolute(endpoint: str, **values: Any) -> str:
    """The outside address of a page of the club in scope; also in jobs and commands, without a request."""
    sites: Sites = current_app.extensions["sites"]
    path = current_app.url_map.bind("installation").build(endpoint, values)
    return sites.base_of(current().club) + path
