"""Where cards ask the slices above for what they show: the texts of a kind, each by its address."""

from collections.abc import Callable
from typing import NamedTuple

from club.cards.rules import Shape, Sheet


class Found(NamedTuple):
    """A text that whoever asks may have a card of."""

    id: int
    sheet: Sheet


Finder = Callable[[str, Shape], Found | None]
FINDERS: dict[str, Finder] = {}


def shows(kind: str) -> Callable[[Finder], Finder]:
    """Register how a text of a kind is found for a card; None where whoever asks may have none of it."""

    def registered(finder: Finder) -> Finder:
        FINDERS[kind] = finder
        return finder

    return registered
