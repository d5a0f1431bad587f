"""Giving a clause back to the club: what may be offered, and what in it would tell whose it is."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.merging import Merge

SHORTEST_NAME = 2
CONSENT = "1"
"""The number of the consent text that the page shows; a changed text has a new one."""

ANSWERED = Refusal("offer.answered", N_("Somebody answered this offer already."))
NO_PLACE = Refusal(
    "offer.no_place",
    N_("The part that held this clause is not in the template any more."),
    N_("Decline the offer, and say why."),
)

_OF_FIRM = N_("the firm’s name")
_OF_PERSON = N_("a person’s name")
_OF_DEPARTMENT = N_("the name of a department")
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]+"), N_("a mail address")),
    (re.compile(r"(?:https?://|www\.)\S+"), N_("an address on the net")),
    (re.compile(r"(?<!\d)\+?\d[\d -]{6,}\d(?!\d)"), N_("a telephone or account number")),
    (re.compile(r"[\u4e00-\u9fff\w]{1,12}(?:旗舰店|专营店|专卖店|企业店)"), N_("the name of a shop")),
    (
        re.compile(r"\b[A-Z][\w’&-]{0,30}(?: [A-Z][\w’&-]{0,30}){0,5} (?:store|shop|flagship)\b"),
        N_("the name of a shop"),
    ),
)


@dataclass(frozen=True, slots=True)
class GiveAway:
    """Words that would tell whose clause it is, and what they are."""

    found: str
    what: str


def may_offer(merge: Merge[Any], key: str) -> bool:
    """Whether a part may be offered: the firm wrote it, and the club's text has it or what holds it."""
    part = merge.parts.get(key)
    if part is None or not key or part.ours is None or part.deed("ours") not in {"changed", "added"}:
        return False
    holder = merge.parts.get(part.ours.parent)
    return part.theirs is not None or (part.base is None and holder is not None and holder.theirs is not None)


def texts_of(fields: Mapping[str, Any]) -> Iterator[str]:
    """Every text in an item's fields, however deep."""
    for value in fields.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from texts_of(value)
        elif isinstance(value, list):
            yield from texts_of({str(place): one for place, one in enumerate(value)})


def give_aways(
    texts: Iterable[str], *, firm: Collection[str], people: Collection[str], departments: Collection[str]
) -> list[GiveAway]:
    """What would tell whose clause it is: names of the firm, its people and departments, numbers, addresses, shops."""
    found: dict[str, GiveAway] = {}
    for text in texts:
        low = text.casefold()
        for names, what in ((firm, _OF_FIRM), (people, _OF_PERSON), (departments, _OF_DEPARTMENT)):
            for name in names:
                if len(name) >= SHORTEST_NAME and _stands_in(name.casefold(), low):
                    found.setdefault(name, GiveAway(name, what))
        for pattern, what in _PATTERNS:
            for match in pattern.finditer(text):
                found.setdefault(match[0], GiveAway(match[0], what))
    return list(found.values())


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text: a Latin one as whole words, a Chinese one anywhere."""
    if not name.isascii():
        return name in text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
