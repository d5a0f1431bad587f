"""Talks and news of both clubs, from texts with front matter."""

from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from io import BytesIO

from sqlalchemy import select

from club.clubs.models import Section
from club.core import clock
from club.core.db import session
from club.demo.film import a_film
from club.demo.people import account
from club.demo.scopes import at_desk
from club.news import actions as news
from club.news.actions import ArticleFacts
from club.news.models import Article
from club.talks import actions as talks
from club.talks.actions import TalkFacts
from club.talks.media_actions import put_whole
from club.talks.models import Talk, Visibility
from club.talks.note_actions import write_note
from club.talks.note_models import SpeakerNote
from club.talks.pair_actions import put_together
from club.talks.slide_actions import draw, put_slides
from club.talks.transcript_rules import Transcript, transcript_from
from config import MEGABYTE, Recordings

AUTHOR = {"goldcrown": "instructor@goldcrown.example", "harbor": "admin@harbor.example"}
EDITOR = {"goldcrown": "admin@goldcrown.example", "harbor": "admin@harbor.example"}
NOTES = (
    (
        "owner@bamboo.example",
        "Chen Bo",
        "We drew our line last week, with five stages. What do you show somebody who stands on the last?",
    ),
    ("lead@lantern.example", "Wang Ting", "The table with pay is what my people asked to keep. May we print it?"),
)
SLIDES_CAME = datetime(2026, 9, 18, 2, 0, tzinfo=UTC)
FILM = (
    ("Values that are scored,", "not hung on the wall", "", "Chen Bo, Bamboo Outdoor"),
    ("From six words", "to sixteen sentences", "", "Three evenings, nine people"),
    ("How it is scored", "Nought or one, every quarter", "", "Written down beside an example"),
    ("A demonstration", "This film has no sound."),
)
ANY_SIZE = Recordings(largest=MEGABYTE, per_club=MEGABYTE)
READ_IN = timedelta(hours=5)


def seed_talks(clubs: dict[str, int], people: dict[str, int]) -> None:
    """Publish the demo's talks and articles; one is left a draft, some are handed in, one is given back."""
    for file in sorted(files(__package__).joinpath("texts").iterdir(), key=lambda found: found.name):
        found = transcript_from(file.read_text(encoding="utf-8"))
        club = found.facts["club"]
        written_at = datetime.combine(found.held_on or date(2026, 11, 20), time(6, 30), UTC)
        step = found.facts.get("step", "publish")  # an empty one leaves it a draft
        author = people[found.facts.get("by", AUTHOR[club])]
        if not _write(found, clubs[club], by=author, at=written_at) or not step:
            continue
        by = people[EDITOR[club]] if step == "publish" else author
        with at_desk(clubs[club], by), clock.telling_of(written_at + READ_IN):
            _take_step(found, step, at=written_at + READ_IN)
        if remark := found.facts.get("remark"):
            with at_desk(clubs[club], people[EDITOR[club]]), clock.telling_of(written_at + 2 * READ_IN):
                talks.give_back(_the_talk(found), remark)


def seed_slides(club_id: int, *, by: int) -> None:
    """Put slides to the talks that have some, once, and draw them."""
    for file in files(__package__).joinpath("slides").iterdir():
        with at_desk(club_id, by):
            talk = session().scalars(select(Talk).where(Talk.slug == file.name.removesuffix(".pdf"))).one()
            if talk.slides_ref is not None:
                continue
            deck = put_slides(talk, file.read_bytes(), file.name, is_offered=True, by=by, at=SLIDES_CAME)
            ref = deck.ref
        with at_desk(club_id, by):
            draw(ref=ref)


def seed_recording(club_id: int, *, by: int) -> None:
    """Put a small film to one talk, once."""
    with at_desk(club_id, by):
        talk = session().scalars(select(Talk).where(Talk.slug == "values-that-are-scored")).one()
        if talk.media_ref is None:
            film = BytesIO(a_film(FILM))
            put_whole(talk, film, "values-that-are-scored.webm", by=by, at=SLIDES_CAME, allowed=ANY_SIZE)


def seed_notes(club_id: int) -> None:
    """What members wrote to the speaker of one talk, once."""
    for address, name, text in NOTES:
        by = account(address)
        with at_desk(club_id, by):
            talk = session().scalars(select(Talk).where(Talk.slug == "a-future-your-staff-can-see")).one()
            there = select(SpeakerNote.id).where(SpeakerNote.talk_id == talk.id, SpeakerNote.person_id == by)
            if session().scalars(there).first() is None:
                write_note(talk, text, by=by, name=name, at=clock.now())


def _write(found: Transcript, club_id: int, *, by: int, at: datetime) -> bool:
    """Draft a text; False where it is there already."""
    model, slug = _model(found), found.facts["slug"]
    with at_desk(club_id, by), clock.telling_of(at):
        if session().scalars(select(model.slug).where(model.slug == slug)).first() is not None:
            return False
        if model is Article:
            _pair(news.draft(_article(found), by=by, at=at, slug=slug), found.facts.get("other"))
        else:
            _pair(talks.draft(_talk(found), by=by, at=at, slug=slug), found.facts.get("other"))
    return True


def _pair(text: Article | Talk, other: str | None) -> None:
    if other is not None:
        model = type(text)
        put_together(text, session().scalars(select(model).where(model.slug == other)).one())


def _take_step(found: Transcript, step: str, *, at: datetime) -> None:
    slug = found.facts["slug"]
    if _model(found) is Article:
        article = session().scalars(select(Article).where(Article.slug == slug)).one()
        news.take_step(article, step, is_editor=True, at=at)
    else:
        talks.take_step(_the_talk(found), step, is_editor=True, at=at)


def _the_talk(found: Transcript) -> Talk:
    return session().scalars(select(Talk).where(Talk.slug == found.facts["slug"])).one()


def _model(found: Transcript) -> type[Article] | type[Talk]:
    return Article if found.facts["kind"] == "news" else Talk


def _talk(found: Transcript) -> TalkFacts:
    facts = found.facts
    return TalkFacts(
        title=found.title,
        lang=facts["lang"],
        transcript=found.words,
        summary=facts["summary"],
        speaker=facts["speaker"],
        speaker_contact=facts.get("contact", ""),
        firm_name=facts["firm"],
        held_on=found.held_on,
        place=facts.get("place", ""),
        section_id=_section(facts["section"]),
        topics=list(found.topics),
        source=found.source,
        original=found.facts.get("original", ""),
        recording=facts.get("recording", ""),
        visibility=Visibility(facts.get("visibility", "public")),
    )


def _article(found: Transcript) -> ArticleFacts:
    facts = found.facts
    return ArticleFacts(
        title=found.title,
        lang=facts["lang"],
        body=found.words,
        summary=facts["summary"],
        section_id=_section(facts.get("section", "")),
        source=found.source,
        original=found.facts.get("original", ""),
        is_page="page" in facts,
    )


def _section(slug: str) -> int | None:
    return session().scalars(select(Section.id).where(Section.slug == slug)).first()
