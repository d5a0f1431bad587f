"""Settings: named once, and a missing one stops the start with one clear line."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from club import create_app
from config import ROOT, Recordings, Settings, SettingsError
from tests.ground import dispose, settings_for
from tests.postgres import APP, BACKUP, OWNER, Cluster

PRODUCTION = {
    "CLUB_MODE": "production",
    "SECRET_KEY": "x" * 40,
    "BASE_URL": "https://clubs.example",
    "BASE_HOSTS": "clubs.example",
    "DATABASE_URL": "postgresql+psycopg://club_app@/club",
    "KEY_ENCRYPTION_KEY": "y" * 40,
}


def test_production_names_everything_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_env({"CLUB_INSTANCE": str(tmp_path), "SECRET_KEY": "x"})
    line = str(raised.value)
    assert "\n" not in line
    for name in ("BASE_URL", "BASE_HOSTS", "DATABASE_URL", "KEY_ENCRYPTION_KEY"):
        assert name in line
    assert "SECRET_KEY," not in line


def test_production_is_secure_and_has_no_secret_of_its_own(tmp_path: Path) -> None:
    settings = Settings.from_env({**PRODUCTION, "CLUB_INSTANCE": str(tmp_path)})
    assert settings.is_secure
    assert not settings.is_development
    assert list(tmp_path.iterdir()) == []


def test_development_makes_its_secrets_once(tmp_path: Path) -> None:
    environ = {"CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path)}
    assert Settings.from_env(environ).secret_key == Settings.from_env(environ).secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLUB_MODE", "staging"),
        ("TRUSTED_PROXIES", "one"),
        ("BASE_URL", "clubs.example"),
        ("DATABASE_URL", "mysql://club@/club"),
        ("DATABASE_OWNER_URL", "postgresql://club@/club"),
        ("DATABASE_BACKUP_URL", "club.db"),
        ("MAIL_URL", "foo://mail.example"),
        ("MAIL_URL", "off"),
        ("RECORDING_MEGABYTES", "1 GB"),
        ("RECORDINGS_MEGABYTES_PER_CLUB", "-1"),
        ("FILES_URL", "ftp://files.example"),
        ("REDIS_URL", "http://127.0.0.1:6379"),
    ],
)
def test_a_value_that_cannot_be_understood_is_named(tmp_path: Path, name: str, value: str) -> None:
    environ = {"CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path), name: value}
    with pytest.raises(SettingsError, match=name) as raised:
        Settings.from_env(environ)
    assert "@" not in str(raised.value), "an address may hold a password"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql+psycopg://club@/club"),
        ("DATABASE_URL", "sqlite:////var/lib/club/club.db"),
        ("MAIL_URL", "off:"),
        ("MAIL_URL", "smtps://club:word@mail.example:465"),
        ("FILES_URL", "s3://bucket/prefix"),
        ("REDIS_URL", "rediss://127.0.0.1:6379/0"),
    ],
)
def test_each_kind_of_address_is_taken(tmp_path: Path, name: str, value: str) -> None:
    settings = Settings.from_env({"CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path), name: value})
    assert getattr(settings, name.lower()) == value


def test_a_missing_setting_stops_the_start_with_one_line(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    started = subprocess.run(
        [sys.executable, "-c", "import wsgi"], cwd=ROOT, env=kept, capture_output=True, text=True, check=False
    )
    assert started.returncode == 1
    assert started.stderr.count("\n") == 1
    assert "SECRET_KEY" in started.stderr


@pytest.fixture
def on_postgresql(
    postgres_app: object, postgres: Cluster, worker_name: str, tmp_path: Path
) -> Callable[[str], Settings]:
    """Settings as in production, for a role."""
    return lambda role: replace(settings_for(tmp_path, postgres.url(f"club_{worker_name}", role)), testing=False)


FAULTS = [("postgres", "superuser"), (OWNER, "owns tables"), (BACKUP, "bypass")]


@pytest.mark.postgres
@pytest.mark.parametrize(("role", "fault"), FAULTS)
def test_a_role_that_passes_policies_by_is_refused(
    on_postgresql: Callable[[str], Settings], role: str, fault: str
) -> None:
    with pytest.raises(SettingsError, match=fault):
        create_app(on_postgresql(role))


@pytest.mark.postgres
def test_the_applications_role_is_taken(on_postgresql: Callable[[str], Settings]) -> None:
    dispose(create_app(on_postgresql(APP)))


def test_a_form_may_lead_to_the_double_of_the_payment_provider(tmp_path: Path) -> None:
    app = create_app(
        Settings.from_env({"CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path), "STRIPE": "double"})
    )
    assert app.extensions["settings"].stripe_api_base == "http://127.0.0.1:8010"
    policy = app.test_client().get("/healthz").headers["Content-Security-Policy"]
    assert "http://127.0.0.1:8010" in next(part for part in policy.split(";") if "form-action" in part)
    dispose(app)


def test_the_double_of_the_payment_provider_is_refused_in_production(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="STRIPE=double"):
        Settings.from_env({**PRODUCTION, "CLUB_INSTANCE": str(tmp_path), "STRIPE": "double"})


def test_recordings_are_kept_where_a_club_has_room_for_one(tmp_path: Path) -> None:
    environ = {"CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path)}
    assert Settings.from_env(environ).recordings == Recordings(0, 0)
    asked = {**environ, "RECORDING_MEGABYTES": "2", "RECORDINGS_MEGABYTES_PER_CLUB": "3"}
    assert Settings.from_env(asked).recordings == Recordings(2 << 20, 3 << 20)
    with pytest.raises(SettingsError, match="RECORDINGS_MEGABYTES_PER_CLUB is 1"):
        Settings.from_env({**asked, "RECORDINGS_MEGABYTES_PER_CLUB": "1"})
