"""Flask and Werkzeug as they are, with less work on the way: what they answer stays the same."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import lru_cache
from time import time
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import Headers
from werkzeug.routing import MapAdapter, Rule

COOKIES_KEPT = 4096
WHOLE = 200


class LazyRule(Rule):
    """A rule of the address map that compiles what builds its addresses when one is first built, not at the start."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = super()._compile_builder

        @lru_cache(1)
        def builder() -> Callable[..., tuple[str, str]]:
            return compiled(append_unknown)

        return lambda rule, /, **values: builder()(rule, **values)


class CookieSessions(SecureCookieSessionInterface):
    """Flask's signed cookie; the signer is made once, and a signature that held is not checked again."""

    def __init__(self) -> None:
        super().__init__()
        self._signer: URLSafeTimedSerializer | None = None
        self._opened = lru_cache(COOKIES_KEPT)(self._open)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return self.session_class()
        try:
            kept, ends_at = self._opened(app, cookie)
        except BadSignature:
            return self.session_class()
        return self.session_class(deepcopy(kept) if time() < ends_at else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Leave an answer alone that needs no cookie, and says already that it depends on one."""
        if session.modified or "Cookie" not in response.headers.get("Vary", ""):
            super().save_session(app, session, response)

    def _open(self, app: Flask, cookie: str) -> tuple[Any, float]:
        """What a cookie holds, and when it ends."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            raise BadSignature("nothing is signed without a key")
        kept, signed_at = signer.loads(cookie, return_timestamp=True)
        return kept, (signed_at + app.permanent_session_lifetime).timestamp()


class Answer(Response):
    """An answer; of a page that knows its length, no header is copied to be looked through once more."""

    def get_wsgi_headers(self, environ: dict[str, Any]) -> Headers:
        if self.status_code == WHOLE and self.headers.get("Content-Length"):
            return self.headers
        return super().get_wsgi_headers(environ)


def add_worded(headers: Headers, more: Iterable[tuple[str, str]]) -> None:
    """Add headers that the program words itself, in which nothing has to be looked for."""
    headers._list.extend(more)  # noqa: SLF001


class LeanFlask(Flask):
    """Flask with the above."""

    url_rule_class = LazyRule
    response_class = Answer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session_interface = CookieSessions()

    def ensure_sync(self, func: Any) -> Any:
        """None of our views is a coroutine, so Flask need not look at each one at each request."""
        return func

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Bind the address map to a request; we have neither subdomains nor web sockets to look for."""
        if request is None:
            return super().create_url_adapter(None)
        asked = request.query_string.decode(errors="replace")
        return self.url_map.bind(
            request.host, request.root_path, "", request.scheme, request.method, request.path, asked
        )
