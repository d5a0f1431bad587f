"""A document in passages, as search keeps them: one for each part that its page can lead to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from club.core.i18n import speaking
from club.documents.body import LANGUAGES, Body, Kind, Language, Pair, Text
from club.documents.comparing import Outline
from club.documents.entries import ROOT
from club.documents.languages import filled, in_language, say, texts
from club.documents.parts import PAY
from club.documents.shape import shape
from club.search.rules import words

UNREAD = frozenset({"Blank"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One passage: the item it begins with and its place on the page, how it is called, its text, and its words.

    Text and heading are in the document's own language; the words are those of every language it is written in.
    """

    item: str
    anchor: str
    heading: str
    text: str
    heading_words: str
    words: str


def passages(kind: Kind[Any], body: Body, own: Language) -> list[Piece]:
    """Return a body's passages in reading order; what is said of pay is in none of them."""
    whole = filled(body)
    outline = Outline(kind, in_language(whole, own))
    written: dict[str, list[Text]] = defaultdict(list)
    for key, item in Outline(kind, whole).items.items():
        if type(item).__name__ not in UNREAD:
            written[_holder(outline, key)].extend(_texts(item))
    with speaking(own):
        return [_piece(outline, key, held, own) for key, held in written.items() if held or key == ROOT]


def _holder(outline: Outline, key: str) -> str:
    """The nearest part, from an item outwards, that has a place of its own on the page."""
    while key != ROOT and type(outline.items[key]).__name__ not in outline.kind.anchors:
        key = outline.entries[key].parent
    return key


def _texts(item: Any) -> Iterator[Text]:
    """The texts of an item, without those of the items in it."""
    owner: Any = type(item)
    for each in shape(owner):
        held = getattr(item, each.name)
        if each.is_child or each.name in PAY or held is None:
            continue
        for one in held if each.many else [held]:
            if each.is_text and one:
                yield one
            elif each.is_structure:
                yield from (text for _, text in texts(one) if text)


def _piece(outline: Outline, key: str, held: list[Text], own: Language) -> Piece:
    heading = outline.place(key) if key else ""
    sides = [side for text in held for side in (_sides(text))]
    return Piece(
        item=key,
        anchor=f"{outline.kind.anchors[type(outline.items[key]).__name__]}{key}" if key else "",
        heading=heading,
        text="\n".join(say(text, own) for text in held),
        heading_words=words(heading or str(outline.body.title)),
        words=words(*sides),
    )


def _sides(text: Text) -> tuple[str, ...]:
    return tuple(getattr(text, language) for language in LANGUAGES) if isinstance(text, Pair) else (text,)
