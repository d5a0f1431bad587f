"""Bodies of any kind as strategies, made from its shape: what an editor could have written, and rather more of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from club.documents.body import Body, Kind, Pair
from club.documents.edits import items
from club.documents.shape import Field, shape

SIGNS = "=+-@'\"[]{}<>&,;:|\\/ \t_x"
LETTERS = "abzAZ059é中文客服，。？😀"
TEXTS = st.text(LETTERS + SIGNS + "\n", min_size=1, max_size=20).filter(str.strip)
LINES = st.text(LETTERS + SIGNS, min_size=1, max_size=12).filter(str.strip)
NUMBERS = {
    int: st.integers(-(10**15), 10**15),
    Decimal: st.decimals(-(10**9), 10**9, places=4),
    bool: st.booleans(),
    str: LINES,
    date: st.dates(),
}
MOST = 2


@st.composite
def bodies(draw: Any, kind: Kind[Any]) -> Body:
    """A body of a kind, in one language or in both, with fields that name parts of it."""
    both = draw(st.booleans())
    body = draw(_structure(kind, kind.body, both, [0]))
    return _referring(draw, kind, body)


def _structure(kind: Kind[Any], owner: Any, both: bool, count: list[int]) -> st.SearchStrategy[Any]:
    @st.composite
    def made(draw: Any) -> Any:
        found: dict[str, Any] = {}
        for each in shape(owner):
            if each.name == "key":
                count[0] += 1
                found["key"] = f"k{count[0]}"
            elif each.many:
                many = range(draw(st.integers(int(each.is_text), MOST)))
                found[each.name] = tuple(draw(_one(kind, owner, each, both, count)) for _ in many)
            elif each.optional and draw(st.booleans()):
                found[each.name] = None
            else:
                found[each.name] = draw(_one(kind, owner, each, both, count))
        return owner(**found)

    return made()


def _one(kind: Kind[Any], owner: Any, each: Field, both: bool, count: list[int]) -> st.SearchStrategy[Any]:
    if each.is_structure:
        return _structure(kind, each.type, both, count)
    if each.is_text:
        texts = TEXTS if not each.many else st.one_of(LINES, TEXTS)
        return st.builds(Pair, texts, texts) if both else texts
    if each.choices:
        return st.sampled_from(each.choices)
    return NUMBERS[each.type]


def _referring(draw: Any, kind: Kind[Any], body: Any) -> Any:
    """Every field that names a part names one that is there; where there is none, nothing is left to name it."""
    for _ in range(3):
        body = _named(draw, kind, _keys(body), body)
    return body


def _keys(body: Body) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for key, item in items(body):
        keys.setdefault(type(item).__name__, []).append(key)
    return keys


def _named(draw: Any, kind: Kind[Any], keys: dict[str, list[str]], value: Any) -> Any:
    owner: Any = type(value)
    changed: dict[str, Any] = {}
    for each in shape(owner):
        held = getattr(value, each.name)
        wanted = kind.refers.get(f"{owner.__name__}.{each.name}")
        if wanted:
            known = keys.get(wanted, [])
            named = [draw(st.sampled_from(known)) for _ in (held if each.many else [held])] if known else []
            changed[each.name] = (
                tuple(named) if each.many else (named or [None if each.is_required else each.default])[0]
            )
        elif each.is_structure and held is not None:
            inner = [_named(draw, kind, keys, one) for one in (held if each.many else [held])]
            inner = [one for one in inner if _is_whole(kind, one)]
            changed[each.name] = tuple(inner) if each.many else (inner or [None])[0]
    return replace(value, **changed)


def _is_whole(kind: Kind[Any], value: Any) -> bool:
    owner: Any = type(value)
    return all(
        getattr(value, each.name) is not None
        for each in shape(owner)
        if each.is_required and (f"{owner.__name__}.{each.name}" in kind.refers or each.is_structure)
    )
