"""Two bodies side by side, part by part, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from club.documents.body import Body, Kind
from club.documents.edits import item_of
from club.documents.entries import entries
from club.documents.languages import filled
from club.documents.rules import Added, Changed, Difference, Moved, Removed, differences
from club.documents.shape import shape
from club.documents.words import changed_words, field_label, place, value_words


@dataclass(frozen=True)
class Change:
    """One field of a part: its label and its text as runs of words."""

    label: str
    runs: list[tuple[str, str]]


@dataclass
class Part:
    """One item that differs: where it stands, how it differs, and which fields changed."""

    place: str
    sort: str
    changes: list[Change] = field(default_factory=list)


def compared(kind: Kind[Any], before: Body, after: Body) -> list[Part]:
    """Return what differs, grouped by item, in the order of the newer text."""
    parts: dict[str, Part] = {}
    for each in differences(before, after):
        key = each.entry.key if isinstance(each, Added | Removed) else each.key
        if isinstance(each, Added | Removed) and _is_inside(each, parts):
            continue
        part = parts.get(key)
        if part is None:
            body = before if isinstance(each, Removed) else after
            part = parts[key] = Part(place(kind, body, key), _sort(each))
        part.changes += _changes(kind, before, after, each)
    return list(parts.values())


def _is_inside(each: Added | Removed, parts: dict[str, Part]) -> bool:
    """An item that came or went with the one that holds it is not told twice."""
    holder = parts.get(each.entry.parent)
    if holder is None or holder.sort != _sort(each):
        return False
    parts[each.entry.key] = holder
    return True


def _sort(each: Difference) -> str:
    return {Added: "added", Removed: "removed", Moved: "moved", Changed: "changed"}[type(each)]


def _changes(kind: Kind[Any], before: Body, after: Body, each: Difference) -> Iterator[Change]:
    match each:
        case Changed(key, name, old, new):
            owner = type(item_of(after, key))
            was, now = value_words(kind, before, owner, name, old), value_words(kind, after, owner, name, new)
            yield Change(field_label(kind, owner.__name__, name), changed_words(was, now))
        case Moved(_, was_at, is_at):
            told = gettext("from place %(was)s to place %(now)s", was=was_at.order + 1, now=is_at.order + 1)
            yield Change(gettext("Moved"), [("same", told)])
        case Added(entry) | Removed(entry):
            body, run = (after, "new") if isinstance(each, Added) else (before, "gone")
            yield from _whole(kind, body, entry.key, run)


def _whole(kind: Kind[Any], body: Body, key: str, run: str) -> Iterator[Change]:
    item = item_of(filled(body), key)
    owner: Any = type(item)
    entry = next(each for each in entries(body) if each.key == key)
    for one in shape(owner):
        if (value := entry.fields.get(one.name)) not in (None, "", []):
            words = value_words(kind, body, owner, one.name, value)
            yield Change(field_label(kind, owner.__name__, one.name), [(run, words)])
