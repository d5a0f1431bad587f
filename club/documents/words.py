"""What people read of a body: names of fields, items and places, values in words, words that changed."""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from club.core.i18n import day, lang, money, number
from club.core.i18n import phrase as gettext
from club.core.i18n import phrase_number as ngettext
from club.core.money import Money
from club.core.text import N_
from club.documents.body import Body, Kind, Pair, Text
from club.documents.edits import item_of, items, trail
from club.documents.kinds.ladder.body import Salary, Stage
from club.documents.shape import Field, shape

NOTHING_POINTED: Mapping[str, str] = MappingProxyType({})
CHOICES: dict[str, str] = {
    "all": N_("all stages"),
    "own_next": N_("the own stage and the next"),
    "own": N_("the own stage only"),
    "daily": N_("every day"),
    "weekly": N_("once a week"),
    "monthly": N_("once a month"),
    "self": N_("the person"),
    "lead": N_("the lead"),
    "range": N_("a range"),
    "agreed": N_("agreed with each person"),
    "higher": N_("higher is better"),
    "lower": N_("lower is better"),
    "ratio": N_("a ratio"),
    "count": N_("a count"),
    "seconds": N_("seconds"),
    "manual": N_("judged by hand"),
    "ticks": N_("the process table"),
    "import": N_("an import"),
    "report": N_("a named report"),
    "text": N_("text"),
    "number": N_("a number"),
    "money": N_("an amount"),
    "percent": N_("percent"),
    "date": N_("a date"),
    "firm": N_("the firm’s own bank"),
    "club": N_("the club’s bank"),
    "single": N_("one answer is right"),
    "multiple": N_("several answers may be right"),
    "true_false": N_("true or false"),
    "numeric": N_("a number"),
    "order": N_("put in order"),
    "match": N_("find what belongs together"),
    "short": N_("a short answer"),
    "typing": N_("type a text"),
    "open": N_("an answer in words, graded by a person"),
}
"""Words of closed choices, whatever the kind."""

FIELDS: dict[str, str] = {
    "Band.low": N_("From"),
    "Band.high": N_("To"),
    "Band.score": N_("Points"),
    "PayBand.low": N_("From points"),
    "PayBand.high": N_("To points"),
    "PayBand.percent": N_("Percent of the bonus"),
    "PayPart.name": N_("Part of the pay"),
    "PayPart.how": N_("How it is computed"),
    "ExampleValue.indicator": N_("Indicator"),
    "ExampleValue.value": N_("Value"),
}
"""What people call the fields of the small values that every kind shares."""

HINTS: dict[str, str] = {
    "Indicator.bands": N_(
        "Leave the lowest “From” and the highest “To” empty. Where two bands touch, the edge belongs to the better one."
    ),
    "pay_bands": N_(
        "Leave the lowest “From points” and the highest “To points” empty; 80 belongs to the band from 80."
    ),
    "unit": N_("What is counted: chats, pages, %."),
    "Task.evidence": N_("What shows that it was done: an entry, a sheet, a line of a report."),
    "Stage.daily": N_("What a person ticks every day, a line for each task."),
    "blanks": N_("Values that the texts quote: change one here, and every sentence with it follows."),
    "Stage.after": N_("None for a stage where people begin."),
    "Stage.salary": N_("Where pay is agreed with each person, leave the amounts empty."),
    "Answer.pictures": N_("Untick a picture to take it off."),
    "Question.text": N_("The first paragraph asks. What follows an empty line may have lists and tables, in Markdown."),
    "Question.explanation": N_("In Markdown, or as plain paragraphs."),
    "Question.pictures": N_("Untick a picture to take it off."),
    "Section.tag": N_("Then this part has no questions of its own, and says how many are drawn."),
    "Question.options": N_(
        "For one or several right answers, tick what is right. To put in order: in the right order."
    ),
    "Question.accepted": N_("Width, capitals and spaces do not matter."),
    "Question.partial": N_("For several right answers, an order, and what belongs together; rounded down."),
    "Question.typing": N_("Whoever stops before the end of the text is measured over the whole time."),
    "Example.total": N_("As computed by hand: the program computes it too and says if they differ."),
}
"""What helps to fill a field in, whatever the kind."""

NEW: dict[str, str] = {
    "Blank": N_("New blank"),
    "Track": N_("New track"),
    "Stage": N_("New stage"),
    "Stage.learn": N_("New topic to learn"),
    "Task": N_("New daily task"),
    "Indicator": N_("New indicator"),
    "Clause": N_("New clause"),
    "Standard.sections": N_("New chapter"),
    "Table": N_("New table"),
    "Column": N_("New column"),
    "Row": N_("New row"),
    "Step": N_("New step"),
    "Culture.values": N_("New value"),
    "Answer": N_("New answer"),
    "Answers.topics": N_("New sort of problems"),
    "Question": N_("New question"),
}
"""What one more part is called: by its list, else by its sort."""

NAMING = ("title", "name", "topic", "what", "label", "role", "wordings", "text", "event", "cells")
NAMELESS = {"Appraisal": N_("Assessment"), "StageExample": N_("Worked example")}
"""What parts without a text of their own are called."""
NAME_LENGTH = 80
_STEP = re.compile(r"(\w+)(?:\[([^\]]*)\])?")


def choice_word(value: str) -> str:
    """A closed choice in the reader's language."""
    return str(gettext(CHOICES.get(value, value)))


def field_label(kind: Kind[Any], owner: str, field: str) -> str:
    """What people call a field."""
    full = f"{owner}.{field}"
    found = kind.labels.get(full) or FIELDS.get(full) or kind.labels.get(field)
    return str(gettext(found)) if found else field


def field_hint(owner: str, field: str) -> str:
    """What helps to fill a field in; mostly nothing."""
    found = HINTS.get(f"{owner}.{field}") or HINTS.get(field)
    return str(gettext(found)) if found else ""


def spoken(text: Text) -> str:
    """A text in the reader's language, else in the other one."""
    return (getattr(text, lang()) or text.en or text.zh) if isinstance(text, Pair) else text


def new_name(kind: Kind[Any], owner: str, slot: str, sort: str) -> str:
    """The heading of the page that adds one more part to a list."""
    found = NEW.get(f"{owner}.{slot}") or NEW.get(sort)
    return str(gettext(found) if found else gettext("New: %(what)s", what=field_label(kind, owner, slot)))


def item_name(item: Any) -> str:
    """What people call an item: its title, or the beginning of its text."""
    owner: Any = type(item)
    texts = [each.name for each in shape(owner) if each.is_text]
    for name in (*NAMING, *texts):
        held = getattr(item, name, None)
        held = held[0] if isinstance(held, tuple) and held else held
        held = spoken(held) if isinstance(held, Pair) else held
        if isinstance(held, str) and held:
            return held if len(held) <= NAME_LENGTH else held[: NAME_LENGTH - 1] + "…"
    return str(gettext(NAMELESS.get(owner.__name__, "…")))


def place(kind: Kind[Any], body: Body, key: str) -> str:
    """Where an item stands, from the outermost part down."""
    if not key:
        return str(gettext(kind.label))
    return " › ".join(item_name(item_of(body, each)) for each in trail(body, key))


class Spot(NamedTuple):
    """Where a problem is: in words from the outermost part down, the key of the item, and which of its fields."""

    words: str
    key: str
    field: str


def problem_place(kind: Kind[Any], body: Body, path: str) -> Spot:
    """Where a problem is; an item goes by its name, without that of the list it stands in."""
    owner: Any = body
    key, field, words = "", "", list[str]()
    known = dict(items(body))
    for name, inner in _STEP.findall(path):
        if not hasattr(owner, name):
            break
        label, held = field_label(kind, type(owner).__name__, name), getattr(owner, name)
        field = field or name
        if inner and inner in known:
            owner, key, field, label = known[inner], inner, "", item_name(known[inner])
        elif is_dataclass(held):
            owner = held
            if hasattr(held, "key"):
                key, field = held.key, ""
        words.append(label)
    return Spot(" › ".join(words) or path, key, field)


def value_words(
    kind: Kind[Any], body: Body, owner: Any, name: str, value: Any, *, pointed: Mapping[str, str] = NOTHING_POINTED
) -> str:
    """A field's stored value in words; nothing for its default. `pointed` names the items of the text pointed at."""
    found = next((each for each in shape(owner) if each.name == name), None)
    if value is None or found is None:
        return ""
    if f"{owner.__name__}.{name}" in kind.points_at:
        return "\n".join(pointed.get(each, each) for each in value)
    if f"{owner.__name__}.{name}" in kind.pictures:
        return str(ngettext("%(num)s picture", "%(num)s pictures", len(value)))
    if found.many:
        return "\n".join(_one(kind, body, owner, found, each) for each in value)
    return _one(kind, body, owner, found, value)


def _one(kind: Kind[Any], body: Body, owner: Any, field: Field, value: Any) -> str:
    full = f"{owner.__name__}.{field.name}"
    if isinstance(value, Mapping):
        return _of_several(kind, body, field, value)
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if full in kind.refers:
        item = item_of(body, value)
        return item_name(item) if item is not None else str(value)
    if full in kind.money:
        return money(value, "CNY")
    return _plain(field, value)


def _plain(field: Field, value: Any) -> str:
    """A word of a choice, a day, a number, or a text as it is."""
    if field.choices:
        return choice_word(value)
    if field.type is date:
        return day(date.fromisoformat(value))
    return number(value) if isinstance(value, int) else str(value)


def _of_several(kind: Kind[Any], body: Body, field: Field, value: Mapping[str, Any]) -> str:
    """A text in both languages, or a value made of fields."""
    if field.is_text:
        return f"{value['en']}\n{value['zh']}"
    return "; ".join(
        gettext(
            "%(what)s: %(value)s",
            what=field_label(kind, field.type.__name__, name),
            value=value_words(kind, body, field.type, name, held),
        )
        for name, held in value.items()
    )


def pay(salary: Salary | None) -> str:
    """A stage's pay in one line."""
    if salary is None:
        return ""
    if salary.form == "agreed" or salary.low is None or salary.high is None:
        return str(gettext("agreed with each person"))
    low, high = money(salary.low, salary.currency), money(salary.high, salary.currency)
    if salary.low == salary.high:
        return low
    low_digits, high_digits = _digits(salary.low, salary.currency), _digits(salary.high, salary.currency)
    span = gettext("%(low)s to %(high)s", low=low_digits, high=high_digits)
    return high.replace(high_digits, str(span))


def expected_time(stage: Stage) -> str:
    """A stage's expected time: months, days, or no end."""
    if stage.months is None and not stage.days:
        return str(gettext("open end"))
    parts = []
    if stage.months:
        parts.append(months(stage.months))
    if stage.days:
        parts.append(days(stage.days))
    return " ".join(parts)


def months(count: int) -> str:
    """A number of months in words."""
    return str(ngettext("%(num)s month", "%(num)s months", count))


def days(count: int) -> str:
    """A number of days in words."""
    return str(ngettext("%(num)s day", "%(num)s days", count))


def _digits(minor: int, currency: str) -> str:
    return Money(minor, currency).digits
