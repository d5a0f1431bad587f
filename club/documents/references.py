"""What slices above keep about the items of a document: asked before an item or a document goes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from club.core.text import Phrase


@dataclass(frozen=True)
class Reference:
    """Something that points at an item of a document, or (item "") at the whole, told in words: a person or a text.

    `elsewhere` is the page on which it is led somewhere else: its endpoint and the row's ref.
    """

    item: str
    words: Phrase
    is_person: bool = True
    elsewhere: tuple[str, str] | None = None


Finder = Callable[[int], Collection[Reference]]
_FINDERS: list[Finder] = []


def refers(finder: Finder) -> Finder:
    """Register a function that finds, by a document's id, what points at its items."""
    _FINDERS.append(finder)
    return finder


def references(document_id: int) -> list[Reference]:
    """Everything that points at items of a document."""
    return [found for finder in _FINDERS for found in finder(document_id)]
