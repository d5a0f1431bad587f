"""What holds for documents of every kind: structural differences, numbers, and when a text may be published."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from club.core.text import N_
from club.documents.body import TEXT_LIMIT, B, BlankType, Body, Hint, Kind, Pair, Problem, is_key
from club.documents.entries import Entry, assemble, entries
from club.documents.languages import SLOT, texts
from club.documents.wording import hints

_AMOUNT = re.compile(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?")
_BLANK_VALUES: Mapping[BlankType, re.Pattern[str]] = {
    "text": re.compile(r"[\s\S]*\S[\s\S]*"),
    "number": _AMOUNT,
    "money": _AMOUNT,
    "percent": re.compile(rf"({_AMOUNT.pattern})\s?%?"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its parent's key, the parent's field, and the place in it from 0."""

    parent: str
    slot: str
    order: int


@dataclass(frozen=True, slots=True)
class Added:
    entry: Entry


@dataclass(frozen=True, slots=True)
class Removed:
    entry: Entry


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one item; None stands for the field's default."""

    key: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Moved:
    key: str
    before: Place
    after: Place


Difference: TypeAlias = Added | Removed | Changed | Moved


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a body may be published: problems stop it, hints only advise."""

    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...]

    @property
    def is_publishable(self) -> bool:
        return not self.problems


def next_number(numbers: Iterable[int]) -> int:
    """Return the number of the next revision; the first is 1, and a number is never used again."""
    return max(numbers, default=0) + 1


def differences(before: Body, after: Body) -> tuple[Difference, ...]:
    """Compare two bodies by key: removed, added, moved, then changed field by field.

    An item that only shifts because a neighbour came or went has not moved.
    """
    old = {each.key: each for each in entries(before)}
    new = {each.key: each for each in entries(after)}
    kept = [(old[key], entry) for key, entry in new.items() if key in old]
    moved = _moved_keys(kept)
    return (
        *(Removed(each) for key, each in old.items() if key not in new),
        *(Added(each) for key, each in new.items() if key not in old),
        *(Moved(b.key, _place(a), _place(b)) for a, b in kept if b.key in moved),
        *(change for a, b in kept for change in _field_changes(a, b)),
    )


def apply(before: B, changes: Iterable[Difference]) -> B:
    """Return what `differences` saw after: `apply(a, differences(a, b)) == b`."""
    listed = {each.key: each for each in entries(before)}
    placed: list[Entry] = []
    for change in changes:
        match change:
            case Removed(entry):
                del listed[entry.key]
            case Added(entry):
                placed.append(entry)
            case Moved(key, _, to):
                placed.append(replace(listed.pop(key), parent=to.parent, slot=to.slot, order=to.order))
            case Changed(key, field, _, value):
                _set_field(listed, placed, key, field, value)
    return assemble(type(before), _in_order(listed.values(), placed))


def verdict(kind: Kind[B], body: B) -> Verdict:
    """Judge a body before it is published: what every kind needs, then the kind's own rules."""
    return Verdict(
        (*common_problems(body), *kind.problems(body)), (*hints(body), *_unused_blanks(body), *kind.hints(body))
    )


def common_problems(body: Body) -> tuple[Problem, ...]:
    """Return what is wrong with keys, lengths, languages and blanks, whatever the kind."""
    return (*_key_problems(body), *_text_problems(body), *_blank_problems(body))


def _key_problems(body: Body) -> Iterable[Problem]:
    keys = [each.key for each in entries(body)[1:]]
    for key, count in Counter(keys).items():
        if count > 1:
            yield Problem(key, N_("The key %(key)s is used %(count)s times."), {"key": key, "count": count})
        if not is_key(key):
            yield Problem(key, N_("A key has 1 to 48 small letters, digits and hyphens."))


def _text_problems(body: Body) -> Iterable[Problem]:
    listed = tuple(texts(body))
    bilingual = any(isinstance(text, Pair) for _, text in listed)
    for path, text in listed:
        sides = (text.en, text.zh) if isinstance(text, Pair) else (text,)
        if any(len(side) > TEXT_LIMIT for side in sides):
            yield Problem(path, N_("A text may have at most %(limit)s characters."), {"limit": TEXT_LIMIT})
        if isinstance(text, Pair) and bool(text.en.strip()) != bool(text.zh.strip()):
            yield Problem(path, N_("This text is missing in one of the two languages."))
        if bilingual and isinstance(text, str) and text:
            yield Problem(path, N_("This text is missing in one of the two languages."))


def _blank_problems(body: Body) -> Iterable[Problem]:
    known = {each.key for each in body.blanks}
    asked = body.asked
    for path, named in _quoted(body):
        for name in sorted(named - known - asked):
            yield Problem(path, N_("The text quotes a blank that does not exist: %(name)s."), {"name": name})
    for blank in body.blanks:
        sides = (blank.value.en, blank.value.zh) if isinstance(blank.value, Pair) else (blank.value,)
        if not all(_BLANK_VALUES[blank.type].fullmatch(side) for side in sides):
            yield Problem(f"blanks[{blank.key}].value", N_("This value does not fit the kind of value of the blank."))


def _quoted(body: Body) -> Iterable[tuple[str, set[str]]]:
    """Which blanks each side of each text quotes."""
    for path, text in texts(body):
        for side in (text.en, text.zh) if isinstance(text, Pair) else (text,):
            yield path, set(SLOT.findall(side))


def _unused_blanks(body: Body) -> Iterable[Hint]:
    """A blank that lost its last text with a part that was taken out; it is in nobody's way."""
    used = set().union(*(named for _, named in _quoted(body)))
    for blank in body.blanks:
        if blank.key not in used:
            yield Hint(
                f"blanks[{blank.key}]", f"{{{blank.key}}}", N_("No text quotes this blank. It may be taken out.")
            )


def _moved_keys(kept: Sequence[tuple[Entry, Entry]]) -> set[str]:
    moved = {b.key for a, b in kept if (a.parent, a.slot) != (b.parent, b.slot)}
    siblings: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for a, b in sorted(kept, key=lambda pair: pair[1].order):
        if b.key not in moved:
            siblings.setdefault((b.parent, b.slot), []).append((a.order, b.key))
    for group in siblings.values():
        still = _longest_rise([order for order, _ in group])
        moved |= {key for place, (_, key) in enumerate(group) if place not in still}
    return moved


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence: the items that stayed in relative order."""
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for place, number in enumerate(numbers):
        rank = bisect_left(tails, number)
        links.append(ends[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [number]
        ends[rank : rank + 1] = [place]
    still: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        still.add(place)
        place = links[place]
    return still


def _field_changes(a: Entry, b: Entry) -> Iterable[Changed]:
    for field in sorted(a.fields.keys() | b.fields.keys()):
        before, after = a.fields.get(field), b.fields.get(field)
        if before != after:
            yield Changed(b.key, field, before, after)


def _place(entry: Entry) -> Place:
    return Place(entry.parent, entry.slot, entry.order)


def _set_field(listed: dict[str, Entry], placed: list[Entry], key: str, field: str, value: Any) -> None:
    def changed(entry: Entry) -> Entry:
        merged = {**entry.fields, field: value}
        return replace(entry, fields={name: held for name, held in merged.items() if held is not None})

    if key in listed:
        listed[key] = changed(listed[key])
    else:
        placed[:] = [changed(each) if each.key == key else each for each in placed]


def _in_order(stayed: Iterable[Entry], placed: Sequence[Entry]) -> tuple[Entry, ...]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for each in sorted(stayed, key=lambda entry: entry.order):
        groups.setdefault((each.parent, each.slot), []).append(each)
    for each in sorted(placed, key=lambda entry: entry.order):
        groups.setdefault((each.parent, each.slot), []).insert(each.order, each)
    return tuple(replace(each, order=order) for group in groups.values() for order, each in enumerate(group))
