"""Command groups of the program."""

from flask import Flask

from club.clubs.commands import clubs
from club.core import migrating
from club.core.backupcommands import backup
from club.core.jobcommands import jobs as jobs_group
from club.demo.commands import demo
from club.firms.commands import firms
from club.library.commands import library
from club.people.commands import people
from club.talks.commands import talks

GROUPS = (
    backup,
    clubs,
    demo,
    firms,
    jobs_group,
    library,
    people,
    talks,
)


def register(app: Flask) -> None:
    """Add every command group."""
    migrating.init_app(app)
    for group in GROUPS:
        app.cli.add_command(group)
