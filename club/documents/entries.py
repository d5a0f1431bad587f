"""A body as a sequence of keyed entries: the one view on which diff, merge and comments work."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from club.core.text import N_
from club.documents.body import B, Body, Json, MalformedBodyError, Problem
from club.documents.codec import from_json, to_json
from club.documents.shape import shape

ROOT = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: where it stands (parent's key, the parent's field, place in it) and its own fields as JSON."""

    key: str
    parent: str
    slot: str
    order: int
    type: str
    fields: Mapping[str, Any]


def entries(body: Body) -> tuple[Entry, ...]:
    """Return the body itself (key "") and all its items, parents before children, in order."""
    found: list[Entry] = []
    _collect(type(body), to_json(body), Entry(ROOT, ROOT, "", 0, "", {}), found)
    return tuple(found)


def assemble(body_type: type[B], parts: Iterable[Entry]) -> B:
    """Build a body from entries in any sequence; the inverse of `entries`."""
    listed = tuple(parts)
    known = {each.key for each in listed}
    children: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for each in listed:
        if each.key == ROOT:
            continue
        if each.parent not in known:
            raise MalformedBodyError((Problem(each.key, N_("The part that held this item is gone.")),))
        children[each.parent, each.slot].append(each)
    root = next(each for each in listed if each.key == ROOT)
    return from_json(body_type, _build(body_type, root, children))


def with_fields(body: B, key: str, changes: Mapping[str, Any]) -> B:
    """Return the body with some fields of one item changed; a value of None goes back to the default."""
    return assemble(type(body), (_changed(each, changes) if each.key == key else each for each in entries(body)))


def without(body: B, key: str) -> B:
    """Return the body without one item and everything it holds."""
    gone = {key}
    kept = []
    for each in entries(body):
        if each.key in gone or (each.key != ROOT and each.parent in gone):
            gone.add(each.key)
        else:
            kept.append(each)
    return assemble(type(body), kept)


def _changed(entry: Entry, changes: Mapping[str, Any]) -> Entry:
    merged = {**entry.fields, **changes}
    return replace(entry, fields={name: value for name, value in merged.items() if value is not None})


def _collect(owner: type, data: Json, place: Entry, found: list[Entry]) -> None:
    children = [each for each in shape(owner) if each.is_child]
    own = {name: value for name, value in data.items() if name != "key" and name not in {c.name for c in children}}
    found.append(replace(place, type=owner.__name__, fields=own))
    for child in children:
        held = data.get(child.name)
        listed = held if isinstance(held, list) else [held] * (held is not None)
        for order, each in enumerate(listed):
            _collect(child.type, each, Entry(each["key"], place.key, child.name, order, "", {}), found)


def _build(owner: type, entry: Entry, children: Mapping[tuple[str, str], list[Entry]]) -> Json:
    built: Json = dict(entry.fields) if entry.key == ROOT else {"key": entry.key, **entry.fields}
    for each in shape(owner):
        if not each.is_child:
            continue
        listed = sorted(children.get((entry.key, each.name), ()), key=lambda child: child.order)
        held = [_build(each.type, child, children) for child in listed]
        if each.many and (held or each.is_required):
            built[each.name] = held
        elif held:
            built[each.name] = held[0]
    return built
