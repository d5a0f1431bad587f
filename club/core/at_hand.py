"""What Flask keeps for the request at hand, itself.

Each look at `flask.request` and `flask.g` finds it anew, for a microsecond; whoever looks often takes it once.
"""

from typing import Any

from flask import Flask, Request, current_app, g, request


def served() -> Flask:
    """The application."""
    found: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return found


def asked() -> Request:
    """The request."""
    found: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return found


def beside() -> Any:
    """What is kept beside it while it is answered."""
    return g._get_current_object()  # noqa: SLF001
