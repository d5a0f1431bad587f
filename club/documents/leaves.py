"""A long text is read a leaf at a time: which leaf holds a place, and what stands on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from club.documents.body import Body, Kind
from club.documents.edits import items
from club.documents.words import item_name


@dataclass(frozen=True)
class Leaves:
    """The leaves of a text, and the number of the one that is read."""

    kind: Kind[Any]
    bodies: tuple[Any, ...]
    number: int

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.bodies)

    @property
    def body(self) -> Any:
        """What is read."""
        return self.bodies[self.number - 1]

    @property
    def headings(self) -> dict[str, str]:
        """What stands on all of them, in order: the place of each heading, and its words."""
        first = next(iter(self.kind.anchors), "")
        return {
            at: item_name(item)
            for leaf in self.bodies
            for at, item in _places(self.kind, leaf)
            if type(item).__name__ == first
        }


def opened_at(kind: Kind[Any], body: Body, at: str, number: int) -> Leaves:
    """The leaf that holds a place, else the one with this number, else the nearest."""
    bodies = kind.leaves(body) if kind.leaves else (body,)
    holding = (n for n, leaf in enumerate(bodies, 1) if at and any(at == place for place, _ in _places(kind, leaf)))
    return Leaves(kind, bodies, next(holding, min(max(number, 1), len(bodies))))


def _places(kind: Kind[Any], leaf: Body) -> Iterator[tuple[str, Any]]:
    for key, item in items(leaf):
        if (before := kind.anchors.get(type(item).__name__)) is not None:
            yield f"{before}{key}", item
