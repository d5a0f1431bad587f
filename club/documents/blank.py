"""The empty body that a new document begins with."""

from decimal import Decimal
from typing import Any

from club.documents.body import B, Kind, Text
from club.documents.shape import Field, shape

_NOTHING: dict[Any, Any] = {int: 0, Decimal: Decimal(0), bool: False, str: ""}


def blank(kind: Kind[B], title: Text) -> B:
    """A body of a kind with a title and nothing else; what must be written is told before it is published."""
    needed = _needed(kind.body)
    return kind.body(**{**needed, "title": title})


def _needed(owner: Any) -> dict[str, Any]:
    return {each.name: _empty(each) for each in shape(owner) if each.is_required}


def _empty(each: Field) -> Any:
    if each.many:
        return ()
    if each.is_text:
        return ""
    if each.choices:
        return each.choices[0]
    if each.is_structure:
        return each.type(**_needed(each.type))
    return _NOTHING[each.type]
