"""Pages of talks."""

from typing import Any

from flask import Blueprint, abort, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.cards.sheets import picture_of
from club.clubs.gate_words import gate_in_one_line
from club.clubs.queries import SECTIONS
from club.core.addresses import absolute
from club.core.db import read
from club.core.described import Node, first_picture, way_to
from club.core.embeds import Embed, embed
from club.core.headers import allow_frame
from club.core.i18n import pick
from club.core.i18n import say as _
from club.core.site import club_here
from club.policy import Can, needs
from club.talks.acting_views import reads_notes
from club.talks.cards import KIND, sheet_of
from club.talks.described import article
from club.talks.kits import NOTHING_READ, as_read
from club.talks.media_queries import media_of
from club.talks.models import Publication, Visibility
from club.talks.pair_rules import other_than
from club.talks.queries import LIST, ONE, PAGE, corrections_in, is_readable
from club.talks.related import near_to
from club.talks.rules import reading_minutes
from club.talks.slide_queries import SLIDES
from club.talks.writing_views import pictures_here

blueprint = Blueprint("talks", __name__)
Chip = tuple[str, str, bool, None]
Trail = list[tuple[str, str]]
LAST_PAGE = 10_000


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
    text = as_read(talk, pictures_here()) if may_read else NOTHING_READ
    own = media_of(talk, f"{request.script_root}/talks") if may_read else {"media": None}
    player = embed(talk.recording) if talk.recording and may_read and not own["media"] else None
    is_playing = player is not None and "play" in request.args
    trail = trail_of(talk, "talks.index")
    image, engines = _for_engines(talk, text["transcript"], player, trail)
    page = render_template(
        "talks/show.html",
        image=image,
        engines=engines,
        player=player,
        is_playing=is_playing,
        **own,
        talk=talk,
        corrections=corrections_in(talk.corrections),
        trail=trail,
        slides=read(SLIDES, ref=talk.slides_ref).all() if talk.slides_ref and may_read else (),
        **text,
        adopts_for=g.beside,
        alternates=alternates(talk, "talks.show"),
        near=near_to(talk, is_member=is_member),
        is_member=is_member,
        reads_notes=reads_notes(talk),
        is_speaker=g.who is not None and g.who.person_id == talk.speaker_id,
        is_readable=may_read,
        minutes=reading_minutes(talk.characters, talk.lang),
        gate=gate_in_one_line(club_here()),
    )
    return allow_frame(make_response(page), player.host) if is_playing and player else page


def _for_engines(talk: Any, transcript: str, player: Embed | None, trail: Trail) -> tuple[str, list[Node]]:
    """The picture that a chat shows of a talk for everybody, and what engines are told of it."""
    if talk.visibility is not Visibility.PUBLIC:
        return "", []
    address = absolute("talks.show", slug=talk.slug)
    image = first_picture(transcript, address=address) or picture_of(KIND, talk.slug, sheet_of(talk))
    return image, [
        article(talk, address=address, club=club_here().name, image=image, player=player),
        way_to(trail, title=talk.title, address=address),
    ]


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


def trail_of(text: Any, endpoint: str) -> Trail:
    """The breadcrumb above a text: home, news, its section as the club calls it; talks where it has none."""
    trail: Trail = [(_("Home"), url_for("home.front"))]
    if endpoint == "news.index" or text.section:
        trail.append((_("News"), url_for("news.index")))
    else:
        trail.append((_("Talks"), url_for(endpoint)))
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
