"""Articles are drafted, changed, handed in, published and withdrawn."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from club.cards import actions as cards
from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.markdown import render
from club.core.refs import new_ref
from club.core.refusals import Refusal
from club.news.models import Article
from club.news.pages import keep_pages
from club.talks.handing_actions import tell_given_back, tell_of_step
from club.talks.models import Publication
from club.talks.pair_actions import keep_language
from club.talks.publication import (
    come_out,
    correct,
    move,
    named_writers,
    put_back,
    refuse_gone,
    set_moment,
    with_free_slug,
)
from club.talks.rules import missing_for_readers, slug_from
from club.talks.version_actions import keep_version

COME_OUT = "news.come_out"
SAID = ("title", "summary", "body")
"""What readers are told when it is corrected."""
EVENTS = {
    "submit": Did.ARTICLE_SUBMITTED,
    "return": Did.ARTICLE_CHANGED,
    "publish": Did.ARTICLE_PUBLISHED,
    "withdraw": Did.ARTICLE_WITHDRAWN,
}


@dataclass(frozen=True, kw_only=True)
class ArticleFacts:
    """What a writer says in an article."""

    title: str
    lang: str
    body: str
    summary: str = ""
    section_id: int | None = None
    source: str = ""
    original: str = ""
    is_page: bool = False


def draft(facts: ArticleFacts, *, by: int | None, at: datetime, slug: str = "") -> Article:
    """Add an article that nobody but its author and the editors sees. Refused where its section is gone."""
    refuse_gone(facts.section_id)
    ref = new_ref()
    article = Article(**asdict(facts), ref=ref, body_html=render(facts.body), author_id=by, written_at=at)
    with_free_slug(article, slug or slug_from(facts.title, f"news-{ref[:6]}"))
    audit.record(Did.ARTICLE_DRAFTED, ref)
    return article


def change(
    article: Article, facts: ArticleFacts, *, at: datetime, slug: str = "", note: str = "", by: int | None = None
) -> None:
    """Change an article; its address stays as it is once the article was out.

    Refused where its section is gone, or where an article that is out says other words and no note tells which; of a
    page nobody expects that it stays as it was.
    """
    refuse_gone(facts.section_id, standing=article.section_id)
    keep_language(article, facts.lang)
    before, was_page = [getattr(article, name) for name in SAID], article.is_page
    for name, value in asdict(facts).items():
        setattr(article, name, value)
    is_other = before != [getattr(article, name) for name in SAID] and not facts.is_page
    if correct(article, is_other=is_other, note=note, by=by, at=at):
        audit.record(Did.ARTICLE_CORRECTED, article.ref)
    article.body_html = render(facts.body)
    article.written_at = at
    article.version += 1
    if slug and slug != article.slug and article.published_at is None:
        with_free_slug(article, slug)
    if article.status is not Publication.DRAFT:
        keep_version(article, ArticleFacts, at=at)
    if article.status is Publication.PUBLISHED:
        cards.order(article.__tablename__, article.slug)
    audit.record(Did.ARTICLE_CHANGED, article.ref, version=article.version)
    if was_page or facts.is_page:
        keep_pages()


def take_step(article: Article, word: str, *, is_editor: bool, at: datetime) -> Publication:
    """Hand an article in, take it back, publish or withdraw it."""
    reached = move(article, word, is_editor=is_editor, lacks=_lacks(article), at=at)
    if reached is not Publication.DRAFT:
        keep_version(article, ArticleFacts, at=at)
    audit.record(EVENTS[word], article.ref, status=reached.value)
    tell_of_step(article, word, kind="news", writers=named_writers(article))
    if article.is_page:
        keep_pages()
    return reached


def give_back(article: Article, remark: str) -> None:
    """Give an article that was handed in back to its writers, with words on what to change."""
    put_back(article, remark)
    audit.record(Did.ARTICLE_GIVEN_BACK, article.ref)
    tell_given_back(article, kind="news", writers=named_writers(article))


def schedule(article: Article, moment: datetime, *, is_editor: bool, at: datetime) -> None:
    """Let an article come out at a moment."""
    set_moment(article, moment, is_editor=is_editor, lacks=_lacks(article), at=at)
    keep_version(article, ArticleFacts, at=at)
    outbox.order(COME_OUT, after=moment - at, ref=article.ref, moment=moment.isoformat())
    audit.record(Did.ARTICLE_SCHEDULED, article.ref, at=moment.isoformat())


@outbox.handles(COME_OUT)
def _come_out(*, ref: str, moment: str) -> None:
    article = session().execute(select(Article).where(Article.ref == ref).with_for_update()).scalar_one_or_none()
    come_out(article, moment, lambda due: take_step(due, "publish", is_editor=True, at=clock.now()))


def _lacks(article: Article) -> Refusal | None:
    """What keeps an article from its readers."""
    return missing_for_readers(
        title=article.title, summary=article.summary, words=article.body, held_on=None, is_talk=False
    )


def to_write(slug: str) -> Article | None:
    """An article by its address, to be changed; locked until this commit ends."""
    found: Article | None = (
        session().execute(select(Article).where(Article.slug == slug).with_for_update()).scalar_one_or_none()
    )
    return found
