"""A club with very many talks, put in by the shortest way; index entries and all, as publishing would leave them."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Engine, insert, text

from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.core.refs import new_ref
from club.search.index_rules import facets, tokens
from club.search.models import IndexEntry
from club.talks.models import Publication, Talk, Visibility
from tests.makers.scopes import as_desk

CHARACTERS = "".join(chr(0x4E00 + 7 * number) for number in range(600))
LATIN = ("stock", "price", "margin", "return", "shelf", "brand", "audit", "growth", "market", "order", "refund")
TEXTS = 50
AT_ONCE = 250
RARE = "罕见"
INDEXES = ("head", "words")


@contextmanager
def indexed_afterwards(owner: Engine) -> Iterator[None]:
    """PostgreSQL indexes the words afterwards, which takes a tenth of the time; its owner may."""
    is_apart = owner.dialect.name == "postgresql"
    with owner.begin() as connection:
        for part in INDEXES if is_apart else ():
            connection.execute(text(f"DROP INDEX search_words_{part}"))
    yield
    with owner.begin() as connection:
        for part in INDEXES if is_apart else ():
            index = f"search_words_{part} ON search_words USING gin ({part}) WITH (fastupdate = off)"
            connection.execute(text(f"CREATE INDEX {index}"))
        connection.execute(text("ANALYZE"))


def many_talks(club: Club, number: int, *, words: int = 2000, first: int = 0) -> None:
    """So many published talks of so many words; each hundredth has the rare word in its title."""
    chance = random.Random(11)
    texts = [" ".join(_words(chance, words)) for _ in range(min(TEXTS, number))]
    kept = [tokens(text) for text in texts]
    titles = ["".join(chance.choices(CHARACTERS, k=8)) for _ in range(number)]
    named = [(place, f"{title}{RARE * (place % 100 == 0)}") for place, title in enumerate(titles, first)]
    with as_desk(club):
        _put(Talk, (_talk(club, place, title, texts[place % len(texts)]) for place, title in named))
        narrowed = facets(club=club.id, kind="talk", lang="zh", is_public=True, section=None)
        _put(IndexEntry, (_entry(club, place, title, texts, kept, narrowed) for place, title in named))


def _words(chance: random.Random, number: int) -> list[str]:
    """Few words often, most of them seldom, as in any language."""
    chinese = ["".join(chance.choices(CHARACTERS, k=2)) for _ in range(4000)]
    weights = [1 / place for place in range(1, len(chinese) + 1)]
    common = ["我们", *LATIN]
    return [
        chance.choice(common) if each % 5 == 0 else word
        for each, word in enumerate(chance.choices(chinese, weights, k=number))
    ]


def _talk(club: Club, place: int, title: str, text: str) -> dict[str, Any]:
    return {
        "club_id": club.id, "ref": new_ref(), "slug": f"many-{place}", "title": title, "lang": "zh", "summary": title,
        "status": Publication.PUBLISHED, "visibility": Visibility.PUBLIC, "topics": [LATIN[place % len(LATIN)]],
        "held_on": date(2000, 1, 1) + timedelta(days=place), "transcript": text, "transcript_html": f"<p>{text}</p>",
        "written_at": clock.now(), "published_at": clock.now(), "speaker": f"Speaker {place % 40}",
        "firm_name": "Demo Firm", "place": "Hall", "source": "", "version": 1,
    }  # fmt: skip


def _entry(club: Club, place: int, title: str, texts: list[str], kept: list[str], narrowed: str) -> dict[str, Any]:
    head, which = f"{narrowed} {tokens(title)}", place % len(texts)
    return {
        "club_id": club.id, "kind": "talk", "subject_id": place + 1, "slug": f"many-{place}", "lang": "zh",
        "is_public": True, "title": title, "by": f"Speaker {place % 40}", "text": texts[which], "head": head,
        "day": date(2000, 1, 1) + timedelta(days=place), "words": f"{head} {kept[which]}",
    }  # fmt: skip


def _put(model: Any, rows: Any) -> None:
    statement, left = insert(model.__table__).execution_options(scoped=True), iter(rows)
    while some := list(islice(left, AT_ONCE)):
        session().execute(statement, some)
