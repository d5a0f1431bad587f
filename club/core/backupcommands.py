"""`flask backup`: make, check and load copies of the database and the files."""

from pathlib import Path

import click
from flask import current_app

from club.core import backup as copies
from club.core.dumps import DumpError
from club.core.verbs import Verbs
from config import Settings

backup = Verbs("backup", help="Copies of database and files: create, verify, restore.")


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _told(manifest: copies.Manifest) -> str:
    size = sum(size for size, _ in manifest.files.values())
    return f"{sum(manifest.rows.values())} rows, {len(manifest.files)} files, {size} bytes, of {manifest.made_at}"


@backup.command("create")
@click.argument("folder", type=click.Path(path_type=Path))
def create(folder: Path) -> None:
    """Write a copy into FOLDER, which must not exist yet. Safe while people work."""
    try:
        click.echo(f"made: {_told(copies.create(_settings(), folder))}")
    except DumpError as error:
        raise click.ClickException(str(error)) from error


@backup.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
def verify(folder: Path) -> None:
    """Read all of FOLDER again and hold it against its manifest."""
    try:
        click.echo(f"good: {_told(copies.verify(folder))}")
    except DumpError as error:
        raise click.ClickException(str(error)) from error


@backup.command("restore")
@click.argument("folder", type=click.Path(path_type=Path))
def restore(folder: Path) -> None:
    """Fill an empty database and an empty store from FOLDER."""
    try:
        click.echo(f"restored: {_told(copies.restore(_settings(), folder))}")
    except DumpError as error:
        raise click.ClickException(str(error)) from error
