"""Every setting of the program; each environment variable is named here and nowhere else."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
LOOPBACK = ("127.0.0.0/8", "::1/128")
STRIPE = "https://api.stripe.com"
STRIPE_DOUBLE = "http://127.0.0.1:8010"
_DATABASES = ("sqlite", "postgresql+psycopg")
SCHEMES = {
    "DATABASE_URL": _DATABASES,
    "DATABASE_OWNER_URL": _DATABASES,
    "DATABASE_BACKUP_URL": _DATABASES,
    "MAIL_URL": ("smtp", "smtps", "files", "off"),
    "FILES_URL": ("file", "s3"),
    "REDIS_URL": ("redis", "rediss", "unix"),
}
"""What an address may begin with."""


MEGABYTE = 1024 * 1024


class SettingsError(RuntimeError):
    """A setting is missing or cannot be understood; the message is for the operator."""


@dataclass(frozen=True)
class Recordings:
    """How many bytes a recording that is kept here has at most, and all of a club; where `largest` is 0 none is."""

    largest: int = 0
    per_club: int = 0


@dataclass(frozen=True)
class Settings:
    """What one installation is told by its operator."""

    secret_key: str
    mode: str = "production"
    instance: Path = ROOT / "instance"
    base_url: str = "http://127.0.0.1:8000"
    base_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    trusted_proxies: int = 0
    metrics_networks: tuple[str, ...] = LOOPBACK
    database_url: str = ""
    database_owner_url: str = ""
    database_backup_url: str = ""
    redis_url: str = ""
    files_url: str = ""
    mail_url: str = "files:"
    key_encryption_key: str = ""
    stripe_api_base: str = STRIPE
    is_stripe_double: bool = False
    recordings: Recordings = Recordings()
    embedded_jobs: bool = True
    require_second_factor: bool = False
    testing: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_development(self) -> bool:
        """Development shows mails, demo sign-ins and plain-HTTP cookies."""
        return self.mode == "development"

    @property
    def is_secure(self) -> bool:
        """Cookies are Secure where the installation is reached over HTTPS."""
        return self.base_url.startswith("https:")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the environment; raise SettingsError with one line that names everything missing."""
        mode = environ.get("CLUB_MODE", "production")
        if mode not in {"development", "production"}:
            raise SettingsError(f"CLUB_MODE is {mode!r}; it must be development or production")
        is_double = environ.get("STRIPE") == "double"
        if is_double and mode == "production":
            raise SettingsError("STRIPE=double takes no real money; it is for CLUB_MODE=development only")
        instance = Path(environ.get("CLUB_INSTANCE", str(ROOT / "instance")))
        if mode == "production":
            names = ("SECRET_KEY", "BASE_URL", "BASE_HOSTS", "DATABASE_URL", "KEY_ENCRYPTION_KEY")
            if missing := [name for name in names if not environ.get(name)]:
                raise SettingsError(f"set {', '.join(missing)} (see docs/operating.md), or CLUB_MODE=development")
        base_url = environ.get("BASE_URL", f"http://127.0.0.1:{environ.get('PORT', '8000')}").rstrip("/")
        if not urlsplit(base_url).hostname:
            raise SettingsError(f"BASE_URL is {base_url!r}; it must be an address such as https://clubs.example")
        for name, schemes in SCHEMES.items():
            _check_scheme(environ, name, schemes)
        database_url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'club.db'}"
        return cls(
            mode=mode,
            instance=instance,
            secret_key=environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
            base_url=base_url,
            base_hosts=tuple(environ.get("BASE_HOSTS", "127.0.0.1,localhost").replace(" ", "").lower().split(",")),
            trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES"),
            metrics_networks=_networks(environ, "METRICS_NETWORKS"),
            database_url=database_url,
            database_owner_url=environ.get("DATABASE_OWNER_URL") or database_url,
            database_backup_url=environ.get("DATABASE_BACKUP_URL") or database_url,
            redis_url=environ.get("REDIS_URL", ""),
            files_url=environ.get("FILES_URL") or (instance / "files").resolve().as_uri(),
            mail_url=environ.get("MAIL_URL") or ("files:" if mode == "development" else "off:"),
            key_encryption_key=environ.get("KEY_ENCRYPTION_KEY") or _kept_secret(instance / "key_encryption_key"),
            stripe_api_base=environ.get("STRIPE_API_BASE") or (STRIPE_DOUBLE if is_double else STRIPE),
            is_stripe_double=is_double,
            recordings=_recordings(environ),
            embedded_jobs=environ.get("EMBEDDED_JOBS", "1") == "1",
            require_second_factor=environ.get("REQUIRE_SECOND_FACTOR", "1" if mode == "production" else "0") == "1",
        )


def _whole_number(environ: Mapping[str, str], name: str) -> int:
    text = environ.get(name, "0")
    if not text.isdecimal():
        raise SettingsError(f"{name} is {text!r}; it must be a whole number")
    return int(text)


def _recordings(environ: Mapping[str, str]) -> Recordings:
    largest = _whole_number(environ, "RECORDING_MEGABYTES")
    per_club = _whole_number(environ, "RECORDINGS_MEGABYTES_PER_CLUB")
    if per_club < largest:
        raise SettingsError(
            f"RECORDINGS_MEGABYTES_PER_CLUB is {per_club}; a club has room for one recording at least: {largest}"
        )
    return Recordings(largest * MEGABYTE, per_club * MEGABYTE)


def _networks(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    text = environ.get(name, ",".join(LOOPBACK))
    networks = tuple(part for part in text.replace(" ", "").split(",") if part)
    for network in networks:
        try:
            ip_network(network)
        except ValueError as fault:
            raise SettingsError(f"{name} is {text!r}: {fault}; write networks such as 10.0.0.0/8") from None
    return networks


def _check_scheme(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> None:
    """Refuse an address of a kind that we do not speak; it may hold a password, so only its beginning is told."""
    text = environ.get(name, "")
    scheme, colon, _rest = text.partition(":")
    if text and (not colon or scheme not in schemes):
        found = f"begins with {scheme[:20]!r}" if colon else "has no scheme"
        raise SettingsError(f"{name} {found}; it must begin with {', '.join(f'{one}:' for one in schemes)}")


def _kept_secret(path: Path) -> str:
    """A secret that a development installation makes once and keeps."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as new:
            path.chmod(0o600)
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
