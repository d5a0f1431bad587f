"""Security headers of every answer."""

from flask import Flask, Response, request

PAYMENT_PAGES = "https://checkout.stripe.com https://billing.stripe.com"


def init_app(app: Flask, *, is_secure: bool, form_targets: str = PAYMENT_PAGES) -> None:
    """Add the headers; `form_targets` are the origins that a form may lead to after a redirect."""
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self' {form_targets}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )
    fixed = {
        "Content-Security-Policy": policy,
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
        for name, value in fixed.items():
            if name.lower() not in given:
                headers.add(name, value)
        if "cache-control" not in given:
            headers["Cache-Control"] = "no-store" if request.cookies else "no-cache"
        return response
