"""What a text began from, told by the slice above that gave it: read before the first publication."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from club.documents.body import Body


@dataclass(frozen=True)
class Beginning:
    """The text that a firm's own began from, in the language of the firm's."""

    number: int
    body: Body


Finder = Callable[[Any, Any, Body], Beginning | None]
_FINDERS: list[Finder] = []


def knows_beginnings(finder: Finder) -> Finder:
    """Register a function that finds, of a kind, a document's row and its body, what it began from."""
    _FINDERS.append(finder)
    return finder


def beginning_of(kind: Any, row: Any, body: Body) -> Beginning | None:
    """What a text began from; None for one that began empty."""
    return next((found for finder in _FINDERS if (found := finder(kind, row, body)) is not None), None)
