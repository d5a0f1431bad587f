"""How a body's dataclasses are read: which fields are items, lists, texts and plain values."""

from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from club.documents.body import Item, Text


@dataclass(frozen=True)
class Field:
    """One field of a body's dataclass; `optional` and `many` are taken off its `type`."""

    name: str
    type: Any
    many: bool
    optional: bool
    default: Any

    @cached_property
    def is_required(self) -> bool:
        return self.default is MISSING

    @cached_property
    def is_child(self) -> bool:
        """Tell whether the field holds items of their own rather than a value of this item."""
        return isinstance(self.type, type) and issubclass(self.type, Item)

    @cached_property
    def is_structure(self) -> bool:
        """Tell whether the field holds a dataclass of its own, keyed or not."""
        return isinstance(self.type, type) and is_dataclass(self.type)

    @cached_property
    def is_text(self) -> bool:
        return bool(self.type == Text)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        return () if self.is_text or isinstance(self.type, type) else get_args(self.type)


@cache
def shape(owner: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a body's dataclass in the order in which they are written."""
    hints = get_type_hints(owner)
    return tuple(_field(each.name, hints[each.name], each.default) for each in fields(owner))


@cache
def names(owner: Any) -> frozenset[str]:
    """Return the names of the fields of a body's dataclass."""
    return frozenset(each.name for each in shape(owner))


def _field(name: str, hint: Any, default: Any) -> Field:
    optional = many = False
    if hint != Text and get_origin(hint) in (Union, UnionType):
        hint, optional = next(each for each in get_args(hint) if each is not NoneType), True
    if get_origin(hint) is tuple:
        hint, many = get_args(hint)[0], True
    return Field(name, hint, many, optional, default)
