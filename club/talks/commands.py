"""`flask talks`: bring transcripts in from files."""

from dataclasses import replace
from pathlib import Path

import click

from club.clubs.commands import club_called, refusals_told
from club.core import clock
from club.core.addresses import absolute
from club.core.db import transaction
from club.core.i18n import LANGUAGES
from club.core.office import LARGEST_UPLOAD
from club.core.refusals import Refusal
from club.core.scope import Scope, inside
from club.core.verbs import Verbs
from club.talks.actions import TalkFacts, draft, take_step
from club.talks.incoming import Found, facts_of, read_file

talks = Verbs("talks", help="Talks: bring transcripts in.")


@talks.command("import")
@click.option("--club", "slug", required=True, help="The club's slug.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", help="Else from the file: front matter, breadcrumb or first line.")
@click.option("--date", "held_on", type=click.DateTime(["%Y-%m-%d"]), help="The day it was held; else from the file.")
@click.option("--speaker", help="Who spoke.")
@click.option("--firm", help="The speaker's firm.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Else found from the text.")
@click.option("--publish", type=bool, default=False, show_default=True, help="yes: publish it at once.")
def import_(slug: str, file: Path, publish: bool, **said: object) -> None:
    """Make a draft talk of a document, slides, a web page, subtitles or a text, leaving the page's furniture out."""
    found = read_file(file.read_bytes()[: LARGEST_UPLOAD + 1], file.name)
    if isinstance(found, Refusal):
        raise click.ClickException(f"{found} {found.next_step % found.values}".strip())
    facts = _facts(found, file, {name: value for name, value in said.items() if value})
    club = club_called(slug)
    with refusals_told(), inside(Scope(club.id, staff=True)), transaction():
        talk = draft(facts, by=None, at=clock.now())
        if publish:
            take_step(talk, "publish", is_editor=True, at=clock.now())
        address = absolute("talks.show" if publish else "talks.edit", slug=talk.slug)
    click.echo(f"{talk.status.value}: {talk.title} ({found.words} words)\n{address}")


def _facts(found: Found, file: Path, said: dict[str, object]) -> TalkFacts:
    """What the options say, else the file."""
    understood = facts_of(found)
    given = said.get("held_on")
    held_on = given.date() if given is not None and hasattr(given, "date") else understood.held_on
    return replace(
        understood,
        title=str(said.get("title") or understood.title or file.stem.replace("-", " "))[:200],
        lang=str(said.get("lang") or understood.lang),
        speaker=str(said.get("speaker") or understood.speaker),
        firm_name=str(said.get("firm") or understood.firm_name),
        held_on=held_on,
    )
