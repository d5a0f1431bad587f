"""Pages of talks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.clubs.gate_words import gate_in_one_line
from club.clubs.queries import SECTIONS
from club.core import links
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import pick
from club.core.i18n import say as _
from club.core.scope import current
from club.core.site import club_here
from club.policy import Can, needs
from club.talks import actions
from club.talks.actions import TalkFacts
from club.talks.author_views import writer_leaves, writers_page
from club.talks.forms import NewTalkForm, TalkForm
from club.talks.incoming import Found, facts_of
from club.talks.kits import kit_of, passages_of
from club.talks.models import Publication, Talk
from club.talks.outline_rules import outlined
from club.talks.pair_queries import around
from club.talks.pair_rules import other_than
from club.talks.pair_views import other_language
from club.talks.queries import LIST, ONE, PAGE, PICTURES, corrections_in, is_readable
from club.talks.related import near_to
from club.talks.release_actions import release_of
from club.talks.release_rules import Release
from club.talks.rules import is_own, reading_minutes, with_pictures
from club.talks.version_views import version_page, versions_page
from club.talks.writing_views import Desk, is_editor, pictures_here

blueprint = Blueprint("talks", __name__)
Chip = tuple[str, str, bool, None]
PREVIEW = "preview"
LAST_PAGE = 10_000
SAME = ("title", "lang", "transcript", "summary", "speaker", "firm_name", "held_on", "place", "source")


@blueprint.get("/talks")
@needs(Can.SITE_READ)
def index() -> ResponseReturnValue:
    """The published talks, latest first, of one section or topic if asked."""
    page = page_asked()
    asked = {name: request.args.get(name, "")[:80] for name in ("section", "topic", "firm")}
    rows = read(LIST, offset=(page - 1) * PAGE, **asked).all()
    return render_template(
        "talks/index.html",
        talks=rows[:PAGE],
        chips=section_chips("talks.index", asked["section"], is_all=not any(asked.values())),
        page=page,
        has_next=len(rows) > PAGE,
        topic=asked["topic"],
        section=asked["section"],
        firm_asked=asked["firm"],
        kept={name: value for name, value in asked.items() if value},
    )


@blueprint.get("/talks/<slug:slug>")
@needs(Can.SITE_READ, beside=Can.DOCUMENT_PUBLISH)
def show(slug: str) -> ResponseReturnValue:
    """One talk with its transcript and its kit; a members' talk asks a visitor to sign in."""
    talk = read(ONE, slug=slug).first()
    if talk is None or talk.status is not Publication.PUBLISHED:
        abort(404)
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    may_read = is_readable(talk.visibility, is_member=is_member)
    transcript, headings = outlined(with_pictures(talk.transcript_html, pictures_here()))
    kit = kit_of(talk) if may_read else []
    return render_template(
        "talks/show.html",
        talk=talk,
        corrections=corrections_in(talk.corrections),
        trail=trail_of(talk, "talks.index"),
        passages=passages_of(transcript, kit),
        kit=kit,
        adopts_for=g.beside,
        headings=headings,
        alternates=alternates(talk, "talks.show"),
        near=near_to(talk, is_member=is_member),
        is_member=is_member,
        reads_notes=_is_own(talk.author_id),
        is_readable=may_read,
        minutes=reading_minutes(talk.characters, talk.lang),
        gate=gate_in_one_line(club_here()),
    )


def _is_own(author_id: int | None) -> bool:
    """Whether whoever reads wrote the text or publishes what others write."""
    if g.who is None or not g.who.can(Can.TALK_WRITE):
        return False
    return is_own(author_id, g.who.person_id, is_editor=is_editor())


def page_asked() -> int:
    """The number of the page in the address, within bounds."""
    return min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)


def section_chips(endpoint: str, asked: str, *, is_all: bool) -> list[list[Chip]]:
    """Filters by section, for a list of texts: the sections, and a second line with those below the one asked for."""
    sections = read(SECTIONS).all()
    here = next((row for row in sections if row.slug == asked), None)
    above = (here.parent_id or here.id) if here else None

    def chips(parent_id: int | None) -> list[Chip]:
        return [
            (
                pick(row.name_en, row.name_zh),
                url_for(endpoint, section=row.slug),
                row.slug == asked or (parent_id is None and row.id == above),
                None,
            )
            for row in sections
            if row.parent_id == parent_id
        ]

    lines = [chips(None), chips(above) if above else []]
    if lines[0]:
        lines[0].insert(0, (_("All"), url_for(endpoint), is_all, None))
    return [line for line in lines if line]


def trail_of(text: Any, endpoint: str) -> list[tuple[str, str]]:
    """The breadcrumb above a text: home, news, its section as the club calls it."""
    trail: list[tuple[str, str]] = [(_("Home"), url_for("home.front")), (_("News"), url_for("news.index"))]
    if text.parent:
        trail.append((pick(text.parent_en, text.parent_zh), url_for(endpoint, section=text.parent)))
    if text.section:
        trail.append((pick(text.section_en, text.section_zh), url_for(endpoint, section=text.section)))
    return trail


def alternates(text: Any, endpoint: str) -> list[tuple[str, str, str]]:
    """A text and the same one in the other language, where that is out: language, address, and whether it is public."""
    if not text.other_slug:
        return []
    both = ((text.lang, text.slug), (other_than(text.lang), text.other_slug))
    return [(lang, url_for(endpoint, slug=slug), absolute(endpoint, slug=slug)) for lang, slug in both]


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


def _beside(talk: Any) -> dict[str, Any]:
    """How the speaker stands with a talk that is written, and the link that shows it to others."""
    token = links.token_for(PREVIEW, talk.ref, current().club)
    return {
        "release": release_of(talk),
        "Release": Release,
        "is_release_asked": club_here().talks_released,
        "pictures": read(PICTURES, talk_id=talk.id).all(),
        "preview_address": absolute("talks.preview", token=token) if token else "",
    }


DESK = Desk(
    kind="talks",
    page="talks/edit.html",
    new_form=NewTalkForm,
    form=TalkForm,
    model=Talk,
    facts=TalkFacts,
    actions=actions,
    around=around(Talk),
    loaded=lambda talk: {
        **_typed(talk),
        "slug": talk.slug,
        "section": str(talk.section_id or ""),
        "speaker_is": str(talk.speaker_id or ""),
        "speaker_contact": talk.speaker_contact,
    },
    restored=_restored,
    understood=_understood,
    fresh=lambda: {"speaker_is": str(g.who.person_id)},
    beside=_beside,
)


@blueprint.post("/talks/from-file")
@needs(Can.TALK_WRITE)
def from_file() -> ResponseReturnValue:
    """Begin a talk with a file."""
    return DESK.from_file()


@blueprint.route("/talks/new", methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def new() -> ResponseReturnValue:
    """Write a talk down."""
    return DESK.begin()


@blueprint.route("/talks/<slug:slug>/edit", methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def edit(slug: str) -> ResponseReturnValue:
    """Change a talk."""
    return DESK.edit(slug)


@blueprint.post("/talks/kept")
@needs(Can.TALK_WRITE)
def keep_new() -> ResponseReturnValue:
    """Keep what is being typed of a talk that is not there yet."""
    return DESK.keep()


@blueprint.post("/talks/<slug:slug>/kept")
@needs(Can.TALK_WRITE)
def keep(slug: str) -> ResponseReturnValue:
    """Keep what is being typed of a talk."""
    return DESK.keep(slug)


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
@needs(Can.TALK_WRITE)
def schedule(slug: str) -> ResponseReturnValue:
    """Let a talk come out at a moment."""
    return DESK.schedule(slug)


@blueprint.post("/talks/<slug:slug>/step")
@needs(Can.TALK_WRITE)
def step(slug: str) -> ResponseReturnValue:
    """Hand a talk in, take it back, publish or withdraw it."""
    return DESK.step(slug)
