"""Pure: which items of another text a body names, which of them that text lacks, and what people call them."""

from collections.abc import Iterator
from typing import Any

from club.documents.body import Body, Clause, Item, Kind
from club.documents.edits import items
from club.documents.kinds.culture.body import Culture, Value
from club.documents.kinds.standard.body import CustomerProblem, Grant, Minimum, Standard
from club.documents.kinds.standard.rules import numbers
from club.documents.words import item_name

_POINTABLE = (Clause, Minimum, Grant, CustomerProblem)


def named_keys(kind: Kind[Any], body: Body) -> Iterator[tuple[str, str, str]]:
    """Yield each item's key, the field, and the key in the other text that it names."""
    for key, item in items(body):
        for field in kind.points_at:
            owner, _dot, name = field.partition(".")
            if type(item).__name__ == owner:
                yield from ((key, name, named) for named in getattr(item, name))


def astray(kind: Kind[Any], body: Body, target: Body) -> dict[str, str]:
    """The items that name what the other text lacks, by key, with the field that does."""
    known = {key for key, _item in items(target)}
    return {key: field for key, field, named in named_keys(kind, body) if named not in known}


def names(body: Body) -> dict[str, str]:
    """What people call the items that are worth pointing at, by key, in reading order, with their printed numbers."""
    wanted = (Value,) if isinstance(body, Culture) else _POINTABLE
    return {key: called(body, item) for key, item in items(body) if isinstance(item, wanted)}


def clauses(body: Body | None) -> dict[str, str]:
    """What may be meant of a text that belongs to a part of another, by key: the items of a standard."""
    return names(body) if isinstance(body, Standard) else {}


def called(body: Body, item: Item) -> str:
    """What people call an item of a body, with its printed number where it has one."""
    printed = numbers(body) if isinstance(body, Standard) else {}
    return f"{printed[item.key]} {item_name(item)}" if item.key in printed else item_name(item)


def anchor(kind: Kind[Any], item: Item) -> str:
    """Where on the page of its text an item stands."""
    mark = kind.anchors.get(type(item).__name__)
    return f"{mark}{item.key}" if mark else ""


def choices(kind: Kind[Any], body: Body, target: Body | None) -> dict[str, str]:
    """What the fields that point elsewhere may name, by key: the other text's items, and what is named already."""
    known = names(target) if target is not None else {}
    return {**known, **{named: named for _key, _field, named in named_keys(kind, body) if named not in known}}
