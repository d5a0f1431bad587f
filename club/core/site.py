"""Which club a request is for: by verified domain, else by the first segment of the path."""

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Executable, Row

from club.core.at_hand import asked
from club.core.i18n import pick
from club.core.reading import Reader
from config import Settings

SECONDS_KEPT = 5.0
ENVIRON = "club.site"


class ClubSeen:
    """A club's row as read for a page; attributes are the row's columns, texts in the reader's language."""

    def __init__(self, row: Row[Any]) -> None:
        self.__dict__.update(row._mapping)  # noqa: SLF001
        self._row = row

    def __getattr__(self, name: str) -> Any:
        facts = self.__dict__
        if f"{name}_en" in facts:
            return pick(facts[f"{name}_en"], facts[f"{name}_zh"])
        raise AttributeError(name)


@dataclass(frozen=True)
class Site:
    """What a request is for: a club, or the installation's root.

    `prefix` is what was cut off the path; `base` is where links in messages begin, configured, never from the request.
    """

    club: ClubSeen | None
    prefix: str
    base: str


class Sites:
    """WSGI middleware that finds the club and cuts its segment off the path."""

    def __init__(
        self,
        app: Flask,
        inner: Callable[..., Iterable[bytes]],
        settings: Settings,
        *,
        by_slug: Executable,
        by_domain: Executable,
        by_id: Executable,
    ) -> None:
        self.app, self.inner, self.settings = app, inner, settings
        self.by_slug, self.by_domain, self.by_id = by_slug, by_domain, by_id
        self._kept: dict[str, tuple[float, Site | None]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[ENVIRON] = self.site(environ)
        return self.inner(environ, start_response)

    def site(self, environ: dict[str, Any]) -> Site | None:
        """The site of a request; None where the Host is not ours."""
        host = environ.get("HTTP_HOST", "").lower().rsplit(":", 1)[0].strip("[]")
        if host not in self.settings.base_hosts:
            return self.find(f"//{host}") if host else None
        first, _, rest = environ.get("PATH_INFO", "/").lstrip("/").partition("/")
        site = self.find(first) if first and first not in self.app.extensions["reserved"] else None
        if site is None:
            return Site(None, "", self.settings.base_url)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/" + first
        environ["PATH_INFO"] = "/" + rest
        return site

    def find(self, name: str) -> Site | None:
        """The site of a slug, or of a domain written `//domain`; kept for a few seconds."""
        kept = self._kept.get(name)
        moment = time.monotonic()
        if kept is not None and kept[0] > moment:
            return kept[1]
        site = self._look_up(name)
        if site is not None:
            if len(self._kept) > 1000:  # noqa: PLR2004
                self._kept.clear()
            self._kept[name] = (moment + SECONDS_KEPT, site)
        return site

    def _look_up(self, name: str) -> Site | None:
        if name.startswith("//"):
            row = self._read(self.by_domain, domain=name[2:])
            return Site(ClubSeen(row), "", address_of(ClubSeen(row), self.settings)) if row else None
        row = self._read(self.by_slug, slug=name)
        return Site(ClubSeen(row), f"/{name}", address_of(ClubSeen(row), self.settings)) if row else None

    def base_of(self, club_id: int) -> str:
        """Where a club is reached from outside, by its key."""
        moment = time.monotonic()
        for until, site in tuple(self._kept.values()):
            if site is not None and site.club is not None and site.club.id == club_id and until > moment:
                return site.base
        row = self._read(self.by_id, id=club_id)
        if row is None:
            raise LookupError(club_id)
        return address_of(ClubSeen(row), self.settings)

    def _read(self, statement: Executable, **values: Any) -> Row[Any] | None:
        """A club's row, outside every request and scope."""
        reads: Reader = self.app.extensions["reads"]
        with closing(reads.lend()) as lent:
            return lent.run(statement, values, None).first()

    def forget(self) -> None:
        """Read every club anew: after a change of its settings in this process."""
        self._kept.clear()


def address_of(club: ClubSeen, settings: Settings) -> str:
    """Where a club is reached from outside."""
    if club.domain and club.domain_verified_at:
        return f"https://{club.domain}"
    return f"{settings.base_url}/{club.slug}"


def here() -> Site:
    """The site of this request."""
    site: Site = asked().environ[ENVIRON]
    return site


def club_here() -> ClubSeen:
    """The club of this request; only inside a club."""
    club = here().club
    if club is None:
        raise LookupError("this page belongs to no club")
    return club
