"""`flask library`: the starter texts of a club."""

import click

from club.clubs.queries import CLUB_BY_SLUG
from club.core import clock
from club.core.db import read, stop_reading, transaction
from club.core.scope import Scope, inside
from club.core.verbs import Verbs
from club.library.actions import offer_starters

library = Verbs("library", help="The library of a club.")


@library.command("offer")
@click.option("--club", "slug", required=True, help="The club's slug.")
@click.option("--newer", is_flag=True, help="Publish starter texts that changed as the next revision.")
def offer(slug: str, newer: bool) -> None:
    """Put the starter texts into a club's library."""
    club = read(CLUB_BY_SLUG, slug=slug).first()
    stop_reading()
    if club is None:
        raise click.ClickException(f"no club {slug}")
    with inside(Scope(club.id, staff=True)), transaction():
        offered = offer_starters(at=clock.now(), newer=newer)
    click.echo(f"{len(offered)} texts in the library of {slug}")
