"""Alembic's entry; the work is in club.core.migrating."""

from club.core.migrating import run

run()
