"""Where signing stands in the address, and what its views share."""

from typing import Any

from flask import Blueprint, abort, g

from club.acknowledgements.text_queries import TEXT as ONE_TEXT
from club.core.db import read
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Ladder
from club.policy import Can

ROOT = "/firms/<slug:firm>"
TEXT = f"{ROOT}/signing/<ref:ref>"
blueprint = Blueprint("acknowledgements", __name__)
signing = Blueprint("signing", __name__)


def text_of(ref: str) -> Any:
    """A text of the firm with the number in force, or 404."""
    return read(ONE_TEXT, ref=ref, today=g.standing.today()).first() or abort(404)


def shelf_of(kind: str) -> str:
    """The word under which texts of a kind stand in the address."""
    found = kind_of(kind)
    return found.shelf or found.name


def hides_pay(body: Any) -> bool:
    """Staff do not see the pay of a ladder that hides it."""
    return isinstance(body, Ladder) and body.visibility != "all" and not g.standing.can(Can.DOCUMENT_WRITE)
