"""Writing on a draft, item by item: one editor for a firm's documents and for the club's templates."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from club.core.refusals import Refusal, Refused
from club.documents import edits, refusals
from club.documents.body import Body, new_key
from club.documents.edits import Conflict
from club.documents.entries import entries, with_fields
from club.documents.kinds import kind_of_body
from club.documents.references import Reference
from club.documents.taking_out import removal


class StillNeeded(Refused):
    """Something points at what would go: the refusal names the first, `pointing` holds all of it."""

    def __init__(self, refusal: Refusal, pointing: Sequence[Reference]) -> None:
        super().__init__(refusal)
        self.pointing = pointing


class Pad(ABC):
    """What is written on: where a draft comes from, where it is kept, and what points at its items."""

    @abstractmethod
    def opened(self) -> Body:
        """The draft's body under lock; where there is no draft, a new one of the newest revision."""

    @abstractmethod
    def keep(self, body: Body, **facts: Any) -> None:
        """Write the body into the draft and leave an event with these facts."""

    @abstractmethod
    def leave(self) -> None:
        """Nothing was changed: a draft that was made by opening goes again."""

    def references(self) -> Collection[Reference]:
        """What may not lose its item."""
        return ()


def change_item(pad: Pad, key: str, typed: Mapping[str, Any], *, opened: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Write the typed fields of one item; returns the fields that somebody else changed meanwhile, then nothing is.

    `opened` holds the digests of the item's fields as the page showed them (see `edits.digests`).
    """
    body = pad.opened()
    entry = edits.entry_of(body, key)
    if entry is None:
        raise Refused(refusals.GONE)
    merged = edits.merge(entry.fields, typed, opened)
    if merged.changes and not merged.conflicts:
        pad.keep(with_fields(body, key, merged.changes), item=key, fields=sorted(merged.changes))
    else:
        pad.leave()
    return merged.conflicts


def add_item(pad: Pad, parent: str, slot: str, typed: Mapping[str, Any]) -> str:
    """Add an item at the end of a list; returns its key."""
    body = pad.opened()
    owner = edits.item_of(body, parent)
    if owner is None or not edits.may_add(owner, slot):
        raise Refused(refusals.GONE)
    key = new_key()
    pad.keep(edits.added(body, parent, slot, key, typed), added=key)
    return key


def remove_item(pad: Pad, key: str) -> None:
    """Take an item out of the draft, and all that goes with it; refused while somebody stands on it."""

    def smaller(body: Body) -> Body:
        entry = edits.entry_of(body, key)
        if entry is None or not edits.may_remove(edits.item_of(body, entry.parent), entry.slot):
            raise Refused(refusals.NEEDED)
        kept: Body = removal(kind_of_body(body), body, key).body
        refuse_if_missed(kept, pad.references())
        return kept

    _change(pad, key, smaller, removed=key)


def move_item(pad: Pad, key: str, *, up: bool) -> None:
    """Move an item one place up or down among its neighbours."""
    _change(pad, key, lambda body: edits.shifted(body, key, -1 if up else 1), moved=key)


def refuse_if_missed(body: Body, pointing: Collection[Reference]) -> None:
    """Refuse a body without an item that somebody points at."""
    kept = {each.key for each in entries(body)}
    missed = [found for found in pointing if found.item not in kept]
    refusal = refusals.in_use(missed)
    if refusal is not None:
        raise StillNeeded(refusal, missed)


def _change(pad: Pad, key: str, change: Callable[[Body], Body], **facts: Any) -> None:
    body = pad.opened()
    if not key or edits.entry_of(body, key) is None:
        raise Refused(refusals.GONE)
    pad.keep(change(body), **facts)
