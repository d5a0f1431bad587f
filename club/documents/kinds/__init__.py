"""The kinds of living documents: each folder here is one, found by its name."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from club.documents.body import Body, Kind


@cache
def kinds() -> dict[str, Kind[Any]]:
    """Return every kind by name, in the order of their folders' names."""
    folders = sorted(each.name for each in iter_modules(__path__) if each.ispkg)
    return {name: import_module(f"{__name__}.{name}").KIND for name in folders}


def kind_of(name: str) -> Kind[Any]:
    """Return the kind of that name; an unknown one is a bug or a forged value."""
    return kinds()[name]


def kind_of_body(body: Body) -> Kind[Any]:
    """Return the kind of a body."""
    return next(kind for kind in kinds().values() if kind.body is type(body))


def together(kind: Kind[Any]) -> list[Kind[Any]]:
    """Return the kinds that share one entry of the menu, the one that it is called after first."""
    head = kind.beside or kind.name
    found = [each for each in kinds().values() if head in (each.name, each.beside)]
    return sorted(found, key=lambda each: each.name != head)


@cache
def height(name: str) -> int:
    """How far a kind stands above those that it points at: a ladder above exams, these above standards, and so on."""
    kind = kind_of(name)
    below = {*kind.points_at.values(), *(each for names in kind.parts_point_at.values() for each in names)}
    return 1 + max((height(each) for each in below), default=-1)
