"""Bodies as JSON and back: strict, complete in what it reports, exact both ways."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from club.core.text import N_
from club.documents.body import LANGUAGES, B, Json, Kind, MalformedBodyError, Pair, Problem
from club.documents.shape import Field, names, shape

T = TypeVar("T")
_LARGEST = 10**15
_FINEST = -6
_MOST_PLACES = 30
_BAD: Any = object()
# NUL and lone surrogates cannot be stored by PostgreSQL; other controls cannot be seen.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def to_json(value: Any) -> Any:
    """Return a body, item or value as plain JSON; fields at their default are left out."""
    if isinstance(value, Pair):
        return {"en": value.en, "zh": value.zh}
    if is_dataclass(value):
        pairs = ((each.name, getattr(value, each.name), each.default) for each in fields(value))
        return {name: to_json(held) for name, held, default in pairs if held != default}
    if isinstance(value, tuple):
        return [to_json(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def decimal_in(text: str) -> Decimal | None:
    """A number as somebody wrote it; None for what is none, and for one that is too long to reckon with."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    if not found.is_finite() or found.adjusted() > _MOST_PLACES or found.adjusted() < -_MOST_PLACES:
        return None
    exponent = found.as_tuple().exponent
    return found if isinstance(exponent, int) and exponent >= -_MOST_PLACES else None


def from_json(owner: type[T], data: object, path: str = "") -> T:
    """Read a body or item; raise `MalformedBodyError` with every unknown, missing or wrong field."""
    reader = _Reader()
    value: T = reader.structure(owner, data, path)
    if reader.problems:
        raise MalformedBodyError(tuple(reader.problems))
    return value


def write(kind: Kind[B], body: B) -> Json:
    """Return the stored form of a body: its kind, its schema's version and its fields."""
    return {"kind": kind.name, "schema": kind.schema, "body": to_json(body)}


def read(kind: Kind[B], stored: object) -> B:
    """Read a stored body of any past schema of its kind, upgrading step by step."""
    if not isinstance(stored, dict) or set(stored) != {"kind", "schema", "body"}:
        raise _malformed("", N_("A document has exactly the fields kind, schema and body."))
    if stored["kind"] != kind.name:
        raise _malformed("kind", N_("This is a document of another kind."))
    number, data = stored["schema"], stored["body"]
    if type(number) is not int or not 1 <= number <= kind.schema:
        raise _malformed("schema", N_("This schema is newer than this program or unknown to it."))
    if not isinstance(data, dict):
        raise _malformed("body", N_("A group of fields is expected here."))
    for step in range(number, kind.schema):
        data = kind.upgrades[step](data)
    return from_json(kind.body, data)


def _malformed(path: str, message: str) -> MalformedBodyError:
    return MalformedBodyError((Problem(path, message),))


class _Reader:
    """Reads JSON by the shape of dataclasses and collects what it cannot read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def structure(self, owner: Any, data: object, path: str) -> Any:
        if not isinstance(data, dict):
            return self._refuse(path, N_("A group of fields is expected here."))
        within = f"{path}." if path else ""
        for name in sorted(map(str, data.keys() - names(owner))):
            self._refuse(within + name, N_("This field is unknown."))
        found = {}
        for each in shape(owner):
            if each.name in data:
                found[each.name] = self._field(each, data[each.name], within + each.name)
            elif each.is_required:
                self._refuse(within + each.name, N_("This field is missing."))
        return _BAD if self.problems else owner(**found)

    def _field(self, each: Field, value: object, path: str) -> Any:
        if value is None and each.optional:
            return None
        if not each.many:
            return self._one(each, value, path)
        if not isinstance(value, list):
            return self._refuse(path, N_("A list is expected here."))
        return tuple(self._one(each, held, f"{path}[{place}]") for place, held in enumerate(value))

    def _one(self, each: Field, value: object, path: str) -> Any:
        if each.is_structure:
            return self.structure(each.type, value, path)
        if each.is_text:
            return self._text(value, path)
        if each.choices:
            good = isinstance(value, str) and value in each.choices
            return value if good else self._refuse(path, N_("This is not one of the allowed words."))
        read: Callable[[object], Any] = _SCALARS[each.type]
        found = read(value)
        return found if found is not _BAD else self._refuse(path, _EXPECTED[each.type])

    def _text(self, value: object, path: str) -> Any:
        found = _string(value)
        if found is _BAD and isinstance(value, dict) and value.keys() == set(LANGUAGES):
            sides = [_string(value[language]) for language in LANGUAGES]
            found = _BAD if _BAD in sides else Pair(*sides)
        return found if found is not _BAD else self._refuse(path, _EXPECTED[str])

    def _refuse(self, path: str, message: str) -> Any:
        self.problems.append(Problem(path, message))
        return _BAD


def _string(value: object) -> Any:
    is_fine = isinstance(value, str) and (value.isprintable() or not _UNWRITABLE.search(value))
    return value if is_fine else _BAD


def _integer(value: object) -> Any:
    return value if type(value) is int and abs(value) <= _LARGEST else _BAD


def _flag(value: object) -> Any:
    return value if isinstance(value, bool) else _BAD


def _number(value: object) -> Any:
    if type(value) is int:
        return Decimal(value) if abs(value) <= _LARGEST else _BAD
    if not isinstance(value, str):
        return _BAD
    found = decimal_in(value)
    if found is None:
        return _BAD
    exponent = found.as_tuple().exponent
    return found if abs(found) <= _LARGEST and isinstance(exponent, int) and exponent >= _FINEST else _BAD


def _day(value: object) -> Any:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return _BAD
    return found if found is not None and found.isoformat() == value else _BAD


_SCALARS: dict[Any, Callable[[object], Any]] = {
    str: _string,
    int: _integer,
    bool: _flag,
    Decimal: _number,
    date: _day,
}
_EXPECTED: dict[Any, str] = {
    str: N_("A text is expected here."),
    int: N_("A whole number is expected here."),
    bool: N_("Yes or no is expected here."),
    Decimal: N_("A number is expected here."),
    date: N_("A day is expected here: year, month, day."),
}
