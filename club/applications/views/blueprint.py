"""The blueprint that the modules beside this one hang their pages on."""

from typing import Any

from flask import Blueprint

from club.applications.labels import BASES, CHOICES, STATUS_KINDS, STATUSES, called

blueprint = Blueprint("applications", __name__)


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"STATUSES": STATUSES, "KINDS": STATUS_KINDS, "BASES": BASES, "CHOICES": CHOICES, "called": called}
