"""A paper that a verifier has opened: shown for a quarter of an hour, to that person only."""

from flask import current_app, g
from itsdangerous import BadData, URLSafeTimedSerializer

KEPT_SECONDS = 15 * 60


def ticket_for(evidence_ref: str) -> str:
    """What lets the acting person see a paper whose opening was written down."""
    return str(_signer().dumps([evidence_ref, g.who.person_id]))


def is_opened(ticket: str, evidence_ref: str) -> bool:
    """Whether the acting person opened this paper a short while ago."""
    try:
        opened: object = _signer().loads(ticket, max_age=KEPT_SECONDS)
    except BadData:
        return False
    return opened == [evidence_ref, g.who.person_id]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="evidence")
