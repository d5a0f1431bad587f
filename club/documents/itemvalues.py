"""What was typed into the form of an item, as its fields are stored."""

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import StringField, TextAreaField

from club.core.amounts import in_plain_digits, parse_amount
from club.core.refusals import Refusal
from club.core.saying import said
from club.documents.body import LANGUAGES, Json, Kind, MalformedBodyError
from club.documents.codec import decimal_in, from_json, to_json
from club.documents.shape import Field, shape

_BAD: Any = object()
ON = "__on"
"""Ends the name of the tick that says that a value applies."""


def names_of(each: Field, name: str, *, is_bilingual: bool) -> list[str]:
    """The inputs of one plain field: one, or one for each language of a text."""
    return [f"{name}__{one}" for one in LANGUAGES] if is_bilingual and each.is_text else [name]


class ItemValues:
    """Reads an item's fields out of its form; what cannot be read is said at the input."""

    def __init__(self, kind: Kind[Any], owner: Any, *, is_bilingual: bool) -> None:
        self.kind, self.owner, self.is_bilingual = kind, owner, is_bilingual
        self.own = [each for each in shape(owner) if not each.is_child and each.name != "key"]

    def gathered(self, form: Any) -> Json | None:
        """The typed fields as they are stored, None for a default; nothing where a field has an error."""
        own = [each for each in self.own if each.name not in form.left_out]
        values = {each.name: self._value(form, self.owner, each, each.name) for each in own}
        if any(value is _BAD for value in values.values()):
            return None
        whole = {name: value for name, value in values.items() if value is not None}
        if not self._fits(form, whole):
            return None
        return {each.name: self._unless_default(each, values[each.name]) for each in own}

    def _value(self, form: Any, owner: Any, each: Field, name: str) -> Any:
        if each.is_structure and each.many:
            return self._rows(form, each, name)
        if each.is_structure:
            return self._structure(form, each.type, name) if form[f"{name}{ON}"].data else _left_out(form, name)
        if self.is_bilingual and each.is_text:
            return self._pair(form, each, name)
        return self._scalar(form[name], owner, each)

    def _structure(self, form: Any, owner: Any, name: str) -> Any:
        values = {inner.name: self._value(form, owner, inner, f"{name}__{inner.name}") for inner in shape(owner)}
        if any(value is _BAD for value in values.values()):
            return _BAD
        return {
            inner.name: values[inner.name]
            for inner in shape(owner)
            if self._unless_default(inner, values[inner.name]) is not None
        }

    def _rows(self, form: Any, each: Field, name: str) -> Any:
        sent = [match for one in form if one.data and (match := re.match(rf"{name}__(\d+)__", one.name))]
        numbers = sorted({int(match[1]) for match in sent})
        found = [self._structure(form, each.type, f"{name}__{row}") for row in numbers]
        return _BAD if any(one is _BAD for one in found) else found

    def _pair(self, form: Any, each: Field, name: str) -> Any:
        """A text in both languages, or as many lines in each; a draft may lack one of the languages."""
        cells = [form[one] for one in names_of(each, name, is_bilingual=self.is_bilingual)]
        if any(cell.errors for cell in cells):
            return _BAD
        if not each.many:
            sides = [cell.data or "" for cell in cells]
            if not any(sides):
                return _wrong(cells[0], gettext("Fill this in.")) if each.is_required else ""
            return dict(zip(LANGUAGES, sides, strict=True))
        lines = [_lines(cell.data, keep_empty=each.name == "cells") for cell in cells]
        most = max(len(one) for one in lines)
        lines = [one or [""] * most for one in lines]
        if len({len(one) for one in lines}) > 1:
            return _wrong(cells[-1], gettext("Write as many lines in one language as in the other."))
        return [dict(zip(LANGUAGES, both, strict=True)) for both in zip(*lines, strict=True)]

    def _scalar(self, cell: Any, owner: Any, each: Field) -> Any:
        if cell.errors:
            return _BAD
        if each.type is bool:
            return bool(cell.data)
        if each.many:
            return cell.data if isinstance(cell.data, list) else _lines(cell.data, keep_empty=each.name == "cells")
        if cell.data:
            return self._number(cell, owner, each) if each.type in (int, Decimal) else cell.data
        if each.is_required:
            return _wrong(cell, gettext("Fill this in."))
        return "" if each.is_text or each.type is str else None

    def _number(self, cell: Any, owner: Any, each: Field) -> Any:
        return _decimal(cell) if each.type is Decimal else self._whole(cell, owner, each)

    def _whole(self, cell: Any, owner: Any, each: Field) -> Any:
        if f"{owner.__name__}.{each.name}" in self.kind.money:
            amount = parse_amount(cell.data, "CNY")
            if isinstance(amount, Refusal):
                return _wrong(cell, said(amount.message, amount.values))
            return amount
        plain = in_plain_digits(cell.data)
        if not re.fullmatch(r"[+-]?\d{1,15}", plain):
            return _wrong(cell, gettext("Type a whole number."))
        return int(plain)

    def _fits(self, form: Any, whole: Json) -> bool:
        """Whether the typed fields make an item of its type; what does not is said at the field."""
        children = {each.name for each in shape(self.owner) if each.is_child}
        keyed = {"key": "k"} if any(each.name == "key" for each in shape(self.owner)) else {}
        try:
            from_json(self.owner, {**keyed, **whole})
        except MalformedBodyError as error:
            own = [problem for problem in error.problems if problem.path not in children]
            for problem in own:
                path = re.sub(r"[.\[]", "__", problem.path.replace("]", ""))
                target = form[path] if path in form else next(iter(form))
                target.errors = [*target.errors, said(problem.message, problem.values)]
            return not own
        return True

    @staticmethod
    def _unless_default(each: Field, value: Any) -> Any:
        if each.is_required:
            return value
        return None if value is None or value == to_json(each.default) else value


def _lines(data: str | None, *, keep_empty: bool) -> list[str]:
    lines = [line.strip() for line in data.split("\n")] if data else []
    return [line for line in lines if line or keep_empty]


def _left_out(form: Any, name: str) -> Any:
    """A value without its tick: taken out where it was there; what was typed anew is not dropped without a word."""
    tick = form[f"{name}{ON}"]
    if tick.name in form.was_on or not any(_is_typed(one, name) for one in form):
        return None
    return _wrong(tick, gettext("Something stands in the fields below. Tick this so that it counts, or empty them."))


def _is_typed(one: Any, name: str) -> bool:
    """Whether a field of a value holds what somebody typed: not a choice, nor what stands there from the beginning."""
    is_text = isinstance(one, StringField | TextAreaField)
    return is_text and one.name.startswith(f"{name}__") and bool(one.data) and one.data != one.object_data


def _wrong(cell: Any, message: str) -> Any:
    cell.errors = [*cell.errors, message]
    return _BAD


def _decimal(cell: Any) -> Any:
    found = decimal_in(in_plain_digits(cell.data))
    return (
        _wrong(cell, gettext("Type a number, decimals after a point (1.5), commas only between thousands (1,500)."))
        if found is None
        else to_json(found)
    )
