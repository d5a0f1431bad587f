"""Command groups of the program, imported when a command is asked for and not by every process that serves."""

from importlib import import_module
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from club.core import migrating

GROUPS = {
    "backup": "club.core.backupcommands",
    "clubs": "club.clubs.commands",
    "demo": "club.demo.commands",
    "firms": "club.firms.commands",
    "jobs": "club.core.jobcommands",
    "library": "club.library.commands",
    "people": "club.people.commands",
    "search": "club.search.commands",
    "talks": "club.talks.commands",
}
"""Name of a group, and the module that holds it under that name."""


class Commands(AppGroup):
    """The commands of the application."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, ours among those of extensions."""
        return sorted({*super().list_commands(ctx), *GROUPS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> Any:
        """One command, imported now."""
        if cmd_name in GROUPS:
            return getattr(import_module(GROUPS[cmd_name]), cmd_name)
        return super().get_command(ctx, cmd_name)


def register(app: Flask) -> None:
    """Give the application its commands."""
    app.cli = Commands(app.name)
    migrating.init_app(app)
