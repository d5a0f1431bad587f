"""What must hold before the program answers."""

from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from club.core import policies
from club.core.db import reader
from config import Settings, SettingsError


def check(app: Flask, settings: Settings) -> None:
    """Refuse to start on PostgreSQL as a role that passes row-level security by."""
    if settings.testing or not settings.database_url.startswith("postgresql"):
        return
    with app.app_context():
        try:
            with reader().connect() as connection:
                fault = policies.role_fault(connection)
        except OperationalError:
            return
    if fault:
        raise SettingsError(f"DATABASE_URL: this role {fault}; the application must run as a role that does not")


def has_tables() -> bool:
    """Whether the database was migrated at all."""
    with reader().connect() as connection:
        return inspect(connection).has_table("club")
