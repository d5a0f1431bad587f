"""Groups of commands, which tell in one line what the database refused."""

import sqlite3
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

LONGEST = 300


class Verbs(AppGroup):
    """A group whose verbs meet a database that is away, or that lacks the tables of this version."""

    def invoke(self, ctx: click.Context) -> Any:
        """Carry a verb out; a refusal of the database ends it with one line for the operator."""
        try:
            return super().invoke(ctx)
        except (DBAPIError, sqlite3.Error) as error:
            raise click.ClickException(_told(error)) from None


def _told(error: Exception) -> str:
    said = " ".join(str(getattr(error, "orig", None) or error).split())[:LONGEST]
    is_bare = "no such table" in said or "no such column" in said or "does not exist" in said
    remedy = (
        "bring it up to date with `flask --app wsgi db upgrade`" if is_bare else "look at DATABASE_URL and the server"
    )
    return f"the database refused this: {said} ({remedy})"
