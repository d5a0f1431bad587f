"""Three texts held against one another, part by part: the base, what we made of it, what they made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Literal, TypeAlias

from club.core.text import N_
from club.documents.body import B, Body, MalformedBodyError, Problem
from club.documents.edits import digest
from club.documents.entries import ROOT, Entry, entries
from club.documents.shape import shape

Side: TypeAlias = Literal["ours", "theirs"]
Fields: TypeAlias = Mapping[str, Any]
Choice: TypeAlias = Side | Fields
"""One side's part as it is, or fields of one's own."""
Spot: TypeAlias = tuple[str, str]
"""A list: the key of the item that holds it, and the field."""
Deed: TypeAlias = Literal["", "added", "removed", "moved", "changed"]


class State(StrEnum):
    """Who changed a part since the base."""

    UNCHANGED = "unchanged"
    ALIKE = "alike"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Part:
    """One item in the three texts; None where a text does not have it. BOTH is a conflict, and ours stays."""

    key: str
    state: State
    base: Entry | None
    ours: Entry | None
    theirs: Entry | None

    @property
    def default(self) -> Side:
        return "theirs" if self.state is State.THEIRS else "ours"

    @property
    def sign(self) -> str:
        """What a page that shows this part remembers of it: another sign is another question."""
        return digest([self.state, *(_facts(one) for one in (self.base, self.ours, self.theirs))])

    def side(self, side: Side) -> Entry | None:
        return self.ours if side == "ours" else self.theirs

    def deed(self, side: Side) -> Deed:
        """What one side did to the item since the base."""
        before, after = self.base, self.side(side)
        if before is None or after is None:
            return "" if before is after else "added" if before is None else "removed"
        if (before.parent, before.slot) != (after.parent, after.slot):
            return "moved"
        return "changed" if before.fields != after.fields else ""

    def combined(self) -> dict[str, Any]:
        """Both sides' fields in one: theirs where only they changed a field, else ours."""
        before, ours, theirs = (dict(one.fields) if one else {} for one in (self.base, self.ours, self.theirs))
        if self.ours is None or self.theirs is None:
            return ours or theirs
        mixed = {name: (theirs if ours.get(name) == before.get(name) else ours).get(name) for name in ours | theirs}
        return {name: value for name, value in mixed.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list that somebody rearranged: the keys that both sides have in it."""

    spot: Spot
    state: State
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name among the choices; no item's key has a colon."""
        return ":".join(self.spot)

    @property
    def default(self) -> Side:
        return "theirs" if self.state is State.THEIRS else "ours"

    @property
    def sign(self) -> str:
        return digest([self.state, self.ours, self.theirs])


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of the three texts, by the spot where they stand."""

    base: Mapping[Spot, list[str]]
    ours: Mapping[Spot, list[str]]
    theirs: Mapping[Spot, list[str]]


@dataclass(frozen=True, slots=True)
class Merge(Generic[B]):
    """Everything that differs between three texts; `settling.settle` makes one of them."""

    body_type: type[B]
    parts: Mapping[str, Part]
    orders: tuple[Order, ...]
    lists: Lists

    @property
    def conflicts(self) -> frozenset[str]:
        """The keys of what both sides changed to different results, rearranged lists included."""
        return frozenset(one.key for one in self.differing if one.state is State.BOTH)

    @property
    def sign(self) -> str:
        """A short sign of everything that differs."""
        return digest([[one.key, one.sign] for one in self.differing])

    @property
    def differing(self) -> tuple[Part | Order, ...]:
        """Every part and list that somebody changed."""
        return (*(part for part in self.parts.values() if part.state is not State.UNCHANGED), *self.orders)


def merge(base: B, ours: B, theirs: B) -> Merge[B]:
    """Hold three bodies of one kind against one another.

    An item is in conflict exactly when both sides changed it to different results. Taking an item out and changing
    something inside it is such a pair, and so are two different items in a place for one.
    """
    three = tuple(_by_key(one) for one in (base, ours, theirs))
    before, mine, other = three
    keys = list(dict.fromkeys((*mine, *other, *before)))
    states = {key: _state(before.get(key), mine.get(key), other.get(key)) for key in keys}
    _mark_removed_but_changed_inside(states, before, mine, other)
    _mark_rivals(states, mine, other, places_for_one(type(base)))
    parts = {key: Part(key, states[key], before.get(key), mine.get(key), other.get(key)) for key in keys}
    lists = Lists(*(_lists(one.values()) for one in three))
    return Merge(type(base), parts, tuple(_orders(lists)), lists)


def places_for_one(body_type: Any) -> Mapping[tuple[str, str], bool]:
    """The fields that hold a single item, by type and name, and whether one is needed there."""
    found: dict[tuple[str, str], bool] = {}
    seen, waiting = set(), [body_type]
    while waiting:
        owner = waiting.pop()
        seen.add(owner)
        for each in shape(owner):
            if each.is_child and not each.many:
                found[owner.__name__, each.name] = each.is_required
            if each.is_child and each.type not in seen:
                waiting.append(each.type)
    return found


def _by_key(body: Body) -> dict[str, Entry]:
    listed = entries(body)
    found = {each.key: each for each in listed}
    if len(found) < len(listed):
        raise MalformedBodyError((Problem("", N_("Two parts have one key; they cannot be told apart.")),))
    return found


def _facts(entry: Entry | None) -> list[Any] | None:
    return None if entry is None else [entry.parent, entry.slot, entry.fields]


def _is_same(a: Entry | None, b: Entry | None) -> bool:
    if a is None or b is None:
        return a is b
    return (a.parent, a.slot) == (b.parent, b.slot) and a.fields == b.fields


def _state(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> State:
    if _is_same(ours, theirs):
        return State.UNCHANGED if _is_same(base, ours) else State.ALIKE
    if _is_same(base, ours):
        return State.THEIRS
    return State.OURS if _is_same(base, theirs) else State.BOTH


def _mark_removed_but_changed_inside(
    states: dict[str, State], base: Mapping[str, Entry], ours: Mapping[str, Entry], theirs: Mapping[str, Entry]
) -> None:
    for gone, kept in ((ours, theirs), (theirs, ours)):
        for key in _holders_of_changes(base, kept):
            if key in base and key not in gone:
                states[key] = State.BOTH


def _holders_of_changes(base: Mapping[str, Entry], after: Mapping[str, Entry]) -> set[str]:
    """The items inside which something was added, changed or put."""
    found: set[str] = set()
    for key, entry in after.items():
        if not _is_same(base.get(key), entry):
            holder = entry.parent
            while holder != ROOT and holder not in found:
                found.add(holder)
                holder = after[holder].parent
    return found


def _mark_rivals(
    states: dict[str, State],
    ours: Mapping[str, Entry],
    theirs: Mapping[str, Entry],
    for_one: Mapping[tuple[str, str], bool],
) -> None:
    """Two items that would both stand in a place for one."""
    there: dict[Spot, list[str]] = {}
    for key, state in states.items():
        entry = (theirs if state is State.THEIRS else ours).get(key)
        if entry is None or key == ROOT:
            continue
        holder = ours.get(entry.parent) or theirs[entry.parent]
        if (holder.type, entry.slot) in for_one:
            there.setdefault((entry.parent, entry.slot), []).append(key)
    for rivals in there.values():
        if len(rivals) > 1:
            states.update(dict.fromkeys(rivals, State.BOTH))


def _lists(listed: Iterable[Entry]) -> dict[Spot, list[str]]:
    found: dict[Spot, list[str]] = {}
    for each in listed:
        if each.key != ROOT:
            found.setdefault((each.parent, each.slot), []).append(each.key)
    return found


def _orders(lists: Lists) -> Iterable[Order]:
    for spot, mine in lists.ours.items():
        other = lists.theirs.get(spot, [])
        ours, theirs = _only(mine, other), _only(other, mine)
        if len(ours) < 2:  # noqa: PLR2004 - one item has no order
            continue
        before = _only(_only(lists.base.get(spot, []), ours), theirs)
        if ours == theirs:
            state = State.UNCHANGED if _only(ours, before) == before else State.ALIKE
        elif _only(ours, before) == before:
            state = State.THEIRS
        else:
            state = State.OURS if _only(theirs, before) == before else State.BOTH
        if state is not State.UNCHANGED:
            yield Order(spot, state, tuple(ours), tuple(theirs))


def _only(keys: Iterable[str], wanted: Iterable[str]) -> list[str]:
    known = set(wanted)
    return [key for key in keys if key in known]
