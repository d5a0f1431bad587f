"""The token of a form and who asks for it: Flask-WTF's, but signed once for a session and not for each page."""

from functools import lru_cache

from flask import current_app, request, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

FIELD = "csrf_token"
ONLY_READ = frozenset({"GET", "HEAD", "OPTIONS"})


class Protection(CSRFProtect):
    """Flask-WTF's own, which first looks whether a request writes, then whether its view is exempt."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Hold a request that may write to its token."""
        if request.method not in ONLY_READ:
            super().protect(apply_exemptions)


def csrf_token() -> str:
    """What a form carries; the first one of a session makes what it is signed from."""
    raw = session.get(FIELD)
    return _signed(str(current_app.secret_key), raw) if isinstance(raw, str) else str(generate_csrf())


@lru_cache(4096)
def _signed(secret: str, raw: str) -> str:
    return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw))
