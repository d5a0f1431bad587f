"""The form of one item, made from the shape of its type: one editor for every kind of document."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from club.core.amounts import parse_amount
from club.core.forms import Form, no_control_characters, stripped
from club.core.money import Money
from club.core.refusals import Refusal
from club.core.saying import said
from club.documents.body import TEXT_LIMIT, Body, Json, Kind, MalformedBodyError
from club.documents.codec import from_json, to_json
from club.documents.edits import digests, items
from club.documents.shape import Field, shape
from club.documents.words import choice_word, field_label, item_name

SHORT = frozenset({"title", "name", "label", "unit", "topic", "role", "department", "currency"})
MOST_ROWS = 60
SPARE_ROWS = 2
_BAD: Any = object()
_ROW = re.compile(r"(.+?__\d+)__")


class ItemForm(Form):
    """Base of the form of an item: it carries the digests of what it was opened on."""

    opened = HiddenField()

    def opened_on(self) -> dict[str, str]:
        """The digests that the page carried; nothing readable counts as nothing seen."""
        try:
            found = json.loads(self.opened.data or "{}")
        except ValueError:
            return {}
        return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Group:
    """What stands together on the page: one field, or the fields of one value and the rows of its small table."""

    label: str
    fields: list[Any] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    is_value: bool = False


class ItemEditor:
    """Turns an item into a form and a form into the item's fields."""

    def __init__(self, kind: Kind[Any], body: Body, owner: Any) -> None:
        self.kind, self.body, self.owner = kind, body, owner
        self.own = [each for each in shape(owner) if not each.is_child and each.name != "key"]

    def form(self, fields: Mapping[str, Any], typed: Mapping[str, Any] | None = None) -> ItemForm:
        """The form of an item with these fields; `typed` is what was sent, where something was."""
        parts: dict[str, Any] = {}
        for each in self.own:
            for name, owner, one in self._parts(self.owner, each, each.name, fields.get(each.name), typed or {}):
                parts[name] = self._input(owner, one, name)
        made: Any = type("ItemForm", (ItemForm,), parts)
        form: ItemForm = made(data=self._flat(fields))
        if not form.is_submitted():
            form.opened.data = json.dumps(digests(fields))
        return form

    def groups(self, form: ItemForm) -> list[Group]:
        """The form's fields as the page shows them."""
        return [self._group(form, each) for each in self.own]

    def gathered(self, form: ItemForm) -> Json | None:
        """The typed fields as they are stored, None for a default; nothing where a field has an error."""
        values = {each.name: self._value(form, self.owner, each, each.name) for each in self.own}
        if any(value is _BAD for value in values.values()):
            return None
        whole = {name: value for name, value in values.items() if value is not None}
        if not self._fits(form, whole):
            return None
        return {each.name: self._unless_default(each, values[each.name]) for each in self.own}

    def show_conflict(self, form: ItemForm, name: str, theirs: str) -> None:
        """Put the text that somebody else saved beside the one typed."""
        target = form[name] if name in form else next(each for each in form if each.name.startswith(f"{name}__"))
        message = gettext("Somebody saved this meanwhile: “%(text)s”. Save again to keep yours.", text=theirs)
        target.errors = [*target.errors, message]

    def _parts(
        self, owner: Any, each: Field, name: str, held: Any, typed: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any, Field]]:
        if self._is_table(each):
            for row in range(_rows_of(name, held, typed)):
                for inner in shape(each.type):
                    yield from self._parts(each.type, inner, f"{name}__{row}__{inner.name}", None, typed)
        elif each.is_structure:
            yield f"{name}__on", bool, each
            for inner in shape(each.type):
                below = (held or {}).get(inner.name)
                yield from self._parts(each.type, inner, f"{name}__{inner.name}", below, typed)
        else:
            yield name, owner, each

    def _input(self, owner: Any, each: Field, name: str) -> Any:
        if owner is bool:
            return BooleanField(_("This part applies"))
        label = field_label(self.kind, owner.__name__, each.name)
        checks: list[Any] = [] if each.is_required else [Optional()]
        if each.type is bool:
            return BooleanField(label)
        choices = self._choices(owner, each)
        if choices is not None:
            sort = SelectMultipleField if each.many else SelectField
            return sort(label, validators=checks, choices=choices, validate_choice=each.many)
        limits = [*checks, Length(max=TEXT_LIMIT), no_control_characters]
        is_long = each.many or (each.is_text and each.name not in SHORT and "__" not in name)
        hint = _("One a line.") if each.many else ""
        return (TextAreaField if is_long else StringField)(label, limits, filters=[stripped, _plain], description=hint)

    def _choices(self, owner: Any, each: Field) -> list[SelectChoice] | None:
        wanted = self.kind.refers.get(f"{owner.__name__}.{each.name}")
        if wanted:
            listed = [(key, item_name(one)) for key, one in items(self.body) if type(one).__name__ == wanted]
        elif each.choices:
            listed = [(value, choice_word(value)) for value in each.choices]
        else:
            return None
        empty = [] if each.many or each.choices else [SelectChoice("", gettext("Choose"))]
        return [*empty, *(SelectChoice(value, label) for value, label in listed)]

    def _flat(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        flat: dict[str, Any] = {}
        for each in self.own:
            held = fields.get(each.name, None if each.is_required else to_json(each.default))
            flat.update(self._flattened(self.owner, each, each.name, held))
        return flat

    def _flattened(self, owner: Any, each: Field, name: str, held: Any) -> Iterator[tuple[str, Any]]:
        if each.is_structure and each.many:
            for row, one in enumerate(held or ()):
                yield from self._inside(each.type, f"{name}__{row}", one)
        elif each.is_structure:
            yield f"{name}__on", held is not None
            yield from self._inside(each.type, name, held or {})
        elif each.many:
            yield name, list(held or ()) if self._choices(owner, each) is not None else "\n".join(held or ())
        elif held is not None and f"{owner.__name__}.{each.name}" in self.kind.money:
            yield name, Money(held, "CNY").digits
        elif held is None or isinstance(held, bool | str):
            yield name, held
        else:
            yield name, str(held)

    def _inside(self, owner: Any, prefix: str, held: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for inner in shape(owner):
            value = held.get(inner.name, None if inner.is_required else to_json(inner.default))
            yield from self._flattened(owner, inner, f"{prefix}__{inner.name}", value)

    def _group(self, form: ItemForm, each: Field) -> Group:
        label = field_label(self.kind, self.owner.__name__, each.name)
        if not each.is_structure:
            return Group(label, [form[each.name]])
        plain: list[Any] = []
        rows: dict[str, list[Any]] = {}
        for one in form:
            if one.name.startswith(f"{each.name}__"):
                row = _ROW.match(one.name)
                (rows.setdefault(row[1], []) if row else plain).append(one)
        return Group(label, plain, list(rows.values()), is_value=True)

    def _value(self, form: ItemForm, owner: Any, each: Field, name: str) -> Any:
        if each.is_structure and each.many:
            return self._rows(form, each, name)
        if each.is_structure:
            return self._structure(form, each.type, name) if form[f"{name}__on"].data else None
        return self._scalar(form[name], owner, each)

    def _structure(self, form: ItemForm, owner: Any, name: str) -> Any:
        values = {inner.name: self._value(form, owner, inner, f"{name}__{inner.name}") for inner in shape(owner)}
        if any(value is _BAD for value in values.values()):
            return _BAD
        return {
            inner.name: values[inner.name]
            for inner in shape(owner)
            if self._unless_default(inner, values[inner.name]) is not None
        }

    def _rows(self, form: ItemForm, each: Field, name: str) -> Any:
        found = []
        numbers = sorted({int(m[1]) for one in form if (m := re.match(rf"{name}__(\d+)__", one.name))})
        for row in numbers:
            cells = [form[f"{name}__{row}__{inner.name}"] for inner in shape(each.type)]
            if any(cell.data for cell in cells):
                found.append(self._structure(form, each.type, f"{name}__{row}"))
        return _BAD if any(one is _BAD for one in found) else found

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
        plain = unicodedata.normalize("NFKC", cell.data).replace(",", "")
        if not re.fullmatch(r"[+-]?\d{1,15}", plain):
            return _wrong(cell, gettext("Type a whole number."))
        return int(plain)

    def _fits(self, form: ItemForm, whole: Json) -> bool:
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

    @staticmethod
    def _is_table(each: Field) -> bool:
        return each.is_structure and each.many


def _rows_of(name: str, held: Any, typed: Mapping[str, Any]) -> int:
    """How many rows a small table has on the page: what there is, what was sent, and two to spare."""
    sent = [int(found[1]) + 1 for one in typed if (found := re.match(rf"{name}__(\d{{1,3}})__", one))]
    return min(max([len(held or ()) + SPARE_ROWS, *sent]), MOST_ROWS)


def _plain(value: str | None) -> str | None:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _lines(data: str | None, *, keep_empty: bool) -> list[str]:
    lines = [line.strip() for line in data.split("\n")] if data else []
    return [line for line in lines if line or keep_empty]


def _wrong(cell: Any, message: str) -> Any:
    cell.errors = [*cell.errors, message]
    return _BAD


def _decimal(cell: Any) -> Any:
    try:
        return to_json(Decimal(unicodedata.normalize("NFKC", cell.data).replace(",", "")))
    except (InvalidOperation, ValueError, OverflowError):
        return _wrong(cell, gettext("Type a number."))
