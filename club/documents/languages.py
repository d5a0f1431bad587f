"""Texts of a body in one language, with its blanks filled in."""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from club.documents.body import B, Body, Language, Pair, Text
from club.documents.shape import shape

T = TypeVar("T")
SLOT = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")
BEGINNING = re.compile(r"(?:^|[.!?]['\"”’)]? )$")
"""Before a value that begins a sentence: “our firm” is “Our firm” there; “eBay” stays."""


def say(text: Text, language: Language) -> str:
    """Return a text in a language; one that exists once, or only in the other language, as it is."""
    return str(getattr(text, language) or text.en or text.zh) if isinstance(text, Pair) else text


def in_language(body: B, language: Language) -> B:
    """Return the body with single-language texts; keys and everything else survive."""
    return _mapped(body, lambda text: say(text, language))


def filled(body: B) -> B:
    """Return the body with every {blank} replaced by its value; an unknown one stays as typed."""
    values = {each.key: each.value for each in body.blanks}

    def fill(text: Text) -> Text:
        if isinstance(text, Pair):
            return Pair(_fill(text.en, values, "en"), _fill(text.zh, values, "zh"))
        return _fill(text, values, "en")

    return _mapped(body, fill)


def for_reading(body: B, language: Language) -> B:
    """Return the body as people read it: one language, blanks filled in."""
    values: dict[str, Text] = {each.key: say(each.value, language) for each in body.blanks}
    return _mapped(body, lambda text: _fill(say(text, language), values, "en"))


def for_reader(body: B, own: str, reader: str) -> B:
    """Return the body as somebody reads it: in their language where it has both, else in its own."""
    return for_reading(body, language_for(body, own, reader))


def language_for(body: Body, own: str, reader: str) -> Language:
    """Return the language in which somebody reads a body."""
    return "zh" if (reader if is_in_both(body) else own) == "zh" else "en"


def is_in_both(body: Body) -> bool:
    """Tell whether a body is written in both languages; its title is what tells."""
    return isinstance(body.title, Pair)


def paired(body: B, own: Language) -> B:
    """Return the body with a second language to be filled in; texts without letters are alike in both."""

    def both(text: Text) -> Text:
        if isinstance(text, Pair) or not text:
            return text
        other = text if not any(each.isalpha() for each in text) else ""
        return Pair(text, other) if own == "en" else Pair(other, text)

    return _mapped(body, both)


def missing_sides(body: Body) -> int:
    """Count the texts that one of the two languages lacks."""
    return sum(1 for _, text in texts(body) if isinstance(text, Pair) and bool(text.en) != bool(text.zh))


def texts(value: object, path: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text with the path that names it; items are named by their keys."""
    owner: Any = type(value)
    for each in shape(owner):
        held = getattr(value, each.name)
        here = f"{path}.{each.name}" if path else each.name
        for place, one in enumerate(held if each.many else [held]):
            where = f"{here}[{getattr(one, 'key', place)}]" if each.many else here
            if each.is_text:
                yield where, one
            elif each.is_structure and one is not None:
                yield from texts(one, where)


def is_bilingual(body: Body) -> bool:
    """Tell whether any text of the body is held in both languages."""
    return any(isinstance(text, Pair) for _, text in texts(body))


def _fill(text: str, values: dict[str, Text], language: Language) -> str:
    if "{" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        value = say(values.get(found[1], found[0]), language)
        begins = BEGINNING.search(text[: found.start()]) and value.split(" ", 1)[0].islower()
        return value[0].upper() + value[1:] if begins else value

    return SLOT.sub(put, text)


def _mapped(value: T, change: Callable[[Text], Text]) -> T:
    changed: dict[str, Any] = {}
    owner: Any = type(value)
    for each in shape(owner):
        held = getattr(value, each.name)
        if held is None or not (each.is_text or each.is_structure):
            changed[each.name] = held
            continue
        inner: Callable[[Any], Any] = change if each.is_text else lambda one: _mapped(one, change)
        changed[each.name] = tuple(map(inner, held)) if each.many else inner(held)
    return cast("T", owner(**changed))
