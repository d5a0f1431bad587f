"""Which values of a culture statement are lived in a firm's standards and ladders: by value, the places that say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from club.documents.body import Kind
from club.documents.edits import items
from club.documents.kinds.culture.body import Culture
from club.documents.pointing import anchor, called, named_keys


@dataclass(frozen=True)
class Living:
    """A text in force that names values: what it is called, its body as it is read, and the address of its page."""

    title: str
    kind: Kind[Any]
    body: Any
    page: str


@dataclass(frozen=True)
class Place:
    """A section or a stage that lives a value."""

    name: str
    href: str


@dataclass(frozen=True)
class Lived:
    """A value with the texts that live it, each with its places; none where it only hangs on the wall."""

    key: str
    name: str
    texts: Sequence[tuple[str, Sequence[Place]]]

    @property
    def count(self) -> int:
        """In how many places it is lived."""
        return sum(len(places) for _title, places in self.texts)


def lived(culture: Culture, texts: Iterable[Living]) -> list[Lived]:
    """Return every value in the order of the statement with the places that live it; both as people read them."""
    found: dict[str, list[tuple[str, list[Place]]]] = {value.key: [] for value in culture.values}
    for text in texts:
        for value, places in _places(text).items():
            if value in found:
                found[value].append((text.title, places))
    return [Lived(value.key, str(value.name), found[value.key]) for value in culture.values]


def _places(text: Living) -> dict[str, list[Place]]:
    known = dict(items(text.body))
    places: dict[str, list[Place]] = {}
    for key, _field, value in named_keys(text.kind, text.body):
        name = called(text.body, known[key])
        places.setdefault(value, []).append(Place(name, f"{text.page}#{anchor(text.kind, known[key])}"))
    return places
