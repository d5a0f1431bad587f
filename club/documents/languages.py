"""Texts of a body in one language, with its blanks filled in."""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from club.documents.body import B, Body, Language, Pair, Text
from club.documents.shape import shape

T = TypeVar("T")
SLOT = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")


def say(text: Text, language: Language) -> str:
    """Return a text in a language; a text that exists once is returned as it is."""
    return str(getattr(text, language)) if isinstance(text, Pair) else text


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
    return filled(in_language(body, language))


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
    return SLOT.sub(lambda found: say(values.get(found[1], found[0]), language), text)


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
