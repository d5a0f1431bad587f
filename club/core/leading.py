"""Leading on to another page, for whoever reads a page and for the script that puts answers into one."""

from flask import redirect, request
from flask.typing import ResponseReturnValue


def is_for_a_part() -> bool:
    """Whether a script of a page asks, to put the answer into a part of it."""
    return "HX-Request" in request.headers


def lead(to: str) -> ResponseReturnValue:
    """Lead to a whole page; a script would follow a 303 by itself and put that page into a part of its own."""
    return ("", 204, {"HX-Redirect": to}) if is_for_a_part() else redirect(to, 303)
