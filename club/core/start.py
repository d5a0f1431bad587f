"""What must hold before the program answers."""

from sqlalchemy.exc import OperationalError

from club.core import policies
from club.core.db import plain_engine
from config import Settings, SettingsError


def check(settings: Settings) -> None:
    """Refuse to start on PostgreSQL as a role that passes row-level security by."""
    if settings.testing or not settings.database_url.startswith("postgresql"):
        return
    engine = plain_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            fault = policies.role_fault(connection)
    except OperationalError:
        return
    if fault:
        raise SettingsError(f"DATABASE_URL: this role {fault}; the application must run as a role that does not")
