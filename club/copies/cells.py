"""One value in a cell and back: words for people, exact in both directions."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from club.core.amounts import in_plain_digits
from club.core.i18n import LANGUAGES, speaking
from club.core.i18n import phrase as gettext
from club.core.sheets import Cell
from club.core.text import N_, Phrase
from club.documents.body import Kind
from club.documents.codec import decimal_in, to_json
from club.documents.shape import Field, shape
from club.documents.words import NAMING, choice_word

MONEY_PLACES = 2
YES, NO = N_("Yes"), N_("No")
_NAME_LENGTH = 80
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: .*)?")
_TRUE, _FALSE = {"true", "1", "y", "x", "√", "✓"}, {"false", "0", "n"}


class Unreadable(Exception):  # noqa: N818
    """A cell that cannot be read; carries what to say about it."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(str(why))
        self.why = why


def normal(value: object) -> str:
    """How two headings or words are held against one another: without case, width and space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(value or ""))).strip().casefold()


def name_of(owner: Any, fields: Mapping[str, Any], language: str) -> str:
    """What people call an item in a language: the first of its naming fields, on one line; empty where it has none."""
    texts = [each.name for each in shape(owner) if each.is_text]
    for name in (*NAMING, *texts):
        held = fields.get(name)
        held = held[0] if isinstance(held, list) and held else held
        held = (held.get(language) or held.get("en") or held.get("zh")) if isinstance(held, Mapping) else held
        if isinstance(held, str) and held.strip():
            line = re.sub(r"\s+", " ", held).strip()
            return line if len(line) <= _NAME_LENGTH else line[: _NAME_LENGTH - 1] + "…"
    return ""


def called(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a file calls items of one sort (key, name): by name, and by key too where that alone is not clear."""
    listed = list(named)
    often: dict[str, int] = {}
    for _, name in listed:
        often[normal(name)] = often.get(normal(name), 0) + 1
    return {key: name if name and often[normal(name)] == 1 else f"{name} [{key}]".strip() for key, name in listed}


def known_as(key: str, name: str) -> set[str]:
    """Everything by which a file may call an item."""
    return {normal(each) for each in (key, f"[{key}]", name, f"{name} [{key}]") if each}


def cell_of(kind: Kind[Any], owner: Any, field: Field, value: Any, *, side: str, names: Mapping[str, str]) -> Cell:
    """A stored value as a cell; `names` says what items are called, by key."""
    if value is None:
        value = None if field.is_required else to_json(field.default)
    if value is None:
        return None
    if field.many:
        return _lines([str(_word(kind, owner, field, one, side=side, names=names)) for one in value])
    return _word(kind, owner, field, value, side=side, names=names)


def _word(kind: Kind[Any], owner: Any, field: Field, value: Any, *, side: str, names: Mapping[str, str]) -> Cell:
    full = f"{owner.__name__}.{field.name}"
    if full in kind.refers or full in kind.points_at:
        return str(names.get(value, value))
    if field.is_text:
        return str(value[side]) if side and isinstance(value, Mapping) else str(value if isinstance(value, str) else "")
    if field.type is bool:
        return gettext(YES if value else NO)
    if full in kind.money:
        return Decimal(value).scaleb(-MONEY_PLACES)
    if field.type is Decimal:
        return Decimal(str(value))
    return choice_word(value) if field.choices else value


def _lines(texts: list[str]) -> str:
    """Texts one a line; where that would not come back the same, as a JSON list."""
    plain = "\n".join(texts)
    return plain if texts == _split(plain) else json.dumps(texts, ensure_ascii=False)


def _split(cell: str) -> list[str]:
    if cell.startswith("["):
        try:
            found = json.loads(cell)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
    return cell.split("\n") if cell else []


def texts_in(cell: Any) -> list[str]:
    """The texts of a cell that holds one a line."""
    return _split(text_in(cell))


def text_in(cell: Any) -> str:
    """A cell's text; a number that stands where a text is asked is written as people see it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return gettext(YES if cell else NO)
    if isinstance(cell, float):
        found = _decimal(cell)
        return format(found, "f") if found is not None else str(cell)
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")


def is_empty(cell: Any) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def value_in(kind: Kind[Any], owner: Any, field: Field, cell: Any) -> Any:
    """What a cell that is not empty says, as it is stored: a flag, a number, an amount, a closed word, a code."""
    if field.type is bool:
        return flag_in(cell)
    if field.choices:
        return _choice_in(field, cell)
    if f"{owner.__name__}.{field.name}" in kind.money:
        return _whole(_number(cell) * 10**MONEY_PLACES, N_("“%(text)s” has more than two decimals."), cell)
    if field.type is int:
        return _whole(_number(cell), N_("“%(text)s” is no whole number."), cell)
    if field.type is Decimal:
        return to_json(_number(cell))
    return _day(cell) if field.type is date else text_in(cell)


def flag_in(cell: Any) -> bool:
    """Yes or no, in either language."""
    word = normal(cell)
    if cell is True or word in _TRUE | _said(YES):
        return True
    if cell is False or word in _FALSE | _said(NO):
        return False
    raise Unreadable(Phrase(N_("“%(text)s” is neither yes nor no."), {"text": text_in(cell)}))


def _choice_in(field: Field, cell: Any) -> str:
    for value in field.choices:
        if normal(cell) in {normal(value), *(_in(language, value) for language in LANGUAGES)}:
            return value
    listed = gettext(", ").join(choice_word(value) for value in field.choices)
    raise Unreadable(Phrase(N_("“%(text)s” is none of: %(listed)s."), {"text": text_in(cell), "listed": listed}))


def _in(language: str, value: str) -> str:
    with speaking(language):
        return normal(choice_word(value))


def _said(word: str) -> set[str]:
    found = set()
    for language in LANGUAGES:
        with speaking(language):
            found.add(normal(gettext(word)))
    return found


def _day(cell: Any) -> str:
    """A day as people type it: 2026-12-05, 2026/12/5, 2026年12月5日."""
    no = Unreadable(Phrase(N_("“%(text)s” is no day; write it like 2026-12-05."), {"text": text_in(cell)}))
    found = _DAY.fullmatch(normal(cell))
    if found is None:
        raise no
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise no from None


def _number(cell: Any) -> Decimal:
    found = _decimal(cell)
    if isinstance(cell, bool) or found is None:
        raise Unreadable(Phrase(N_("“%(text)s” is no number."), {"text": text_in(cell)}))
    return found


def _decimal(cell: Any) -> Decimal | None:
    """The digits that people see: what a spreadsheet keeps in binary is written the shortest way."""
    return decimal_in(in_plain_digits(str(cell)))


def _whole(value: Decimal, message: str, cell: Any) -> int:
    if value != value.to_integral_value():
        raise Unreadable(Phrase(message, {"text": text_in(cell)}))
    return int(value)
