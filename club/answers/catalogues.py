"""The catalogues of a firm that are in force, made ready to be searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from club.answers.queries import CATALOGUES
from club.answers.search_rules import MOST_FOUND, Index, near, search
from club.core import i18n
from club.core.db import read
from club.core.kept import Kept
from club.core.scope import current
from club.documents import published
from club.documents.kinds.answers.body import Answer, Answers

MOST_ANSWERS = 20_000
_indexes: Kept[Index] = Kept(MOST_ANSWERS, weigh=lambda index: len(index) + 1)


@dataclass(frozen=True)
class Hit:
    """An answer that was found, and the row of its catalogue."""

    row: Any
    answer: Answer


@dataclass(frozen=True)
class Hits:
    """What was found in all catalogues together; `is_near` where nothing has all the words."""

    found: Sequence[Hit]
    is_near: bool


def catalogues(today: date) -> list[Any]:
    """The rows of the firm's catalogues, by title; those without a number have nothing in force."""
    return list(read(CATALOGUES, today=today).all())


def body_of(row: Any) -> Answers:
    """A catalogue in force as whoever reads does."""
    body: Answers = published.body(row)
    return body


def index_of(row: Any) -> Index:
    """A catalogue in force, made ready to be searched; kept for as long as it is asked for."""
    scope = current()
    key = (scope.club, scope.firm, row.ref, row.number, row.published_at, i18n.lang())
    return _indexes.get(key, lambda: Index(body_of(row)))


def look_for(typed: str, rows: Sequence[Any], day: date) -> Hits:
    """Search all catalogues: what ranks alike stands in the order of the catalogues."""
    results = [(row, search(index_of(row), typed, day)) for row in rows if row.number is not None]
    exact = [(row, found) for row, found in results if found.ranked and not found.is_near]
    chosen = exact or results
    ranked = sorted(
        ((rank, place, Hit(row, answer)) for place, (row, found) in enumerate(chosen) for rank, answer in found.ranked),
        key=lambda each: each[:2],
    )
    return Hits([hit for _, _, hit in islice(ranked, MOST_FOUND)], is_near=not exact)


def like(words: str, rows: Sequence[Any], day: date, most: int) -> list[Hit]:
    """The answers whose problem is most like what a buyer wrote."""
    ranked = [
        (rank, place, Hit(row, answer))
        for place, row in enumerate(rows)
        if row.number is not None
        for rank, answer in islice(near(index_of(row), words, day), most)
    ]
    return [hit for _, _, hit in sorted(ranked, key=lambda each: each[:2])[:most]]
