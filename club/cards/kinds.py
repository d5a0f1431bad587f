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
AHEAD: dict[str, tuple[Shape, ...]] = {}
"""Which pictures of a text are drawn before anybody asks for one."""


def shows(kind: str, *, ahead: tuple[Shape, ...] = (Shape.WIDE,)) -> Callable[[Finder], Finder]:
    """Register how a text of a kind is found for a card; None where whoever asks may have none of it.

    A job that draws ahead asks for nobody: it is given what some reader may have, and each reader is asked about anew.
    """

    def registered(finder: Finder) -> Finder:
        FINDERS[kind], AHEAD[kind] = finder, ahead
        return finder

    return registered
