"""The catalogues of a firm that are in force, made ready to be searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from club.answers.queries import BODIES, CATALOGUES
from club.answers.search_rules import MOST_FOUND, Found, Index, near, search
from club.core import i18n
from club.core.db import read
from club.core.kept import Kept
from club.core.scope import current
from club.documents import published
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.kinds.answers.body import Answer, Answers
from club.documents.languages import for_reading, is_in_both, language_for

MOST_ANSWERS = 20_000
_indexes: Kept[Index] = Kept(MOST_ANSWERS, weigh=lambda index: len(index) + 1)


@dataclass(frozen=True)
class Catalogue:
    """A catalogue in force: its row, and its text in one language, made ready."""

    row: Any
    index: Index

    @property
    def body(self) -> Answers:
        """The text in that language."""
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


def in_force(rows: Sequence[Any], today: date, language: str = "") -> list[Catalogue]:
    """Those of the catalogues that are in force, in the reader's language where none is said.

    What is not kept yet is read for all of them at once.
    """
    bodies = cache(lambda: {(one.id, one.number): one for one in read(BODIES, today=today)})
    wanted = language or i18n.lang()

    def index(row: Any) -> Index:
        return _indexes.get(_key(row, wanted), lambda: _indexed(row, bodies(), wanted))

    return [Catalogue(row, index(row)) for row in rows if row.number is not None]


def one_of(catalogues: Sequence[Catalogue], ref: str) -> Catalogue | None:
    """The catalogue with this ref."""
    return next((each for each in catalogues if each.row.ref == ref), None)


def look_for(typed: str, catalogues: Sequence[Catalogue], day: date) -> Hits:
    """Search all catalogues: what ranks alike stands in the order of the catalogues.

    Where no answer in the reader's language has all the words, the other language of those that are in both is searched
    too: a buyer's words find the answer in their language.
    """
    if exact := _exact(results := _searched(typed, catalogues, day)):
        return Hits(_first(exact, MOST_FOUND), is_near=False)
    others = _searched(typed, otherwise(catalogues, day), day)
    exact = _exact(others)
    return Hits(_first(exact or [*_ranked(results), *_ranked(others)], MOST_FOUND), is_near=not exact)


def like(words: str, catalogues: Sequence[Catalogue], day: date, most: int) -> list[Hit]:
    """The answers whose problem is most like what a buyer wrote, in whichever language of the catalogues."""
    found = [
        (rank, Hit(each, answer))
        for each in [*catalogues, *otherwise(catalogues, day)]
        for rank, answer in islice(near(each.index, words, day), most)
    ]
    return _first(found, most)


def otherwise(catalogues: Sequence[Catalogue], today: date) -> list[Catalogue]:
    """Those of the catalogues that are in both languages, in the one that the reader does not read."""
    paired = [each.row for each in catalogues if each.index.is_paired]
    return in_force(paired, today, "en" if i18n.lang() == "zh" else "zh") if paired else []


def _searched(typed: str, catalogues: Sequence[Catalogue], day: date) -> list[tuple[Catalogue, Found]]:
    return [(each, search(each.index, typed, day)) for each in catalogues]


def _exact(results: Sequence[tuple[Catalogue, Found]]) -> list[tuple[float, Hit]]:
    return _ranked([(each, found) for each, found in results if not found.is_near])


def _ranked(results: Sequence[tuple[Catalogue, Found]]) -> list[tuple[float, Hit]]:
    return [(rank, Hit(each, answer)) for each, found in results for rank, answer in found.ranked]


def _first(ranked: list[tuple[float, Hit]], most: int) -> list[Hit]:
    """The best, each answer once."""
    best: dict[tuple[str, str], Hit] = {}
    for _, hit in sorted(ranked, key=lambda each: each[0]):
        best.setdefault((hit.catalogue.row.ref, hit.answer.key), hit)
    return list(islice(best.values(), most))


def _key(row: Any, language: str) -> tuple[Any, ...]:
    scope = current()
    return scope.club, scope.firm, row.ref, row.number, row.published_at, language


def _indexed(row: Any, bodies: Mapping[tuple[int, int], Any], language: str) -> Index:
    """A number as whoever reads a language does; one that another followed meanwhile is read on its own."""
    found = bodies.get((row.id, row.number))
    if found is None:
        with i18n.speaking(language):
            return Index(published.body(row), published.language(row))
    kind = kind_of(row.kind)
    body: Answers = read_body(kind, stored(kind.name, found.schema, found.body))
    spoken = language_for(body, row.lang, language)
    return Index(for_reading(body, spoken), spoken, is_paired=is_in_both(body))
