"""Articles are drafted, changed, handed in, published and withdrawn."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.core.markdown import render
from club.core.refs import new_ref
from club.news.models import Article
from club.talks.models import Publication
from club.talks.publication import move, refuse_gone, with_free_slug
from club.talks.rules import missing_for_readers, slug_from

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


def draft(facts: ArticleFacts, *, by: int | None, at: datetime, slug: str = "") -> Article:
    """Add an article that nobody but its author and the editors sees. Refused where its section is gone."""
    refuse_gone(facts.section_id)
    ref = new_ref()
    article = Article(**asdict(facts), ref=ref, body_html=render(facts.body), author_id=by, written_at=at)
    with_free_slug(article, slug or slug_from(facts.title, f"news-{ref[:6]}"))
    audit.record(Did.ARTICLE_DRAFTED, ref)
    return article


def change(article: Article, facts: ArticleFacts, *, at: datetime, slug: str = "") -> None:
    """Change an article; its address stays as it is once the article was out. Refused where its section is gone."""
    refuse_gone(facts.section_id)
    for name, value in asdict(facts).items():
        setattr(article, name, value)
    article.body_html = render(facts.body)
    article.written_at = at
    article.version += 1
    if slug and slug != article.slug and article.published_at is None:
        with_free_slug(article, slug)
    audit.record(Did.ARTICLE_CHANGED, article.ref, version=article.version)


def take_step(article: Article, word: str, *, is_editor: bool, at: datetime) -> Publication:
    """Hand an article in, take it back, publish or withdraw it."""
    lacks = missing_for_readers(
        title=article.title, summary=article.summary, words=article.body, held_on=None, is_talk=False
    )
    reached = move(article, word, is_editor=is_editor, lacks=lacks, at=at)
    audit.record(EVENTS[word], article.ref, status=reached.value)
    return reached


def to_write(slug: str) -> Article | None:
    """An article by its address, to be changed; locked until this commit ends."""
    found: Article | None = (
        session().execute(select(Article).where(Article.slug == slug).with_for_update()).scalar_one_or_none()
    )
    return found
