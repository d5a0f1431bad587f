"""How weighty a change of a text is: a typo, minor or major, proposed item by item with the reason."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from club.core.runs import replaced
from club.core.text import N_
from club.documents.body import Body, Kind
from club.documents.edits import items
from club.documents.rules import Added, Changed, Difference, Moved, Removed, differences
from club.documents.shape import Field, shape


class ChangeClass(StrEnum):
    """What a change asks of those who work by a text: nothing, to be told, to read and sign again."""

    TYPO = "typo"
    MINOR = "minor"
    MAJOR = "major"


RANK = {each: place for place, each in enumerate(ChangeClass)}
MEASURES = frozenset({"Indicator"})
"""Items that people are assessed by, whatever of them changes."""
SHORT_WORD, LONG_WORD, FEW_SLIPS = 4, 8, 3
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|[〇零一二两三四五六七八九十百千万半]+(?=[个天日月年周次分秒时点岁元块成倍％%])")
_MONEY_AND_TIME = re.compile(
    r"\b(?:pay|paid|pays|salary|wages?|bonus(?:es)?|commission|deduct\w*|fines?|overtime|hours?|shifts?|breaks?|leave"
    r"|holidays?|rest days?)\b|工资|薪|底薪|奖金|提成|补贴|扣款|罚|加班|工时|小时|班次|轮班|早班|晚班"
    r"|休息|休假|年假|调休",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:must|shall|may|can(?:not)?|not|never|always|only|no|nobody|forbidden|required|unless|except)\b"
    r"|必须|应当|应该|不得|禁止|严禁|不准|不可|不能|不许|可以|只能|仅|一律|除非|除外|须|勿|不|未|无",
    re.IGNORECASE,
)
_MIXED_UP = ("帐账", "做作", "的地得", "他她它", "那哪", "在再", "象像", "坐座", "分份", "绝决", "即既", "带戴", "撤彻")
_TURNING = ("un", "in", "im", "il", "ir", "dis", "non", "mis")


@dataclass(frozen=True, slots=True)
class Reason:
    """A class and why: a msgid filled from `values`."""

    change_class: ChangeClass
    why: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What happened to one item, how weighty that is, and why it is thought so."""

    key: str
    how: str
    reason: Reason

    @property
    def change_class(self) -> ChangeClass:
        return self.reason.change_class


def proposals(kind: Kind[Any], before: Body, after: Body) -> dict[str, ItemChange]:
    """Weigh each item that differs; of several reasons the weightiest counts. Keys are those of the items."""
    found: dict[str, ItemChange] = {}
    owners = _Owners(kind, before, after)
    for each in differences(before, after):
        key = each.entry.key if isinstance(each, Added | Removed) else each.key
        one = ItemChange(key, how(each), owners.reason(each))
        known = found.get(key)
        if known is None:
            found[key] = one
        elif RANK[one.change_class] > RANK[known.change_class]:
            found[key] = ItemChange(key, known.how, one.reason)
    return found


def how(each: Difference) -> str:
    """The word by which pages and records call a difference."""
    return {Added: "added", Removed: "removed", Moved: "moved", Changed: "changed"}[type(each)]


def weightiest(classes: Iterable[ChangeClass]) -> ChangeClass | None:
    """The class of several changes together; nothing where there are none."""
    return max(classes, key=RANK.__getitem__, default=None)


def recorded(found: Mapping[str, ItemChange], chosen: Mapping[str, ChangeClass]) -> dict[str, dict[str, str]]:
    """What a revision keeps of its changes, by key: how, the class as published, and the one proposed."""
    return {
        key: {
            "how": one.how,
            "class": chosen.get(key, one.change_class).value,
            "proposed": one.change_class.value,
        }
        for key, one in found.items()
    }


def gathered(records: Iterable[Mapping[str, Mapping[str, str]]]) -> dict[str, ChangeClass]:
    """The weightiest class of each item over several revisions, as `recorded` kept them."""
    found: dict[str, ChangeClass] = {}
    for record in records:
        for key, one in record.items():
            known = found.get(key)
            new = ChangeClass(one["class"])
            found[key] = new if known is None or RANK[new] > RANK[known] else known
    return found


class _Owners:
    """Finds the types and fields that a difference speaks of."""

    def __init__(self, kind: Kind[Any], before: Body, after: Body) -> None:
        self.kind = kind
        self.types = {key: type(item) for body in (before, after) for key, item in items(body)}

    def reason(self, each: Difference) -> Reason:
        match each:
            case Added(entry) | Removed(entry):
                return _came_or_went(entry.type, entry.fields, gone=isinstance(each, Removed))
            case Moved():
                return Reason(ChangeClass.MINOR, N_("It only stands elsewhere."), {})
            case Changed(key, name, old, new):
                owner: Any = self.types[key]
                field = next(one for one in shape(owner) if one.name == name)
                return self._field(owner, field, old, new)

    def _field(self, owner: Any, field: Field, old: Any, new: Any) -> Reason:
        if not field.is_text:
            is_money = f"{owner.__name__}.{field.name}" in self.kind.money
            return Reason(ChangeClass.MAJOR, _MONEY, {}) if is_money else _value_reason(field)
        reasons = [text_reason(was, now) for was, now in _sides(old, new)]
        if not reasons:
            return Reason(ChangeClass.MINOR, N_("The text was put into another language."), {})
        found = max(reasons, key=lambda reason: RANK[reason.change_class])
        if owner.__name__ in MEASURES and found.change_class is not ChangeClass.TYPO:
            return Reason(ChangeClass.MAJOR, N_("People are assessed by this line."), {})
        return found


def text_reason(before: str, after: str) -> Reason:
    """Weigh the change of one text: by its numbers, by pay and hours, by what binds, then by its letters."""
    numbers = Counter(_NUMBER.findall(before)), Counter(_NUMBER.findall(after))
    if numbers[0] != numbers[1]:
        first = next(iter((numbers[1] - numbers[0]) or (numbers[0] - numbers[1])))
        return Reason(ChangeClass.MAJOR, N_("A number was changed: %(number)s."), {"number": first})
    runs = list(replaced(before, after))
    for pattern, why in ((_MODAL, N_("A word that binds or forbids was changed: %(word)s.")), (_MONEY_AND_TIME, _PAY)):
        for was, now in runs:
            gone, new = Counter(pattern.findall(was)), Counter(pattern.findall(now))
            if gone != new:
                return Reason(ChangeClass.MAJOR, why, {"word": next(iter((new - gone) or (gone - new)))})
    if len(runs) <= FEW_SLIPS and all(_is_slip(was, now) for was, now in runs):
        return Reason(ChangeClass.TYPO, N_("Only letters or marks were changed."), {})
    return Reason(ChangeClass.MINOR, N_("Words were changed; no number and nothing that binds."), {})


_PAY = N_("A word about pay or hours was changed: %(word)s.")
_MONEY = N_("An amount of money was changed.")


def _came_or_went(sort: str, fields: Mapping[str, Any], *, gone: bool) -> Reason:
    if sort in MEASURES:
        why = N_("A line that people are assessed by went.") if gone else N_("A line that people are assessed by came.")
        return Reason(ChangeClass.MAJOR, why, {})
    if fields.get("must"):
        return Reason(ChangeClass.MAJOR, N_("A binding clause went.") if gone else N_("A binding clause came."), {})
    return Reason(ChangeClass.MINOR, N_("Something went that does not bind.") if gone else _CAME, {})


_CAME = N_("Something came that does not bind.")


def _value_reason(field: Field) -> Reason:
    if field.name == "must":
        return Reason(ChangeClass.MAJOR, N_("Whether it binds was changed."), {})
    if field.is_structure:
        return Reason(ChangeClass.MAJOR, N_("Pay, bands or a rule of assessment were changed."), {})
    if field.choices:
        return Reason(ChangeClass.MAJOR, N_("Another rule was chosen."), {})
    return Reason(*_VALUES[field.type], {})


_VALUES: Mapping[Any, tuple[ChangeClass, str]] = {
    str: (ChangeClass.MINOR, N_("It points elsewhere.")),
    bool: (ChangeClass.MINOR, N_("A mark was set or taken away.")),
    date: (ChangeClass.MAJOR, N_("A day was changed.")),
    int: (ChangeClass.MAJOR, N_("A number was changed.")),
    Decimal: (ChangeClass.MAJOR, N_("A number was changed.")),
}


def _sides(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """The texts of a field that differ, side by side and line by line; a text that was only translated is none."""
    if isinstance(old, list) or isinstance(new, list):
        was, now = list(old or ()), list(new or ())
        was += [""] * (len(now) - len(was))
        now += [""] * (len(was) - len(now))
        for before, after in zip(was, now, strict=True):
            yield from _sides(before, after)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from ((old[one], new[one]) for one in old if old[one] != new[one])
    elif isinstance(old, Mapping) or isinstance(new, Mapping):
        pair, single = (old, new) if isinstance(old, Mapping) else (new, old)
        if (single or "") not in pair.values():
            yield from ((str(old), str(new)),)
    elif old != new:
        yield old or "", new or ""


def _is_slip(before: str, after: str) -> bool:
    """Whether only marks, spaces, capitals or a letter or two of a word differ."""
    was, now = (re.findall(r"[\u3400-\u9fff]|[^\W_]+", side.casefold()) for side in (before, after))
    return len(was) == len(now) and all(map(_is_near, was, now))


def _is_near(was: str, now: str) -> bool:
    if was == now or any(was in alike and now in alike for alike in _MIXED_UP):
        return True
    if _is_swapped(was, now):
        return True
    if min(len(was), len(now)) < SHORT_WORD or _turns(was, now):
        return False
    return _letters_apart(was, now) <= (2 if min(len(was), len(now)) >= LONG_WORD else 1)


def _is_swapped(was: str, now: str) -> bool:
    """Whether two neighbouring letters changed places."""
    places = [place for place, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]]
    is_pair = len(was) == len(now) and len(places) == 2 and places[1] == places[0] + 1  # noqa: PLR2004
    return is_pair and was[places[0]] == now[places[1]] and was[places[1]] == now[places[0]]


def _turns(was: str, now: str) -> bool:
    """Whether one word is the other with a prefix that turns its sense."""
    longer, shorter = sorted((was, now), key=len, reverse=True)
    return any(longer == prefix + shorter for prefix in _TURNING)


def _letters_apart(was: str, now: str) -> int:
    """How many letters are typed, left out or exchanged between two words."""
    row = list(range(len(now) + 1))
    for line, letter in enumerate(was, 1):
        above, row = row, [line]
        for place, other in enumerate(now, 1):
            row.append(min(row[-1] + 1, above[place] + 1, above[place - 1] + (letter != other)))
    return row[-1]
