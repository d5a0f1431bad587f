"""Command groups of the program."""

from flask import Flask

from club.core import migrating
from club.core.backupcommands import backup
from club.core.jobcommands import jobs as jobs_group
from club.library.commands import library

GROUPS = (
    backup,
    jobs_group,
    library,
)


def register(app: Flask) -> None:
    """Add every command group."""
    migrating.init_app(app)
    for group in GROUPS:
        app.cli.add_command(group)
