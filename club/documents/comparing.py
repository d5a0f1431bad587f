"""Two bodies side by side, part by part, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from club.core.runs import Run, line_runs, runs
from club.documents.body import Body, Kind
from club.documents.change_rules import ChangeClass, how, weightiest
from club.documents.edits import items
from club.documents.entries import ROOT, Entry, entries
from club.documents.rules import Added, Changed, Difference, Moved, Removed, differences
from club.documents.shape import shape
from club.documents.words import NOTHING_POINTED, field_label, item_name, value_words


@dataclass(frozen=True)
class Change:
    """One field of a part: its label and its text as runs of words."""

    label: str
    runs: list[Run]

    @property
    def before(self) -> list[Run]:
        """What the older text says."""
        return [run for run in self.runs if run[0] != "new"]

    @property
    def after(self) -> list[Run]:
        """What the newer text says."""
        return [run for run in self.runs if run[0] != "gone"]


@dataclass
class Part:
    """One item that differs: where it stands, how it differs, which fields changed, and how weighty that is.

    `keys` are the item's own key first, then those of the items that came or went with it.
    """

    key: str
    place: str
    sort: str
    changes: list[Change] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    change_class: ChangeClass | None = None
    why: str = ""

    @property
    def name(self) -> str:
        """What addresses and fields of forms call the part."""
        return self.key or "whole"


class Outline:
    """A body with its items and places at hand by key, however many are asked for.

    `pointed` names the items of another text that it points at.
    """

    def __init__(self, kind: Kind[Any], body: Body, pointed: Mapping[str, str] = NOTHING_POINTED) -> None:
        self.kind, self.body, self.pointed = kind, body, pointed
        self.items = dict(items(body))
        self.entries: dict[str, Entry] = {each.key: each for each in entries(body)}

    def place(self, key: str) -> str:
        """Where an item stands, from the outermost part down."""
        if not key:
            return str(gettext(self.kind.label))
        names = []
        while key != ROOT:
            names.append(item_name(self.items[key]))
            key = self.entries[key].parent
        return " › ".join(reversed(names))

    def words(self, key: str, name: str, value: Any) -> str:
        """A field's value in words."""
        return value_words(self.kind, self.body, type(self.items[key]), name, value, pointed=self.pointed)

    def runs(self, key: str, name: str, before: str, after: str) -> list[Run]:
        """A field's words in two texts beside each other: names of what it points at stay whole."""
        is_pointer = f"{type(self.items[key]).__name__}.{name}" in self.kind.points_at
        return line_runs(before, after) if is_pointer else runs(before, after)

    def made_of(self, key: str, name: str) -> Any:
        """The type of a field’s value where that is made of fields of its own; else nothing."""
        owner: Any = type(self.items[key])
        found = next(each for each in shape(owner) if each.name == name)
        return found.type if found.is_structure else None

    def label(self, key: str, name: str) -> str:
        """What people call a field of an item."""
        return field_label(self.kind, type(self.items[key]).__name__, name)


def compared(kind: Kind[Any], before: Body, after: Body, pointed: Mapping[str, str] = NOTHING_POINTED) -> list[Part]:
    """Return what differs, grouped by item, in the order of the newer text; what went stands where it stood."""
    old, new = Outline(kind, before, pointed), Outline(kind, after, pointed)
    parts: dict[str, Part] = {}
    for each in differences(before, after):
        key = each.entry.key if isinstance(each, Added | Removed) else each.key
        if isinstance(each, Added | Removed) and _is_inside(each, parts):
            continue
        part = parts.get(key)
        if part is None:
            part = parts[key] = Part(key, (old if isinstance(each, Removed) else new).place(key), how(each), keys=[key])
        part.changes += _changes(old, new, each)
    places = _places(old, new)
    return sorted({id(part): part for part in parts.values()}.values(), key=lambda part: places[part.key])


def unchanged(kind: Kind[Any], body: Body, differing: Collection[str]) -> list[str]:
    """The places of the parts that are the same, in reading order."""
    outline = Outline(kind, body)
    return [outline.place(key) for key in outline.entries if key and key not in differing]


def weighed(parts: Iterable[Part], classes: Mapping[str, ChangeClass]) -> None:
    """Put the class of its items on each part; the weightiest of them counts."""
    for part in parts:
        part.change_class = weightiest(classes[key] for key in part.keys if key in classes)


def _places(old: Outline, new: Outline) -> dict[str, tuple[int, int]]:
    """Where each item of both texts stands in reading order: one that went comes after what stood before it."""
    found = {key: (number, 0) for number, key in enumerate(new.entries)}
    last = (0, 0)
    for number, key in enumerate(old.entries, 1):
        last = found.setdefault(key, (last[0], number))
    return found


def _is_inside(each: Added | Removed, parts: dict[str, Part]) -> bool:
    """An item that came or went with the one that holds it is not told twice."""
    holder = parts.get(each.entry.parent)
    if not each.entry.parent or holder is None or holder.sort != how(each):
        return False
    parts[each.entry.key] = holder
    holder.keys.append(each.entry.key)
    return True


def _changes(old: Outline, new: Outline, each: Difference) -> Iterator[Change]:
    match each:
        case Changed():
            yield from _of_field(old, new, each)
        case Moved(_, was_at, is_at):
            told = gettext("from place %(was)s to place %(now)s", was=was_at.order + 1, now=is_at.order + 1)
            if was_at.parent != is_at.parent:
                told = gettext("from “%(was)s” to “%(now)s”", was=old.place(was_at.parent), now=new.place(is_at.parent))
            yield Change(gettext("Moved"), [("same", told)])
        case Added(entry):
            yield from _whole(new, entry.key, "new")
        case Removed(entry):
            yield from _whole(old, entry.key, "gone")


def _of_field(old: Outline, new: Outline, each: Changed) -> Iterator[Change]:
    """A field that changed; of a value that is made of fields, as pay is, those of them that did."""
    key, name, was, now = each.key, each.field, each.before, each.after
    label, inner = new.label(key, name), new.made_of(key, name)
    if inner is None or not isinstance(was, Mapping) or not isinstance(now, Mapping):
        yield Change(label, new.runs(key, name, old.words(key, name, was), new.words(key, name, now)))
        return
    for one in (one.name for one in shape(inner) if was.get(one.name) != now.get(one.name)):
        before = value_words(old.kind, old.body, inner, one, was.get(one))
        after = value_words(new.kind, new.body, inner, one, now.get(one))
        yield Change(f"{label} › {field_label(new.kind, inner.__name__, one)}", runs(before, after))


def _whole(outline: Outline, key: str, run: Any) -> Iterator[Change]:
    owner: Any = type(outline.items[key])
    for one in shape(owner):
        if (value := outline.entries[key].fields.get(one.name)) not in (None, "", []):
            yield Change(outline.label(key, one.name), [(run, outline.words(key, one.name, value))])
