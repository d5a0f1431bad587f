"""Changing a body item by item: what was changed meanwhile, and where items come, go and move."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from club.documents.body import B, Body, Item
from club.documents.entries import ROOT, Entry, assemble, entries
from club.documents.shape import shape


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that somebody else changed after the page was opened: their text beside the one typed."""

    field: str
    theirs: Any
    typed: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What may be written, and what two people changed at once; None stands for a field's default."""

    changes: Mapping[str, Any]
    conflicts: tuple[Conflict, ...]


def digest(value: Any) -> str:
    """Return a short sign of a field's value, by which a page remembers what it was opened on."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def imprint(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a whole text as stored: JSON in UTF-8, its keys sorted. It says which text was signed."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def digests(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the signs of an item's fields; a field at its default has none."""
    return {name: digest(value) for name, value in fields.items()}


def merge(current: Mapping[str, Any], typed: Mapping[str, Any], opened: Mapping[str, str]) -> Merged:
    """Hold typed fields against the current ones: a field left as it was opened keeps what others wrote."""
    changes: dict[str, Any] = {}
    conflicts = []
    absent = digest(None)
    for name, value in typed.items():
        now = current.get(name)
        was = opened.get(name, absent)
        if value == now or digest(value) == was:
            continue
        if digest(now) == was:
            changes[name] = value
        else:
            conflicts.append(Conflict(name, now, value))
    return Merged(changes, tuple(conflicts))


def items(body: Body) -> Iterator[tuple[str, Any]]:
    """Yield every item of a body as its dataclass, the body itself first with the key ""."""
    yield ROOT, body
    yield from _below(body)


def item_of(body: Body, key: str) -> Any | None:
    """Return the item with this key, the body itself for "", or None."""
    return next((item for name, item in items(body) if name == key), None)


def entry_of(body: Body, key: str) -> Entry | None:
    """Return the entry of an item, or None."""
    return next((each for each in entries(body) if each.key == key), None)


def trail(body: Body, key: str) -> tuple[str, ...]:
    """Return the keys from the outermost item down to this one."""
    parents = {each.key: each.parent for each in entries(body)}
    found: list[str] = []
    while key != ROOT:
        found.append(key)
        key = parents[key]
    return tuple(reversed(found))


def child_type(owner: type, slot: str) -> type[Item] | None:
    """Return the type of the items that a field holds, or None where it holds none."""
    return next((each.type for each in shape(owner) if each.name == slot and each.is_child), None)


def may_add(owner: Any, slot: str) -> bool:
    """Tell whether a field takes one more item: a list always, a single place only while it is empty."""
    kind: Any = type(owner)
    found = next((each for each in shape(kind) if each.name == slot and each.is_child), None)
    return found is not None and (found.many or getattr(owner, slot) is None) and not _needs_child(found.type)


def is_list(owner: Any, slot: str) -> bool:
    """Tell whether a field of a type holds any number of items."""
    return any(each.name == slot and each.is_child and each.many for each in shape(owner))


def may_remove(owner: Any, slot: str) -> bool:
    """Tell whether an item may be taken out of a field on its own: not where its holder needs it."""
    kind: Any = type(owner)
    return not any(each.name == slot and each.is_required and not each.many for each in shape(kind))


def added(body: B, parent: str, slot: str, key: str, fields: Mapping[str, Any]) -> B:
    """Return the body with a new item at the end of a list."""
    listed = entries(body)
    order = sum(1 for each in listed if (each.parent, each.slot) == (parent, slot) and each.key != ROOT)
    known = {name: value for name, value in fields.items() if value is not None}
    return assemble(type(body), (*listed, Entry(key, parent, slot, order, "", known)))


def shifted(body: B, key: str, by: int) -> B:
    """Return the body with one item moved among its neighbours; at the edge it stays."""
    listed = entries(body)
    one = next(each for each in listed if each.key == key)
    row = [each.key for each in listed if (each.parent, each.slot) == (one.parent, one.slot) and each.key != ROOT]
    place = row.index(key)
    row.insert(max(0, min(place + by, len(row) - 1)), row.pop(place))
    return assemble(type(body), (replace(e, order=row.index(e.key)) if e.key in row else e for e in listed))


def _needs_child(kind: Any) -> bool:
    return any(each.is_child and each.is_required and not each.many for each in shape(kind))


def _below(owner: Any) -> Iterator[tuple[str, Any]]:
    kind: Any = type(owner)
    for each in shape(kind):
        if each.is_child:
            held = getattr(owner, each.name)
            for one in held if each.many else [held] * (held is not None):
                yield one.key, one
                yield from _below(one)
