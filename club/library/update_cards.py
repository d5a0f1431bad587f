"""An update as a page shows it: a card for each part, with the club's text, the firm's, and what comes of them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from club.core.runs import Run
from club.documents.body import Body, Kind
from club.documents.comparing import Outline
from club.documents.merging import Deed, Merge, Order, Part, State
from club.documents.shape import shape
from club.documents.words import NOTHING_POINTED
from club.library.update_rules import EDITED, Kept, would_lose


@dataclass(frozen=True)
class Line:
    """One field in the three texts: what each side made of the base, and each possible result."""

    label: str
    club: list[Run]
    ours: list[Run]
    results: dict[str, str]


@dataclass
class Card:
    """One part that somebody changed, with what is chosen for it; `keys` are its own and those that follow it."""

    key: str
    place: str
    state: State
    club_did: Deed
    we_did: Deed
    take: str
    lines: list[Line] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    may_edit: bool = False
    is_in_use: bool = False
    fell: bool = False

    @property
    def name(self) -> str:
        """What fields and addresses call it."""
        return self.key or "whole"


class Cards:
    """Makes the cards of a merge; `kept` are the choices so far, `fallen` those that are asked anew."""

    def __init__(
        self,
        kind: Kind[Any],
        merge: Merge[Any],
        texts: tuple[Body, Body, Body],
        *,
        kept: Kept,
        fallen: Collection[str] = (),
        in_use: Collection[str] = (),
        pointed: Mapping[str, str] = NOTHING_POINTED,
    ) -> None:
        self.merge, self.kept, self.fallen, self.in_use = merge, kept, set(fallen), set(in_use)
        self.base, self.ours, self.theirs = (Outline(kind, text, pointed) for text in texts)

    def made(self) -> list[Card]:
        """Every part and list that somebody changed, in reading order; what came or went with another is in it."""
        cards: dict[str, Card] = {}
        for part in self.merge.parts.values():
            if part.state is State.UNCHANGED:
                continue
            holder = self._holder(part, cards)
            if holder is None:
                cards[part.key] = self._card(part)
            else:
                holder.keys.append(part.key)
                holder.is_in_use |= part.key in self.in_use
                cards[part.key] = holder
        made = list({id(card): card for card in cards.values()}.values())
        return [*made, *(self._order(order) for order in self.merge.orders)]

    def _holder(self, part: Part, cards: Mapping[str, Card]) -> Card | None:
        """The card of the part that this one came or went with."""
        there = part.ours or part.theirs or part.base
        holder = cards.get(there.parent) if there is not None and there.parent else None
        deeds = (part.deed("theirs"), part.deed("ours"))
        if holder is None or holder.state is not part.state or deeds != (holder.club_did, holder.we_did):
            return None
        return holder if {"added", "removed"} & set(deeds) else None

    def _card(self, part: Part) -> Card:
        chosen = self.kept.get(part.key, {})
        is_in_use = part.key in self.in_use
        card = Card(
            key=part.key,
            place=self._outline(part).place(part.key),
            state=part.state,
            club_did=part.deed("theirs"),
            we_did=part.deed("ours"),
            take=chosen.get("take") or ("ours" if is_in_use and would_lose(part) else part.default),
            keys=[part.key],
            may_edit=part.state in {State.BOTH, State.THEIRS} and (part.ours or part.theirs) is not None,
            is_in_use=is_in_use,
            fell=part.key in self.fallen,
        )
        card.lines = list(self._lines(part, chosen))
        return card

    def _outline(self, part: Part) -> Outline:
        return self.ours if part.ours else self.theirs if part.theirs else self.base

    def _lines(self, part: Part, chosen: Mapping[str, Any]) -> Iterator[Line]:
        owner: Any = type(self._outline(part).items[part.key])
        for each in shape(owner):
            if each.is_child or each.name == "key":
                continue
            was, mine, other = (
                outline.words(part.key, each.name, entry.fields.get(each.name)) if entry else ""
                for outline, entry in (
                    (self.base, part.base),
                    (self.ours, part.ours),
                    (self.theirs, part.theirs),
                )
            )
            if was == mine == other:
                continue
            results = {"ours": mine, "theirs": other}
            if chosen.get("take") == EDITED:
                results[EDITED] = self._outline(part).words(part.key, each.name, chosen["fields"].get(each.name))
            outline = self._outline(part)
            club, firm = (outline.runs(part.key, each.name, was, words) for words in (other, mine))
            yield Line(outline.label(part.key, each.name), club, firm, results)

    def _order(self, order: Order) -> Card:
        parent, slot = order.spot
        label = self.ours.label(parent, slot)
        place = f"{self.ours.place(parent)} › {label}" if parent else label
        rows = {side: [self.ours.place(key).rpartition(" › ")[2] for key in keys] for side, keys in _sides(order)}
        texts = {side: "\n".join(f"{n}. {name}" for n, name in enumerate(names, 1)) for side, names in rows.items()}
        return Card(
            key=order.key,
            place=place,
            state=order.state,
            club_did="moved" if order.state is not State.OURS else "",
            we_did="moved" if order.state is not State.THEIRS else "",
            take=self.kept.get(order.key, {}).get("take") or order.default,
            keys=[order.key],
            fell=order.key in self.fallen,
            lines=[Line(str(gettext("Order")), [("same", texts["theirs"])], [("same", texts["ours"])], texts)],
        )


def _sides(order: Order) -> tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]:
    return ("ours", order.ours), ("theirs", order.theirs)
