"""One text out of three: each part as it was chosen, nothing lost that was not named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic

from club.documents.body import B
from club.documents.entries import ROOT, Entry, assemble
from club.documents.merging import Choice, Merge, Part, Side, Spot, places_for_one


@dataclass(frozen=True, slots=True)
class Settled(Generic[B]):
    """The text that came out, and the keys of parts that went because what held them went."""

    body: B
    dropped: tuple[str, ...]


def settle(merge: Merge[B], choices: Mapping[str, Choice] | None = None) -> Settled[B]:
    """Make the body that the choices describe; a part without a choice follows its default.

    Choosing a part keeps what holds it. A part whose new holder went stays where another text has it. A place for one
    keeps what was chosen, else ours. So the result always assembles.
    """
    chosen = {key: one for key, one in (choices or {}).items() if _is_a_change(merge, key, one)}
    wanted = {key: _wanted(part, chosen.get(key, part.default)) for key, part in merge.parts.items()}
    for key in chosen:
        _hold(merge, wanted, key)
    _settle_places_for_one(merge, wanted, chosen)
    tree = _Tree(merge, wanted)
    tree.grow()
    dropped = tuple(key for key, entry in wanted.items() if entry is not None and key not in tree.placed)
    return Settled(assemble(merge.body_type, _in_order(merge, tree.placed, chosen)), dropped)


def _is_a_change(merge: Merge[B], key: str, choice: Choice) -> bool:
    if key in merge.parts:
        return choice != merge.parts[key].default
    return any(order.key == key and choice != order.default for order in merge.orders)


def _wanted(part: Part, choice: Choice) -> Entry | None:
    if choice == "ours":
        return part.ours
    if choice == "theirs":
        return part.theirs
    place = part.ours or part.theirs
    return replace(place, fields=choice) if place is not None and isinstance(choice, Mapping) else place


def _hold(merge: Merge[B], wanted: dict[str, Entry | None], key: str) -> None:
    """What holds a part that was chosen stays with it."""
    entry = wanted.get(key)
    while entry is not None and wanted[entry.parent] is None:
        holder = merge.parts[entry.parent]
        entry = wanted[holder.key] = holder.ours or holder.theirs


def _settle_places_for_one(merge: Merge[B], wanted: dict[str, Entry | None], chosen: Mapping[str, Choice]) -> None:
    for_one = places_for_one(merge.body_type)
    there: dict[Spot, list[str]] = {}
    for key, part in merge.parts.items():
        spots = {(one.parent, one.slot) for one in (wanted[key], part.ours, part.theirs) if one and key != ROOT}
        for spot in spots:
            holder = wanted[spot[0]]
            if holder is not None and (holder.type, spot[1]) in for_one:
                there.setdefault(spot, []).append(key)
    for (parent, slot), keys in there.items():
        holder = wanted[parent]
        standing = [key for key in keys if (one := wanted[key]) and (one.parent, one.slot) == (parent, slot)]
        standing.sort(key=lambda key: (key not in chosen, merge.parts[key].ours is None))
        for key in standing[1:]:
            wanted[key] = None
        if not standing and holder is not None and for_one[holder.type, slot]:
            wanted[keys[0]] = merge.parts[keys[0]].ours or merge.parts[keys[0]].theirs


class _Tree:
    """Grows from the root: a part is put where what holds it already stands."""

    def __init__(self, merge: Merge[Any], wanted: Mapping[str, Entry | None]) -> None:
        self._for_one = places_for_one(merge.body_type)
        self._parts = merge.parts
        self._waiting = {key: entry for key, entry in wanted.items() if entry is not None}
        self._taken: set[Spot] = set()
        self.placed: dict[str, Entry] = {ROOT: self._waiting.pop(ROOT)}

    def grow(self) -> None:
        """Put everything that has a holder; what lost it stays where another of the texts has it, or not at all."""
        while self._put(self._waiting.values()) or self._put(self._elsewhere()):
            pass

    def _put(self, entries: Iterable[Entry]) -> int:
        found = [entry for entry in entries if self._takes(entry)]
        for entry in found:
            self._waiting.pop(entry.key, None)
        return len(found)

    def _takes(self, entry: Entry) -> bool:
        holder, spot = self.placed.get(entry.parent), (entry.parent, entry.slot)
        if holder is None or entry.key in self.placed or spot in self._taken:
            return False
        if (holder.type, entry.slot) in self._for_one:
            self._taken.add(spot)
        self.placed[entry.key] = entry
        return True

    def _elsewhere(self) -> Iterator[Entry]:
        for key, entry in self._waiting.items():
            part = self._parts[key]
            for one in (part.ours, part.theirs):
                if one is not None:
                    yield replace(entry, parent=one.parent, slot=one.slot)


def _in_order(merge: Merge[B], placed: Mapping[str, Entry], chosen: Mapping[str, Choice]) -> Iterable[Entry]:
    sides: dict[Spot, Side] = {}
    for order in merge.orders:
        choice = chosen.get(order.key, order.default)
        sides[order.spot] = "theirs" if choice == "theirs" else "ours"
    there: dict[Spot, set[str]] = {}
    for key, entry in placed.items():
        if key != ROOT:
            there.setdefault((entry.parent, entry.slot), set()).add(key)
    yield placed[ROOT]
    for spot, keys in there.items():
        for order_, key in enumerate(_sequence(merge, spot, keys, sides.get(spot, "ours"))):
            yield replace(placed[key], order=order_)


def _sequence(merge: Merge[B], spot: Spot, keys: set[str], side: Side) -> list[str]:
    """One side's order; what only the other side has there comes after the neighbour that it follows there."""
    mine, other = merge.lists.ours.get(spot, []), merge.lists.theirs.get(spot, [])
    first, second = (other, mine) if side == "theirs" else (mine, other)
    row = [key for key in first if key in keys]
    known = set(row)
    before: str | None = None
    for key in second:
        if key in keys and key not in known:
            row.insert(row.index(before) + 1 if before is not None else 0, key)
            known.add(key)
        before = key if key in known else before
    return [*row, *(key for key in merge.parts if key in keys - known)]
