"""Talks and news of both clubs, from texts with front matter."""

from datetime import UTC, date, datetime, time
from importlib.resources import files

from sqlalchemy import select

from club.clubs.models import Section
from club.core.db import session
from club.demo.scopes import at_desk
from club.news import actions as news
from club.news.actions import ArticleFacts
from club.news.models import Article
from club.talks import actions as talks
from club.talks.actions import TalkFacts
from club.talks.models import Talk, Visibility
from club.talks.rules import Transcript, transcript_from

AUTHOR = {"goldcrown": "instructor@goldcrown.example", "harbor": "admin@harbor.example"}


def seed_talks(clubs: dict[str, int], people: dict[str, int]) -> None:
    """Publish the demo's talks and articles; one is left a draft and one handed in."""
    for file in sorted(files(__package__).joinpath("texts").iterdir(), key=lambda found: found.name):
        found = transcript_from(file.read_text(encoding="utf-8"))
        slug = found.facts["slug"]
        club = found.facts["club"]
        with at_desk(clubs[club], people[AUTHOR[club]]):
            model = Article if found.facts["kind"] == "news" else Talk
            if session().scalars(select(model.slug).where(model.slug == slug)).first() is None:
                _write(found, slug, by=people[AUTHOR[club]])


def _write(found: Transcript, slug: str, *, by: int) -> None:
    at = datetime.combine(found.held_on or date(2026, 11, 20), time(6, 30), UTC)
    if found.facts["kind"] == "news":
        article = news.draft(_article(found), by=by, at=at, slug=slug)
        news.take_step(article, "publish", is_editor=True, at=at)
        return
    talk = talks.draft(_talk(found), by=by, at=at, slug=slug)
    if word := found.facts.get("step", "publish"):  # an empty one leaves it a draft
        talks.take_step(talk, word, is_editor=True, at=at)


def _talk(found: Transcript) -> TalkFacts:
    facts = found.facts
    return TalkFacts(
        title=found.title,
        lang=facts["lang"],
        transcript=found.words,
        summary=facts["summary"],
        speaker=facts["speaker"],
        firm_name=facts["firm"],
        held_on=found.held_on,
        place=facts.get("place", ""),
        section_id=_section(facts["section"]),
        topics=list(found.topics),
        source=found.source,
        visibility=Visibility(facts.get("visibility", "public")),
    )


def _article(found: Transcript) -> ArticleFacts:
    facts = found.facts
    return ArticleFacts(
        title=found.title,
        lang=facts["lang"],
        body=found.words,
        summary=facts["summary"],
        section_id=_section(facts["section"]),
        source=found.source,
    )


def _section(slug: str) -> int | None:
    return session().scalars(select(Section.id).where(Section.slug == slug)).first()
