"""`flask talks`: bring transcripts in from files."""

from datetime import date
from pathlib import Path

import click

from club.clubs.commands import club_called, refusals_told
from club.core import clock
from club.core.addresses import absolute
from club.core.db import transaction
from club.core.i18n import LANGUAGES
from club.core.markdown import too_much
from club.core.scope import Scope, inside
from club.core.verbs import Verbs
from club.talks.actions import TalkFacts, draft, take_step
from club.talks.rules import Transcript, lang_of, transcript_from

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
    """Make a draft talk of a plain-text or Markdown transcript, leaving the page's furniture out."""
    found = transcript_from(_text_of(file))
    facts = _facts(found, file, {name: value for name, value in said.items() if value})
    if not facts.transcript:
        raise click.ClickException(f"{file.name} holds no transcript")
    if (refusal := too_much(facts.transcript)) is not None:
        raise click.ClickException(f"{file.name}: {refusal}")
    club = club_called(slug)
    with refusals_told(), inside(Scope(club.id, staff=True)), transaction():
        talk = draft(facts, by=None, at=clock.now())
        if publish:
            take_step(talk, "publish", is_editor=True, at=clock.now())
        address = absolute("talks.show" if publish else "talks.edit", slug=talk.slug)
    words = len(facts.transcript.split())
    click.echo(f"{talk.status.value}: {talk.title} ({words} words)\n{address}")


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} is not a text in UTF-8") from None


def _facts(found: Transcript, file: Path, said: dict[str, object]) -> TalkFacts:
    """What the options say, else the file."""
    given = said.get("held_on")
    title = str(said.get("title") or found.title or file.stem.replace("-", " "))
    held_on = given.date() if given is not None and hasattr(given, "date") else found.held_on
    assert held_on is None or isinstance(held_on, date)  # noqa: S101  for the type checker
    return TalkFacts(
        title=title[:200],
        lang=str(said.get("lang") or found.facts.get("lang") or lang_of(found.words)),
        transcript=found.words,
        summary=found.facts.get("summary", ""),
        speaker=str(said.get("speaker") or found.facts.get("speaker", "")),
        firm_name=str(said.get("firm") or found.facts.get("firm", "")),
        held_on=held_on,
        place=found.facts.get("place", ""),
        topics=list(found.topics),
        source=found.source[:300],
    )
