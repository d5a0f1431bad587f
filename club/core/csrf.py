"""The token of a form: Flask-WTF's, but signed once for a session and not for each page."""

from functools import lru_cache

from flask import current_app, session
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

FIELD = "csrf_token"


def csrf_token() -> str:
    """What a form carries; the first one of a session makes what it is signed from."""
    raw = session.get(FIELD)
    return _signed(str(current_app.secret_key), raw) if isinstance(raw, str) else str(generate_csrf())


@lru_cache(4096)
def _signed(secret: str, raw: str) -> str:
    return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw))
