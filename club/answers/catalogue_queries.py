"""The catalogues of a firm that are in force, made ready to be searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from club.answers.queries import BODIES, CATALOGUES
from club.answers.search_rules import MOST_FOUND, Index, near, search
from club.core import i18n
from club.core.db import read
from club.core.kept import Kept
from club.core.scope import current
from club.documents import published
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.kinds.answers.body import Answer, Answers
from club.documents.languages import for_reader

MOST_ANSWERS = 20_000
_indexes: Kept[Index] = Kept(MOST_ANSWERS, weigh=lambda index: len(index) + 1)


@dataclass(frozen=True)
class Catalogue:
    """A catalogue in force: its row, and its text in the reader's language, made ready."""

    row: Any
    index: Index

    @property
    def body(self) -> Answers:
        """The text as whoever reads does."""
        return self.index.catalogue


@dataclass(frozen=True)
class Hit:
    """An answer that was found, and the catalogue that holds it."""

    catalogue: Catalogue
    answer: Answer


@dataclass(frozen=True)
class Hits:
    """What was found in all catalogues together; `is_near` where nothing has all the words."""

    found: Sequence[Hit]
    is_near: bool


def rows_of(today: date) -> Sequence[Any]:
    """The rows of the firm's catalogues by title, with the number in force on a day where there is one."""
    return read(CATALOGUES, today=today).all()


def in_force(rows: Sequence[Any], today: date) -> list[Catalogue]:
    """Those of the catalogues that are in force; what is not kept yet is read for all of them at once."""
    bodies = cache(lambda: {(one.id, one.number): one for one in read(BODIES, today=today)})

    def index(row: Any) -> Index:
        return _indexes.get(_key(row), lambda: Index(_edition(row, bodies())))

    return [Catalogue(row, index(row)) for row in rows if row.number is not None]


def one_of(catalogues: Sequence[Catalogue], ref: str) -> Catalogue | None:
    """The catalogue with this ref."""
    return next((each for each in catalogues if each.row.ref == ref), None)


def look_for(typed: str, catalogues: Sequence[Catalogue], day: date) -> Hits:
    """Search all catalogues: what ranks alike stands in the order of the catalogues."""
    results = [(each, search(each.index, typed, day)) for each in catalogues]
    exact = [(each, found) for each, found in results if found.ranked and not found.is_near]
    ranked = [(rank, Hit(each, answer)) for each, found in exact or results for rank, answer in found.ranked]
    return Hits(_first(ranked, MOST_FOUND), is_near=not exact)


def like(words: str, catalogues: Sequence[Catalogue], day: date, most: int) -> list[Hit]:
    """The answers whose problem is most like what a buyer wrote."""
    found = [
        (rank, Hit(each, answer)) for each in catalogues for rank, answer in islice(near(each.index, words, day), most)
    ]
    return _first(found, most)


def _first(ranked: list[tuple[float, Hit]], most: int) -> list[Hit]:
    return [hit for _, hit in sorted(ranked, key=lambda each: each[0])[:most]]


def _key(row: Any) -> tuple[Any, ...]:
    scope = current()
    return scope.club, scope.firm, row.ref, row.number, row.published_at, i18n.lang()


def _edition(row: Any, bodies: Mapping[tuple[int, int], Any]) -> Answers:
    """A number as whoever reads does; one that another followed meanwhile is read on its own."""
    found = bodies.get((row.id, row.number))
    if found is None:
        alone: Answers = published.body(row)
        return alone
    kind = kind_of(row.kind)
    body: Answers = read_body(kind, stored(kind.name, found.schema, found.body))
    return for_reader(body, row.lang, i18n.lang())
