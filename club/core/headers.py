"""Security headers of every answer."""

from functools import lru_cache

from flask import Flask, Response, current_app, request

from club.core.framework import add_worded
from config import Settings

PAYMENT_PAGES = "https://checkout.stripe.com https://billing.stripe.com"


@lru_cache(4)
def _content_policy(payment_api: str) -> str:
    """What a page may load and where its forms may lead: to us, to the provider, to a double of it."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self' {PAYMENT_PAGES} {payment_api}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def allow_frame(response: Response, host: str) -> Response:
    """Let this one answer show a frame of a host; every other answer shows none."""
    settings: Settings = current_app.extensions["settings"]
    policy = _content_policy(settings.stripe_api_base)
    response.headers["Content-Security-Policy"] = f"{policy}; frame-src {host}"
    return response


def _vary(response: Response, given: set[str]) -> None:
    """Both of them choose the words of a page."""
    if "vary" in given:
        response.vary.update(("Accept-Language", "Cookie"))
    else:
        response.headers.add("Vary", "Accept-Language, Cookie")


def init_app(app: Flask, *, is_secure: bool) -> None:
    """Add the headers to every answer that does not bring its own."""
    fixed = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), interest-cohort=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if is_secure:
        fixed["Strict-Transport-Security"] = "max-age=31536000"

    @app.after_request
    def _add(response: Response) -> Response:
        headers = response.headers
        given = {name.lower() for name, _value in headers}
        settings: Settings = app.extensions["settings"]
        ours = (("Content-Security-Policy", _content_policy(settings.stripe_api_base)), *fixed.items())
        add_worded(headers, [header for header in ours if header[0].lower() not in given])
        if (response.content_type or "").startswith("text/html"):
            _vary(response, given)
        if "cache-control" not in given:
            headers["Cache-Control"] = "no-store" if request.cookies else "no-cache"
        return response
