"""The form of one item, made from the shape of its type: one editor for every kind of document."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, groupby
from types import MappingProxyType
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import DateInput

from club.core.forms import Form, no_control_characters, stripped
from club.core.i18n import NAMES
from club.core.money import Money
from club.documents.body import LANGUAGES, TEXT_LIMIT, Body, Json, Kind
from club.documents.codec import to_json
from club.documents.edits import digests, items
from club.documents.itemvalues import ON, ItemValues, names_of
from club.documents.picture_rules import field_of
from club.documents.pointing import choices
from club.documents.shape import Field, shape
from club.documents.words import choice_word, field_hint, field_label, item_name

SHORT = frozenset({"title", "name", "label", "unit", "topic", "role", "department", "currency"})
LINE_LIMIT = 200
MOST_ROWS = 60
SPARE_ROWS, FEWEST_ROWS = 2, 4
MANY_CHOICES = 12
_ROW = re.compile(r"(.+?__\d+)__")


class ItemForm(Form):
    """Base of the form of an item: it carries the digests of what it was opened on."""

    opened = HiddenField()
    left_out: frozenset[str] = frozenset()
    """Fields that are not asked for and keep what they hold: pictures, or parts of another text, where none are."""
    was_on: frozenset[str] = frozenset()
    """The ticks of the values that the item had when it was opened: unticked, they are taken out."""

    def opened_on(self) -> dict[str, str]:
        """The digests that the page carried; nothing readable counts as nothing seen."""
        try:
            found = json.loads(self.opened.data or "{}")
        except ValueError:
            return {}
        return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Group:
    """What stands together on the page: a field, some numbers, or a value with the rows of its small table."""

    label: str
    fields: list[Any] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    hint: str = ""
    is_value: bool = False
    is_numbers: bool = False
    numbers: frozenset[str] = frozenset()
    name: str = ""

    @property
    def runs(self) -> list[list[Any]]:
        """The fields of a value line by line: numbers that follow one another stand side by side."""
        runs = groupby(self.fields, lambda one: one.name in self.numbers)
        return [line for is_number, run in runs for line in ([list(run)] if is_number else [[one] for one in run])]

    @property
    def is_filled(self) -> bool:
        """Whether the value applies: it is switched on, or a row of its table is filled in."""
        is_on = any(one.data for one in self.fields if one.name.endswith(ON))
        return is_on or any(cell.data for row in self.rows for cell in row)

    @property
    def is_table(self) -> bool:
        """Whether it is a small table and nothing else: options of a question, bands of an indicator."""
        return bool(self.rows) and not self.fields

    @property
    def is_long(self) -> bool:
        """Whether one field offers so many choices to tick that they lie folded."""
        one = self.fields[0] if len(self.fields) == 1 else None
        return isinstance(one, SelectMultipleField) and len(one.choices or ()) > MANY_CHOICES

    @property
    def is_wrong(self) -> bool:
        return any(one.errors for one in (*self.fields, *chain(*self.rows)))


class ItemEditor:
    """Turns an item into a form and a form into the item's fields; a bilingual one asks each text twice.

    `pointed` names, by key, what its fields may point at in another text; where that names nothing the
    fields are not asked for. `key` is the item's own: none names itself. `only` narrows closed choices.
    """

    def __init__(
        self,
        kind: Kind[Any],
        body: Body,
        owner: Any,
        *,
        is_bilingual: bool = False,
        pointed: Mapping[str, str] | None = None,
        key: str = "",
        only: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.kind, self.body, self.owner, self.key, self.only = kind, body, owner, key, only
        self.is_bilingual, self.has_pointed = is_bilingual, pointed is None or bool(pointed)
        self.pointed = choices(kind, body, None) if pointed is None else pointed
        self.showing, self.pictures = field_of(kind, owner), list[str]()
        self.own = [each for each in shape(owner) if not each.is_child and each.name != "key"]

    def form(
        self, fields: Mapping[str, Any], typed: Mapping[str, Any] | None = None, *, is_sent: bool = True
    ) -> ItemForm:
        """The form of an item with these fields; `typed` is what was sent, where something was.

        `is_sent` is false where the request brought another form of the page.
        """
        parts: dict[str, Any] = {}
        self.pictures = fields.get(self.showing, [])
        for each in self.own:
            if each.name in self._left_out():
                continue
            for name, owner, one in self._parts(self.owner, each, each.name, fields.get(each.name), typed or {}):
                parts[name] = self._input(owner, one, name)
        made: Any = type("ItemForm", (ItemForm,), parts)
        flat = self._flat(fields)
        form: ItemForm = made(data=flat, **({} if is_sent else {"formdata": None}))
        form.left_out = self._left_out()
        form.was_on = frozenset(name for name, held in flat.items() if name.endswith(ON) and held)
        if not form.is_submitted() and not form.opened.data:
            form.opened.data = json.dumps(digests(fields))
        return form

    def groups(self, form: ItemForm) -> list[Group]:
        """The form's fields as the page shows them; numbers that follow one another stand side by side."""
        groups: list[Group] = []
        asked = [each for each in self.own if each.name not in form.left_out]
        for is_number, run in groupby(asked, _is_number):
            made = [self._group(form, each) for each in run]
            numbers = Group("", [one.fields[0] for one in made], is_numbers=True) if is_number else None
            groups += [numbers] if numbers else made
        return groups

    def _left_out(self) -> frozenset[str]:
        unpointed = () if self.has_pointed else self.kind.points_at
        mine = (name.partition(".") for name in unpointed)
        return frozenset(
            [
                *([] if self.pictures else [self.showing]),
                *(name for owner, _, name in mine if owner == self.owner.__name__),
            ]
        )

    def gathered(self, form: ItemForm) -> Json | None:
        """The typed fields as they are stored, None for a default; nothing where a field has an error."""
        return ItemValues(self.kind, self.owner, is_bilingual=self.is_bilingual).gathered(form)

    def show_conflict(self, form: ItemForm, name: str, theirs: str) -> None:
        """Put the text that somebody else saved beside the one typed."""
        target = form[name] if name in form else next(each for each in form if each.name.startswith(f"{name}__"))
        message = gettext("Somebody saved this meanwhile: “%(text)s”. Save again to keep yours.", text=theirs)
        target.errors = [*target.errors, message]

    def _parts(
        self, owner: Any, each: Field, name: str, held: Any, typed: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any, Field]]:
        if self._is_table(each):
            for row in range(_rows_of(name, held, typed, least=self._to_name(each))):
                for inner in shape(each.type):
                    yield from self._parts(each.type, inner, f"{name}__{row}__{inner.name}", None, typed)
        elif each.is_structure:
            yield f"{name}{ON}", bool, each
            for inner in shape(each.type):
                below = (held or {}).get(inner.name)
                yield from self._parts(each.type, inner, f"{name}__{inner.name}", below, typed)
        else:
            yield from ((one, owner, each) for one in names_of(each, name, is_bilingual=self.is_bilingual))

    def _input(self, owner: Any, each: Field, name: str) -> Any:
        if owner is bool:
            return BooleanField(_("This part applies"))
        label = field_label(self.kind, owner.__name__, each.name)
        if self.is_bilingual and each.is_text:
            name, _mark, spoken = name.rpartition("__")
            label = gettext("%(label)s, %(language)s", label=label, language=NAMES[spoken])
        checks: list[Any] = [] if each.is_required else [Optional()]
        if each.type is bool:
            return BooleanField(label, description=field_hint(owner.__name__, each.name))
        if each.type is date:
            return StringField(label, checks, widget=DateInput())
        choices = self._choices(owner, each)
        if choices is not None:
            sort = SelectMultipleField if each.many else SelectField
            hint = field_hint(owner.__name__, each.name)
            return sort(label, validators=checks, choices=choices, validate_choice=each.many, description=hint)
        longest = LINE_LIMIT if each.name in SHORT else TEXT_LIMIT
        limits = [*checks, Length(max=longest), no_control_characters]
        is_long = each.many or (each.is_text and each.name not in SHORT)
        hints = [gettext("One a line.") if each.many else "", field_hint(owner.__name__, each.name)]
        hint = " ".join(filter(None, hints))
        return (TextAreaField if is_long else StringField)(label, limits, filters=[stripped, _plain], description=hint)

    def _choices(self, owner: Any, each: Field) -> list[SelectChoice] | None:
        full = f"{owner.__name__}.{each.name}"
        wanted = self.kind.refers.get(full)
        if full in self.kind.points_at:
            listed = list(self.pointed.items())
        elif full in self.kind.pictures:
            numbered = enumerate(self.pictures, 1)
            listed = [(ref, gettext("Picture %(number)s", number=number)) for number, ref in numbered]
        elif wanted:
            listed = [
                (key, item_name(one))
                for key, one in items(self.body)
                if type(one).__name__ == wanted and key != self.key
            ]
        elif each.choices:
            open_to = self.only.get(full, each.choices)
            listed = [(value, choice_word(value)) for value in each.choices if value in open_to]
        else:
            return None
        empty = [] if each.many or each.choices else [SelectChoice("", gettext("Choose"))]
        return [*empty, *(SelectChoice(value, label) for value, label in listed)]

    def _flat(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        flat: dict[str, Any] = {}
        for each in self.own:
            held = fields.get(each.name, None if each.is_required else to_json(each.default))
            flat.update(self._flattened(self.owner, each, each.name, held))
            open_to = self.only.get(f"{self.owner.__name__}.{each.name}")
            if open_to and flat[each.name] not in open_to:
                flat[each.name] = open_to[0]
        return flat

    def _flattened(self, owner: Any, each: Field, name: str, held: Any) -> Iterator[tuple[str, Any]]:
        if each.is_structure and each.many:
            for row, one in enumerate(held or ()):
                yield from self._inside(each.type, f"{name}__{row}", one)
        elif each.is_structure:
            yield f"{name}{ON}", held is not None
            yield from self._inside(each.type, name, held or {})
        elif self.is_bilingual and each.is_text:
            yield from self._in_two(each, name, held)
        elif each.many:
            yield name, list(held or ()) if self._choices(owner, each) is not None else "\n".join(held or ())
        elif held is not None and f"{owner.__name__}.{each.name}" in self.kind.money:
            yield name, Money(held, "CNY").digits
        elif held is None or isinstance(held, bool | str):
            yield name, held
        else:
            yield name, str(held)

    def _in_two(self, each: Field, name: str, held: Any) -> Iterator[tuple[str, str]]:
        """A stored text, or a list of them, as the inputs of its two languages; a single text stands in both."""
        listed = (held or ()) if each.many else [held] * (held is not None)
        pairs = [one if isinstance(one, Mapping) else dict.fromkeys(LANGUAGES, one) for one in listed]
        yield from ((f"{name}__{spoken}", "\n".join(one[spoken] for one in pairs)) for spoken in LANGUAGES)

    def _inside(self, owner: Any, prefix: str, held: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for inner in shape(owner):
            value = held.get(inner.name, None if inner.is_required else to_json(inner.default))
            yield from self._flattened(owner, inner, f"{prefix}__{inner.name}", value)

    def _group(self, form: ItemForm, each: Field) -> Group:
        label = field_label(self.kind, self.owner.__name__, each.name)
        if not each.is_structure:
            return Group(label, [form[name] for name in names_of(each, each.name, is_bilingual=self.is_bilingual)])
        plain: list[Any] = []
        rows: dict[str, list[Any]] = {}
        for one in form:
            if one.name.startswith(f"{each.name}__"):
                row = _ROW.match(one.name)
                (rows.setdefault(row[1], []) if row else plain).append(one)
        hint = field_hint(self.owner.__name__, each.name)
        numbers = frozenset(f"{each.name}__{inner.name}" for inner in shape(each.type) if _is_number(inner))
        return Group(label, plain, list(rows.values()), hint, is_value=True, numbers=numbers, name=each.name)

    def _to_name(self, each: Field) -> int:
        """How many items of the text the rows of a small table may name, one a row: the indicators of an example."""
        wanted = {self.kind.refers.get(f"{each.type.__name__}.{inner.name}") for inner in shape(each.type)}
        return sum(type(one).__name__ in wanted for _key, one in items(self.body))

    @staticmethod
    def _is_table(each: Field) -> bool:
        return each.is_structure and each.many


def _is_number(each: Field) -> bool:
    return not each.many and each.type in (int, Decimal, date)


def _rows_of(name: str, held: Any, typed: Mapping[str, Any], *, least: int) -> int:
    """How many rows a small table has on the page: what there is and a few more, or what was sent."""
    sent = [int(found[1]) + 1 for one in typed if (found := re.match(rf"{name}__(\d{{1,3}})__", one))]
    return min(max([FEWEST_ROWS, least, len(held or ()) + SPARE_ROWS, *sent]), MOST_ROWS)


def _plain(value: str | None) -> str | None:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
