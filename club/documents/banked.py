"""Where slices above say what the banks ask about a standard for an exam that draws from them."""

from collections import Counter
from collections.abc import Callable, Mapping

from club.documents.body import Body

Finder = Callable[[int, Body], Mapping[str, int]]
_FINDERS: list[Finder] = []


def asks_besides(finder: Finder) -> Finder:
    """Register what finds, by an exam's id and its text, how many questions of banks ask about each clause, by key."""
    _FINDERS.append(finder)
    return finder


def asked_besides(document_id: int, exam: Body) -> Mapping[str, int]:
    """How many questions of banks ask about which clause, by key."""
    found: Counter[str] = Counter()
    for finder in _FINDERS:
        found.update(finder(document_id, exam))
    return found
