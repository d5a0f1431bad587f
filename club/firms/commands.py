"""`flask firms`: which firms a club has, and where one stands."""

from typing import Any

import click

from club.clubs.commands import club_called
from club.core.db import read, stop_reading
from club.core.scope import Scope, inside
from club.core.verbs import Verbs
from club.firms.queries import ALL_FIRMS

firms = Verbs("firms", help="Member firms of a club.")
OF_CLUB = click.option("--club", required=True, help="The club's slug.")


@firms.command("list")
@OF_CLUB
def list_(club: str) -> None:
    """List the firms: slug, name, status, when admitted."""
    for firm in _firms_of(club):
        click.echo("\t".join([firm.slug, firm.name, firm.status.value, f"{firm.admitted_at:%Y-%m-%d}"]))


@firms.command("show")
@OF_CLUB
@click.argument("slug")
def show(slug: str, *, club: str) -> None:
    """Show one firm: its names, status and days; nothing of what is inside."""
    firm = next((one for one in _firms_of(club) if one.slug == slug), None)
    if firm is None:
        raise click.ClickException(f"no firm {slug} in {club}; `flask firms list --club {club}` names them")
    facts = {
        "slug": firm.slug,
        "name": firm.name,
        "legal name": firm.legal_name,
        "status": firm.status.value,
        "admitted": f"{firm.admitted_at:%Y-%m-%d}",
        "active since": f"{firm.activated_at:%Y-%m-%d}" if firm.activated_at else "-",
        "seats": str(firm.seats),
    }
    for label, value in facts.items():
        click.echo(f"{label:<14}{value}")


def _firms_of(club: str) -> list[Any]:
    found = club_called(club)
    stop_reading()
    with inside(Scope(found.id, staff=True)):
        rows = list(read(ALL_FIRMS))
        stop_reading()
    return rows
