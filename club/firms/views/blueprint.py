"""The blueprint that the modules beside this one hang their pages on."""

from typing import Any

from flask import Blueprint, g

from club.core.db import read
from club.firms.queries import ONE
from club.firms.words import DEPARTMENTS, PLATFORMS, ROLES, said_event, said_platforms

blueprint = Blueprint("firms", __name__)


def firm_row() -> Any:
    """The firm at hand, as read."""
    return read(ONE, firm_id=g.standing.firm_id).one()


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {
        "ROLES": ROLES,
        "PLATFORMS": PLATFORMS,
        "DEPARTMENTS": DEPARTMENTS,
        "said_platforms": said_platforms,
        "said_event": said_event,
    }
