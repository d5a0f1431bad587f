"""Taking a part out of a text: what goes with it, and what follows other parts from then on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from club.documents.body import B, Kind
from club.documents.entries import Entry, entries, with_fields, without


@dataclass(frozen=True, slots=True)
class Removal(Generic[B]):
    """The text without a part; `along` are parts elsewhere that went with it.

    `closed_up` are those that followed it, each with what it follows now.
    """

    body: B
    along: tuple[str, ...]
    closed_up: Mapping[str, tuple[str, ...]]


def removal(kind: Kind[B], body: B, key: str) -> Removal[B]:
    """Take a part out. What came after it comes after what it came after; what means nothing without it goes too."""
    listed = {each.key: each for each in entries(body)}
    gone, along = _below(listed.values(), {key}), []
    for each in listed.values():
        if each.key not in gone and _falls(kind, each, gone):
            along.append(each.key)
            gone |= _below(listed.values(), {each.key})
    left = [each for each in listed.values() if each.key not in gone]
    closed_up = {each.key: found for each in left if (found := _closed(kind, each, gone, listed))}
    for one, fields in closed_up.items():
        body = with_fields(body, one, fields)
    for one in (key, *along):
        body = without(body, one)
    follows = {one: tuple(key for keys in fields.values() for key in keys or ()) for one, fields in closed_up.items()}
    return Removal(body, tuple(along), follows)


def _below(listed: Iterable[Entry], keys: set[str]) -> set[str]:
    """These parts and all that they hold; parents stand first in the list."""
    found = set(keys)
    for each in listed:
        if each.key and each.parent in found and each.parent:
            found.add(each.key)
    return found


def _falls(kind: Kind[Any], entry: Entry, gone: set[str]) -> bool:
    return any(f"{entry.type}.{name}" in kind.falls_with and value in gone for name, value in entry.fields.items())


def _closed(kind: Kind[Any], entry: Entry, gone: set[str], listed: Mapping[str, Entry]) -> dict[str, Any]:
    """The lists of a part that named what is gone, as they read without it."""
    return {
        name: list(dict.fromkeys(_named(name, value, gone, listed))) or None
        for name, value in entry.fields.items()
        if f"{entry.type}.{name}" in kind.refers and isinstance(value, list) and gone.intersection(value)
    }


def _named(name: str, keys: Iterable[str], gone: set[str], listed: Mapping[str, Entry]) -> Iterable[str]:
    waiting, seen = list(keys), set[str]()
    while waiting:
        key = waiting.pop(0)
        if key not in gone:
            yield key
        elif key not in seen:
            seen.add(key)
            waiting = [*listed[key].fields.get(name, ()), *waiting]
