"""`flask search`: make the index of a club anew."""

import click

from club.clubs.commands import club_called
from club.core.db import transaction
from club.core.scope import Scope, inside
from club.core.verbs import Verbs
from club.search.index_actions import rebuild
from club.search.kinds import KINDS

search = Verbs("search", help="What is found in a club.")


@search.command("rebuild")
@click.option("--club", "slug", required=True, help="The club's slug.")
def rebuild_(slug: str) -> None:
    """Make the index of a club anew, some rows at a time, while people go on searching."""
    club = club_called(slug)
    for kind in KINDS:
        last: int | None = 0
        while last is not None:
            with inside(Scope(club.id, staff=True)), transaction():
                last = rebuild(kind.name, beyond=last)
    click.echo(f"the index of {slug} is made anew")
