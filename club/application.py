"""The application, put together: a table of contents."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from club import cli, entrance, models, navigation, slices
from club.clubs.queries import CLUB_BY_DOMAIN, CLUB_BY_ID, CLUB_BY_SLUG
from club.core import db, edge, headers, i18n, jobs, limits, logs, mail, metrics, pages, start, static
from club.core.csrf import Protection
from club.core.edge import ClubApp
from club.core.file_types import LARGEST_REQUEST
from club.core.files import FileStore
from club.core.site import Sites
from config import ROOT, Settings

__all__ = ["make", "models"]

MEGABYTE = 1_000_000


def make(settings: Settings) -> Flask:
    """Make the application of one installation."""
    app = ClubApp("club", static_folder=None, template_folder=str(ROOT / "templates"))
    app.config.from_mapping(flask_settings(settings))
    app.extensions["settings"] = settings
    logs.init_app(app, settings)
    metrics.init_app(app)
    db.init_app(app, settings)
    start.check(settings)
    i18n.init_app(app)
    jobs.init_app(app, settings)
    mail.init_app(app, settings)
    limits.init_app(app, settings)
    app.extensions["files"] = FileStore(settings.files_url)
    edge.init_app(app)
    entrance.init_app(app)
    Protection(app)
    headers.init_app(app, is_secure=settings.is_secure)
    pages.init_app(app, navigation.context, compiled=settings.instance / "pages")
    slices.register(app)
    cli.register(app)
    app.wsgi_app = wrapped(app, settings)  # type: ignore[method-assign]
    return app


def wrapped(app: Flask, settings: Settings) -> Any:
    """The WSGI layers round Flask: static files, the proxy's headers, the club's path."""
    inner: Callable[..., Iterable[bytes]] = app.wsgi_app
    sites = Sites(app, inner, settings, by_slug=CLUB_BY_SLUG, by_domain=CLUB_BY_DOMAIN, by_id=CLUB_BY_ID)
    app.extensions["sites"] = sites
    app.extensions["reserved"] = slices.reserved_words(app)
    proxies = settings.trusted_proxies
    return static.serve(ProxyFix(sites, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else sites)


def flask_settings(settings: Settings) -> dict[str, object]:
    """What Flask and its extensions are told."""
    return {
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.testing,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
        "MAX_FORM_PARTS": 2000,
        "SESSION_COOKIE_NAME": "__Host-club" if settings.is_secure else "club",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": 14 * 24 * 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "TEMPLATES_AUTO_RELOAD": settings.is_development,
        **settings.extra,
    }
