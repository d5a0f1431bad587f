"""What the form of a part says beside its inputs, and after it is saved: what banks offer, what to look at again."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from club.core.saying import said
from club.documents.banked import tags_here
from club.documents.body import Body, Kind, Pair, Text
from club.documents.edits import item_of
from club.documents.itemform import ItemEditor, ItemForm
from club.documents.languages import SLOT, texts
from club.documents.rules import common_problems
from club.documents.wording import hints_in, is_heard
from club.documents.words import choice_word, pay, problem_place, spoken

PLACES_TOLD = 6
NOT_TYPED = frozenset({"csrf_token", "opened", "sign"})


def offers(kind: Kind[Any], editor: ItemEditor, form: ItemForm) -> dict[str, list[tuple[str, str]]]:
    """What inputs offer while somebody types, by the name of the input: the tags of banks, with how many questions."""
    names = [one.name for one in editor.own if f"{editor.owner.__name__}.{one.name}" in kind.drawn_by]
    if not names:
        return {}
    words = ((bank, tag, ngettext("%(num)s question", "%(num)s questions", count)) for bank, tag, count in tags_here())
    listed = [(tag, f"{choice_word(bank)}: {many}") for bank, tag, many in words]
    for name in names:
        form[name].render_kw = {"list": f"known-{name}", "autocomplete": "off"}
    return dict.fromkeys(names, listed)


def wrong_in(kind: Kind[Any], body: Body, key: str) -> dict[str, str]:
    """What of a saved part has to be put right before the text is published, by field."""
    found: dict[str, list[str]] = {}
    for one in (*common_problems(body), *kind.problems(body)):
        if key in one.path:
            spot = problem_place(kind, body, one.path)
            if spot.key == key:
                found.setdefault(spot.field, []).append(said(one.message, one.values))
    return {name: " ".join(messages) for name, messages in found.items()}


def advice(form: ItemForm) -> dict[str, str]:
    """What to look at again in the wording of each input; it stops nothing."""
    found = {}
    for one in form:
        listed = (
            [_("“%(found)s”: %(what)s", found=hint.found, what=_(hint.message)) for hint in hints_in(one.data)]
            if _is_text(one) and not is_heard(one.name)
            else []
        )
        if listed:
            found[one.name] = " ".join(listed)
    return found


def explain_values(body: Body, form: ItemForm) -> None:
    """Say beside each input which values of the text it quotes, and what they are."""
    known = {each.key: each for each in body.blanks}
    for one in form:
        quoted = dict.fromkeys(SLOT.findall(one.data)) if _is_text(one) and known else ()
        values = [
            _(
                "{%(key)s} stands for “%(value)s” (%(label)s).",
                key=key,
                value=spoken(known[key].value) or "…",
                label=spoken(known[key].label),
            )
            for key in quoted
            if key in known
        ]
        one.description = " ".join(filter(None, [one.description, *values]))


def briefs(item: Any) -> dict[str, str]:
    """What a value that lies folded comes to, by field, where one line tells it."""
    return {"salary": told} if (told := pay(getattr(item, "salary", None))) else {}


def left_behind(kind: Kind[Any], before: Body, after: Body, key: str) -> list[str]:
    """Where texts still say the old name of a part that was renamed, a sentence for each name."""
    old, new = (_names(item_of(body, key)) for body in (before, after))
    return [_still_said(name, places) for name in sorted(old - new) if (places := _places(kind, after, name, new))]


def _places(kind: Kind[Any], body: Body, name: str, new: set[str]) -> list[str]:
    says = re.compile(rf"(?<![a-z]){re.escape(name)}(?![a-z])", re.IGNORECASE if " " in name else 0)
    found = (path for path, text in texts(body) if any(says.search(_without(side, new)) for side in _sides(text)))
    return list(dict.fromkeys(problem_place(kind, body, path).words for path in found))


def _still_said(name: str, places: list[str]) -> str:
    told: str = ngettext(
        "“%(name)s”, as this part was called, still stands in %(num)s place: %(places)s.",
        "“%(name)s”, as this part was called, still stands in %(num)s places: %(places)s.",
        len(places),
        name=name,
        places=" · ".join(places[:PLACES_TOLD] + ["…"] * (len(places) > PLACES_TOLD)),
    )
    return told


def _names(item: Any) -> set[str]:
    """What a part is called by others, in each language; a single letter or character is no name to look for."""
    named = getattr(item, "title", None) or getattr(item, "name", None)
    return {side for side in _sides(named or "") if len(side) > 1}


def _sides(text: Text) -> tuple[str, ...]:
    return (text.en, text.zh) if isinstance(text, Pair) else (text,)


def _without(text: str, names: set[str]) -> str:
    """A text without the new name of a part, which may hold the old one."""
    for name in names:
        text = text.replace(name, "")
    return text


def _is_text(one: Any) -> bool:
    return isinstance(one.data, str) and one.name not in NOT_TYPED
