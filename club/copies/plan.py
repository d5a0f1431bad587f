"""Which sheets and columns a kind has, from the shape of its body: a sheet for each list, a column for each field."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from club.core.i18n import NAMES
from club.core.i18n import phrase as gettext
from club.core.sheets import sheet_name
from club.documents.body import LANGUAGES, Kind
from club.documents.shape import Field, shape
from club.documents.words import field_label

Path = tuple[str, ...]
Step = tuple[str, str]
HELP, POINTED = "help", "pointed"


@dataclass(frozen=True)
class Col:
    """One column: the field that it holds, by the steps that lead to it, and the language of its side.

    `is_switch`: it says whether a value made of several fields is there at all.
    """

    steps: tuple[Step, ...]
    owner: Any
    field: Field
    side: str = ""
    is_switch: bool = False

    @property
    def path(self) -> Path:
        """Names of fields from the item to here."""
        return tuple(name for _, name in self.steps)

    @property
    def code(self) -> str:
        """What the column is called inside a file."""
        return ".".join((*self.path, self.side)) if self.side else ".".join(self.path)

    def label(self, kind: Kind[Any]) -> str:
        """What people call it, in the language that is spoken now."""
        words = ": ".join(field_label(kind, owner, name) for owner, name in self.steps)
        return f"{words}, {NAMES[self.side]}" if self.side else words


@dataclass(frozen=True)
class Plan:
    """One sheet: the items of a list (`is_item`), or the small rows of a value that an item holds at `within`.

    `holder` is the path of the items that these belong to; an empty one is the text as a whole.
    """

    path: Path
    owner: Any
    steps: tuple[Step, ...]
    holder: Path
    is_item: bool
    is_many: bool = True
    is_required: bool = False
    within: Path = ()

    @property
    def code(self) -> str:
        """What the sheet is called inside a file."""
        return "/".join(self.path)


def plans(kind: Kind[Any]) -> tuple[Plan, ...]:
    """Return the sheets of a kind below the one of general fields, holders before what they hold."""
    body: Any = kind.body
    return _plans(body)


@cache
def _plans(body: Any) -> tuple[Plan, ...]:
    return tuple(_below(body, (), (), (), ()))


def _below(owner: Any, path: Path, steps: tuple[Step, ...], holder: Path, within: Path) -> Iterator[Plan]:
    for each in shape(owner):
        here, named = (*path, each.name), (*steps, (owner.__name__, each.name))
        if each.is_child:
            yield Plan(here, each.type, named, holder, is_item=True, is_many=each.many)
            yield from _below(each.type, here, named, here, ())
        elif each.is_structure and each.many:
            yield Plan(
                here, each.type, named, holder, is_item=False, is_required=each.is_required, within=(*within, each.name)
            )
        elif each.is_structure:
            yield from _below(each.type, here, named, holder, (*within, each.name))


def columns(owner: Any, *, is_bilingual: bool) -> tuple[Col, ...]:
    """Return the columns of an item's or value's own fields; a text of two languages has two."""
    kind: Any = owner
    return _columns(kind, (), is_bilingual=is_bilingual)


@cache
def _columns(owner: Any, steps: tuple[Step, ...], *, is_bilingual: bool) -> tuple[Col, ...]:
    found: list[Col] = []
    for each in shape(owner):
        named = (*steps, (owner.__name__, each.name))
        if each.is_child or each.name == "key" or (each.is_structure and each.many):
            continue
        if each.is_structure:
            found.append(Col(named, owner, each, is_switch=True))
            found += _columns(each.type, named, is_bilingual=is_bilingual)
        elif each.is_text and is_bilingual:
            found += [Col(named, owner, each, side) for side in LANGUAGES]
        else:
            found.append(Col(named, owner, each))
    return tuple(found)


def titles(kind: Kind[Any]) -> dict[Path, str]:
    """What each sheet is called in the language that is spoken now; no two alike."""
    short = {plan.path: field_label(kind, *plan.steps[-1]) for plan in plans(kind)}
    known = list(short.values())
    found: dict[Path, str] = {(): sheet_name(gettext("General"))}
    for plan in plans(kind):
        words = short[plan.path]
        if known.count(words) > 1 and len(plan.steps) > 1:
            words = f"{field_label(kind, *plan.steps[-2])} – {words}"
        found[plan.path] = sheet_name(words)
    return found


def help_title() -> str:
    """What the sheet with the explanation is called."""
    return sheet_name(gettext("How to fill this in"))


def pointed_title() -> str:
    """What the sheet is called that lists the parts of another text to which this one may refer."""
    return sheet_name(gettext("What it may refer to"))


def holder_label(kind: Kind[Any], plan: Plan) -> str:
    """The heading of the column that says to which item a row belongs."""
    held_by = next(one for one in plans(kind) if one.path == plan.holder)
    return gettext("Belongs to: %(what)s", what=field_label(kind, *held_by.steps[-1]))
