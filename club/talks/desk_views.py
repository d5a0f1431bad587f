"""Pages on which talks are written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app, g
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.core.file_types import LARGEST_REQUEST
from club.core.site import club_here
from club.policy import Can, needs
from club.talks import actions
from club.talks.actions import TalkFacts
from club.talks.author_views import writer_leaves, writers_page
from club.talks.forms import NewTalkForm, TalkForm
from club.talks.handing_views import given_back
from club.talks.incoming import Found, facts_of
from club.talks.media_queries import OWN, own_in
from club.talks.media_rules import ACCEPTED as MEDIA_ACCEPTED
from club.talks.models import Talk
from club.talks.pair_queries import around
from club.talks.pair_views import other_language
from club.talks.picture_actions import OF_TALKS
from club.talks.queries import PICTURES
from club.talks.release_actions import release_of
from club.talks.release_rules import Release
from club.talks.slide_queries import DECKS, decks_in
from club.talks.speakers import standing_of
from club.talks.version_views import version_page, versions_page
from club.talks.views import blueprint
from club.talks.writing_views import Desk

SAME = (
    "title",
    "lang",
    "transcript",
    "summary",
    "speaker",
    "firm_name",
    "held_on",
    "place",
    "source",
    "original",
    "recording",
)


def _typed(talk: Any) -> dict[str, Any]:
    """A talk as its form shows it."""
    return {
        **{name: getattr(talk, name) for name in SAME},
        "topics": ", ".join(talk.topics),
        "visibility": talk.visibility.value,
    }


def _understood(found: Found) -> dict[str, Any]:
    """A talk as its file tells it; a speaker whom the file names is no choice of ours."""
    typed = _typed(facts_of(found))
    return {**typed, "speaker_is": ""} if typed["speaker"] else typed


def _restored(talk: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A talk as it was once, as its form shows it."""
    day = facts.get("held_on")
    return {
        **{name: facts.get(name, getattr(talk, name)) for name in SAME},
        "held_on": date.fromisoformat(day) if day else None,
        "topics": ", ".join(facts.get("topics", ())),
        "visibility": facts.get("visibility", talk.visibility.value),
        "section": str(facts.get("section_id") or ""),
        "speaker_is": str(facts.get("speaker_id") or ""),
        "speaker_contact": talk.speaker_contact,
    }


def _beside(talk: Any, around: Any) -> dict[str, Any]:
    """How the speaker stands with a talk that is written, its slides, its recording, its pictures."""
    return {
        "release": release_of(talk),
        "Release": Release,
        "is_release_asked": club_here().talks_released,
        "decks": decks_in(around.decks),
        **own_in(around.media),
        "person_id": g.who.person_id,
        "media_accepted": MEDIA_ACCEPTED,
        "media_largest": current_app.extensions["settings"].recordings.largest,
        "media_at_once": LARGEST_REQUEST,
        "pictures": read(PICTURES, talk_id=talk.id).all(),
    }


DESK = Desk(
    kind="talks",
    page="talks/edit.html",
    new_form=NewTalkForm,
    form=TalkForm,
    model=Talk,
    facts=TalkFacts,
    actions=actions,
    album=OF_TALKS,
    around=around(Talk, DECKS, OWN),
    loaded=lambda talk: {
        **_typed(talk),
        "slug": talk.slug,
        "section": str(talk.section_id or ""),
        "speaker_is": str(talk.speaker_id or ""),
        "speaker_contact": talk.speaker_contact,
        "standing": standing_of(talk),
    },
    restored=_restored,
    understood=_understood,
    fresh=lambda: {"speaker_is": str(g.who.person_id)},
    beside=_beside,
)


@blueprint.post("/talks/from-file")
@needs(Can.TALK_WRITE, colleagues=True)
def from_file() -> ResponseReturnValue:
    """Begin a talk with a file."""
    return DESK.from_file()


@blueprint.route("/talks/new", methods=["GET", "POST"])
@needs(Can.TALK_WRITE, colleagues=True)
def new() -> ResponseReturnValue:
    """Write a talk down."""
    return DESK.begin()


@blueprint.route("/talks/<slug:slug>/edit", methods=["GET", "POST"])
@needs(Can.TALK_WRITE, colleagues=True)
def edit(slug: str) -> ResponseReturnValue:
    """Change a talk."""
    return DESK.edit(slug)


@blueprint.get("/talks/<slug:slug>/versions")
@needs(Can.TALK_WRITE)
def versions(slug: str) -> ResponseReturnValue:
    """What a talk was before."""
    return versions_page(DESK, slug)


@blueprint.get("/talks/<slug:slug>/versions/<int:number>")
@needs(Can.TALK_WRITE)
def version(slug: str, number: int) -> ResponseReturnValue:
    """One version of a talk beside it as it is now."""
    return version_page(DESK, slug, number)


@blueprint.route("/talks/<slug:slug>/writers", methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def writers(slug: str) -> ResponseReturnValue:
    """Who writes a talk, and who is to write it too."""
    return writers_page(DESK, slug)


@blueprint.post("/talks/<slug:slug>/writers/leave")
@needs(Can.TALK_WRITE)
def writer_goes(slug: str) -> ResponseReturnValue:
    """Take somebody off a talk, or oneself."""
    return writer_leaves(DESK, slug)


@blueprint.post("/talks/<slug:slug>/language")
@needs(Can.TALK_WRITE)
def language(slug: str) -> ResponseReturnValue:
    """Begin a talk’s version in the other language, name it, or take the two apart."""
    return other_language(DESK, slug)


@blueprint.post("/talks/<slug:slug>/moment")
@needs(Can.TALK_WRITE, colleagues=True)
def schedule(slug: str) -> ResponseReturnValue:
    """Let a talk come out at a moment."""
    return DESK.schedule(slug)


@blueprint.post("/talks/<slug:slug>/step")
@needs(Can.TALK_WRITE)
def step(slug: str) -> ResponseReturnValue:
    """Hand a talk in, take it back, publish or withdraw it."""
    return DESK.step(slug)


@blueprint.post("/talks/<slug:slug>/return")
@needs(Can.TALK_PUBLISH, colleagues=True)
def give_back(slug: str) -> ResponseReturnValue:
    """Give a talk that was handed in back to its writers, with words."""
    return given_back(DESK, slug)
