"""Pages of news."""

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from club.cards.sheets import picture_of
from club.clubs.gate_words import gate_in_one_line
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import read
from club.core.described import first_picture, way_to
from club.core.i18n import say as _
from club.core.site import club_here
from club.news import actions
from club.news.actions import ArticleFacts
from club.news.cards import KIND, sheet_of
from club.news.forms import ArticleForm, NewArticleForm
from club.news.models import Article
from club.news.pages import keep_pages
from club.news.picture_models import ArticlePicture
from club.news.queries import FEED, LIST, ONE, PAGE, PICTURES
from club.policy import Can, needs
from club.talks import described
from club.talks.author_views import writer_leaves, writers_page
from club.talks.feed_views import atom
from club.talks.handing_views import given_back
from club.talks.models import Publication
from club.talks.outline_rules import outlined
from club.talks.pair_queries import around
from club.talks.pair_views import other_language
from club.talks.picture_actions import Album
from club.talks.queries import corrections_in
from club.talks.rules import with_pictures
from club.talks.version_views import version_page, versions_page
from club.talks.views import alternates, page_asked, section_chips, trail_of
from club.talks.writing_views import Desk, pictures_here

blueprint = Blueprint("news", __name__)


@blueprint.get("/news")
@needs(Can.SITE_READ)
def index() -> ResponseReturnValue:
    """What the club has published about itself, latest first, of one section if asked."""
    page, section = page_asked(), request.args.get("section", "")[:80]
    rows = read(LIST, offset=(page - 1) * PAGE, section=section).all()
    return render_template(
        "news/index.html",
        articles=rows[:PAGE],
        chips=section_chips("news.index", section, is_all=not section),
        page=page,
        has_next=len(rows) > PAGE,
        section=section,
        kept={"section": section} if section else {},
    )


@blueprint.get("/news/feed.atom")
@needs(Can.SITE_READ)
def feed() -> ResponseReturnValue:
    """The newest articles."""
    return atom(_("News"), endpoint="news", rows=read(FEED).all())


@blueprint.get("/news/<slug:slug>")
@needs(Can.SITE_READ)
def show(slug: str) -> ResponseReturnValue:
    """One article."""
    article = read(ONE, slug=slug).first()
    if article is None or article.status is not Publication.PUBLISHED:
        abort(404)
    if article.is_page:
        g.stands_for = "home.front"
    body, headings = outlined(with_pictures(article.body_html, pictures_here("news"), kind="news"))
    trail = [(_("Home"), url_for("home.front"))] if article.is_page else trail_of(article, "news.index")
    address = absolute("news.show", slug=slug)
    image = first_picture(body, address=address) or picture_of(KIND, slug, sheet_of(article))
    told = [] if article.is_page else [described.article(article, address=address, club=club_here().name, image=image)]
    return render_template(
        "news/show.html",
        article=article,
        image=image,
        engines=[*told, way_to(trail, title=article.title, address=address)],
        corrections=corrections_in(article.corrections),
        trail=trail,
        body=Markup(body),  # noqa: S704  cleaned when it was saved
        headings=headings,
        alternates=alternates(article, "news.show"),
        gate=gate_in_one_line(club_here()),
    )


DESK = Desk(
    kind="news",
    page="news/edit.html",
    new_form=NewArticleForm,
    form=ArticleForm,
    model=Article,
    facts=ArticleFacts,
    actions=actions,
    album=Album(ArticlePicture, "article_id", Did.ARTICLE_PICTURE_ADDED, Did.ARTICLE_PICTURE_REMOVED),
    around=around(Article),
    loaded=lambda article: {
        **{
            name: getattr(article, name)
            for name in ("title", "lang", "body", "summary", "source", "original", "slug", "is_page")
        },
        "section": str(article.section_id or ""),
    },
    restored=lambda _article, facts: {**facts, "section": str(facts.get("section_id") or "")},
    beside=lambda article, _around: {"pictures": read(PICTURES, article_id=article.id).all()},
    understood=lambda found: {
        "title": found.transcript.title[:200],
        "lang": found.lang,
        "body": found.transcript.words,
        "summary": found.transcript.facts.get("summary", "")[:500],
        "source": found.transcript.source[:300],
    },
)


@blueprint.post("/news/from-file")
@needs(Can.TALK_WRITE)
def from_file() -> ResponseReturnValue:
    """Begin an article with a file."""
    return DESK.from_file()


@blueprint.route("/news/new", methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def new() -> ResponseReturnValue:
    """Write an article."""
    return DESK.begin()


@blueprint.route("/news/<slug:slug>/edit", methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def edit(slug: str) -> ResponseReturnValue:
    """Change an article."""
    return DESK.edit(slug)


@blueprint.get("/news/<slug:slug>/versions")
@needs(Can.TALK_WRITE)
def versions(slug: str) -> ResponseReturnValue:
    """What an article was before."""
    return versions_page(DESK, slug)


@blueprint.get("/news/<slug:slug>/versions/<int:number>")
@needs(Can.TALK_WRITE)
def version(slug: str, number: int) -> ResponseReturnValue:
    """One version of an article beside it as it is now."""
    return version_page(DESK, slug, number)


@blueprint.route("/news/<slug:slug>/writers", methods=["GET", "POST"])
@needs(Can.TALK_WRITE)
def writers(slug: str) -> ResponseReturnValue:
    """Who writes an article, and who is to write it too."""
    return writers_page(DESK, slug)


@blueprint.post("/news/<slug:slug>/writers/leave")
@needs(Can.TALK_WRITE)
def writer_goes(slug: str) -> ResponseReturnValue:
    """Take somebody off an article, or oneself."""
    return writer_leaves(DESK, slug)


@blueprint.post("/news/<slug:slug>/language")
@needs(Can.TALK_WRITE)
def language(slug: str) -> ResponseReturnValue:
    """Begin an article’s version in the other language, name it, or take the two apart."""
    answer = other_language(DESK, slug)
    keep_pages()
    return answer


@blueprint.post("/news/<slug:slug>/moment")
@needs(Can.TALK_WRITE)
def schedule(slug: str) -> ResponseReturnValue:
    """Let an article come out at a moment."""
    return DESK.schedule(slug)


@blueprint.post("/news/<slug:slug>/step")
@needs(Can.TALK_WRITE)
def step(slug: str) -> ResponseReturnValue:
    """Hand an article in, take it back, publish or withdraw it."""
    return DESK.step(slug)


@blueprint.post("/news/<slug:slug>/return")
@needs(Can.TALK_PUBLISH)
def give_back(slug: str) -> ResponseReturnValue:
    """Give an article that was handed in back to its writers, with words."""
    return given_back(DESK, slug)
